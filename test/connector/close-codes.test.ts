/** Each way in which WhatsApp ends a connection leads to the state that it calls for, and to no other. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { NumberLink } from '@atalaia/connector';
import { openStorage, type Storage } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import { newId, temporaryStorage } from '../fixtures/temporary-storage.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import type { CloseCode, Device, WhatsAppServer } from '../whatsapp/server/types.ts';
import { is, linkByQr, type Office, openOffice, reaches } from './number.ts';

interface Scene extends AsyncDisposable {
  readonly server: WhatsAppServer;
  readonly office: Office;
  readonly link: NumberLink;
  readonly device: Device;
}

async function scene(options: { readonly keepAlive?: number } = {}): Promise<Scene> {
  const server = await trustedServer();
  const office = await openOffice(server, options);
  const link = await office.open('number-1', cast.company);
  const device = await linkByQr(link, server.account(cast.company));
  await device.ready();
  return {
    server,
    office,
    link,
    device,
    async [Symbol.asyncDispose]() {
      server.faults.clear();
      await office[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const logins = ({ server, device }: Scene) =>
  server.ledger.entries.filter((entry) => entry.kind === 'login' && entry.device === device.pn).length;

describe('a link', () => {
  it.each([
    [428, 'network'],
    [500, 'unknown-failure'],
    [503, 'service-unavailable'],
  ] as const)('waits after %i (%s) and comes back by itself', async (code: CloseCode, reason) => {
    await using set = await scene();
    const { server, office, link, device } = set;
    server.faults.close(device, code);
    await reaches(link, is('waiting', reason));
    await office.time.waits((milliseconds) => milliseconds === 1000);
    await office.time.pass(1000);
    await reaches(link, is('connected'));
    const gap = await office.archive.told('gap', ({ to }) => to !== null);
    expect(gap).toMatchObject({ reason, to: gap.from + 1000 });
    expect(office.archive.events.filter(({ kind }) => kind === 'alert')).toEqual([]);
  });

  it('comes back at once after 515', async () => {
    await using set = await scene();
    const { server, link, device } = set;
    server.faults.close(device, 515);
    await server.ledger.until((entry) => entry.kind === 'closed' && entry.device === device.pn);
    await reaches(link, is('connecting'));
    await reaches(link, is('connected'));
    expect(logins(set)).toBe(2);
  });

  it('waits after 408: a network that fell silent is given up, without its goodbye', async () => {
    await using set = await scene({ keepAlive: 200 });
    const { server, office, link, device } = set;
    server.faults.close(device, 408);
    await office.time.waits((milliseconds) => milliseconds === 2000);
    await office.time.pass(2000);
    await reaches(link, is('waiting', 'network'));
    server.faults.thaw(device);
    await office.time.pass(1000);
    await reaches(link, is('connected'));
  });

  it.each([
    [401, 'device-removed'],
    [403, 'forbidden'],
    [405, 'outdated'],
    [411, 'mismatch'],
    [440, 'replaced'],
  ] as const)('stops after %i (%s), tells it at once, and does not come back by itself', async (code, reason) => {
    await using set = await scene();
    const { server, office, link, device } = set;
    server.faults.close(device, code);
    await reaches(link, is('stopped', reason));
    await office.archive.told('gap', ({ to, reason: told }) => to === null && told === reason);
    await office.archive.told('alert', ({ alert }) => alert === 'monitoring-interrupted');
    await office.time.pass(60 * 60_000);
    expect(link.state()).toMatchObject({ kind: 'stopped', reason });
    expect(logins(set)).toBe(1);
    const ledger = await office.archive.told('ledger', ({ minutesDisconnected }) => minutesDisconnected >= 60);
    expect(ledger).toMatchObject({ day: '2026-03-02', minutesDisconnected: 60 });
    expect(office.archive.events.filter(({ kind }) => kind === 'alert')).toHaveLength(1);
  });

  it('forgets the keys of a device that was removed, and of no other that stopped', async () => {
    for (const [code, kept] of [
      [401, 0],
      [403, 1],
    ] as const) {
      await using set = await scene();
      const { server, office, link, device } = set;
      server.faults.close(device, code);
      await reaches(link, is('stopped'));
      await office.connector[Symbol.asyncDispose]();
      const opened = await office.storage.openJournal('number-1');
      if (opened.kind !== 'opened') throw new Error(opened.kind);
      expect(opened.journal.count('credentials')).toBe(kept);
      expect(opened.journal.count('keys-1') > 0).toBe(kept === 1);
    }
  });

  it('stays stopped after 440 also when its program is started again, until a human reconnects it', async () => {
    await using set = await scene();
    const { server, office, link, device } = set;
    server.faults.close(device, 440);
    await reaches(link, is('stopped', 'replaced'));
    await office.connector[Symbol.asyncDispose]();
    await using again = await openOffice(server, { storage: office.storage });
    const reopened = await again.open('number-1', cast.company);
    expect(reopened.state()).toMatchObject({ kind: 'stopped', reason: 'replaced' });
    await again.time.pass(60 * 60_000);
    expect(logins(set)).toBe(1);
    reopened.reconnect();
    await reaches(reopened, is('connected'));
    expect(logins(set)).toBe(2);
  });

  it('never plays ping-pong: of two programs with the same keys the later one stays, the other stops', async () => {
    await using server = await trustedServer();
    await using first = await temporaryStorage();
    await using before = await openOffice(server, { storage: first.storage });
    const device = await linkByQr(await before.open('number-1', cast.company), server.account(cast.company));
    await before.connector[Symbol.asyncDispose]();
    await first.storage[Symbol.asyncDispose]();
    // Somebody restored a copy on another machine.
    const copy = join(first.home, 'copy');
    for (const folder of ['data', 'keys']) cpSync(join(first.home, folder), join(copy, folder), { recursive: true });
    const [one, other] = [await openAgain(first.home), await openAgain(copy)];
    await using _storages = { [Symbol.asyncDispose]: () => Promise.all([one, other].map(close)).then(() => undefined) };
    await using officeOne = await openOffice(server, { storage: one });
    await using officeOther = await openOffice(server, { storage: other });
    const linkOne = await officeOne.open('number-1', cast.company);
    await reaches(linkOne, is('connected'));
    const linkOther = await officeOther.open('number-1', cast.company);
    await reaches(linkOne, is('stopped', 'replaced'));
    await reaches(linkOther, is('connected'));
    await officeOne.time.pass(60 * 60_000);
    await officeOther.time.pass(60 * 60_000);
    expect(linkOne.state().kind).toBe('stopped');
    expect(linkOther.state().kind).toBe('connected');
    // Linking, the first program and its copy: nobody came back.
    expect(server.ledger.entries.filter((entry) => entry.kind === 'login' && entry.device === device.pn)).toHaveLength(
      3,
    );
  });

  it('waits longer after each failure, at most five minutes, and tells of an outage once it lasts', async () => {
    await using set = await scene();
    const { server, office, link, device } = set;
    server.faults.refuseLogin(device, 503);
    server.faults.close(device, 503);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      await reaches(link, is('waiting', 'service-unavailable'));
      const wanted = Math.min(1000 * 2 ** attempt, 300_000);
      pauses.push(await office.time.waits((milliseconds) => milliseconds === wanted));
      const connecting = reaches(link, is('connecting'));
      await office.time.pass(wanted);
      await connecting;
    }
    expect(pauses.at(-1)).toBe(300_000);
    const alert = await office.archive.told('alert', ({ alert: told }) => told === 'monitoring-interrupted');
    const gap = await office.archive.told('gap');
    expect(alert.at - gap.from).toBeGreaterThanOrEqual(5 * 60_000);
    expect(alert.at - gap.from).toBeLessThan(6 * 60_000);
    server.faults.clear();
    link.reconnect();
    await reaches(link, is('connected'));
  });

  it('comes back from a session that went deaf', async () => {
    await using set = await scene();
    const { server, office, link, device } = set;
    server.faults.deafen(device);
    const waiting = reaches(link, is('waiting', 'deaf'));
    await office.time.pass(2 * 60 * 60_000 + 15_000);
    await waiting;
    server.faults.hear(device);
    await office.time.pass(1000);
    await reaches(link, is('connected'));
  });

  it('notes as a gap the time in which its program did not run', async () => {
    await using set = await scene();
    const { server, office } = set;
    await office.connector[Symbol.asyncDispose]();
    await using again = await openOffice(server, { storage: office.storage });
    await again.time.pass(10 * 60_000);
    const reopened = await again.open('number-1', cast.company);
    await reaches(reopened, is('connected'));
    const gap = await again.archive.told('gap', ({ to }) => to !== null);
    expect(gap).toMatchObject({ reason: 'not-running', to: gap.from + 10 * 60_000 });
    await again.time.pass(5000);
    expect(await again.archive.told('ledger', ({ minutesDisconnected }) => minutesDisconnected > 0)).toMatchObject({
      minutesDisconnected: 10,
    });
  });
});

async function openAgain(home: string) {
  const opened = await openStorage({
    dataDir: join(home, 'data'),
    keysDir: join(home, 'keys'),
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  return opened.storage;
}

function close(storage: Storage): Promise<void> {
  return Promise.resolve(storage[Symbol.asyncDispose]());
}

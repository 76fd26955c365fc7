/** What the local WhatsApp server keeps for a device that is away, and when it forgets it. */
import type { AuthenticationState } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { type Client, linkClient, logInClient, openClient } from './client.ts';
import { cast, trustedServer } from './local-server.ts';
import type { Device, WhatsAppServer } from './server/types.ts';

interface Scene extends AsyncDisposable {
  readonly server: WhatsAppServer;
  readonly device: Device;
  readonly auth: AuthenticationState;
  readonly desk: Client;
  /** Marta writes to the company and has the server's ack. */
  write(text: string): Promise<string>;
}

async function companyAndMarta(): Promise<Scene> {
  const server = await trustedServer();
  const company = server.account(cast.company);
  const desk = await linkClient(server, company);
  const marta = await linkClient(server, server.account(cast.marta));
  return {
    server,
    device: desk.device,
    auth: desk.client.auth,
    desk: desk.client,
    write: async (text) => {
      const sent = await marta.client.socket.sendMessage(company.pn, { text });
      const id = sent?.key.id ?? '';
      await server.ledger.until((entry) => entry.kind === 'taken' && entry.id === id);
      return id;
    },
    [Symbol.asyncDispose]: async () => {
      await desk.client[Symbol.asyncDispose]();
      await marta.client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const isDelivered = (id: string) => (entry: { kind: string; id?: string }) =>
  entry.kind === 'delivered' && entry.id === id;
const isAcknowledged = (id: string) => (entry: { kind: string; id?: string }) =>
  entry.kind === 'acknowledged' && entry.id === id;

describe('the server', () => {
  it('keeps what comes while a device is away and hands it over at the next login, then the end marker', async () => {
    await using scene = await companyAndMarta();
    const { server, device, desk, auth } = scene;
    await desk[Symbol.asyncDispose]();
    await server.ledger.until(({ kind }) => kind === 'closed');
    const ids = [await scene.write('um'), await scene.write('dois'), await scene.write('três')];
    expect(device.queued).toBe(3);
    await using again = await logInClient(server, device, auth);
    for (const id of ids) await again.receives(({ key }) => key.id === id);
    expect(again.messages.map(({ message }) => message?.extendedTextMessage?.text)).toEqual(['um', 'dois', 'três']);
    expect(device.queued).toBe(0);
    expect([...server.ledger.acknowledgedBy(device)]).toEqual(ids);
  });

  it('forgets nothing before the receipt: what was lost on the way comes again', async () => {
    await using scene = await companyAndMarta();
    const { server, device, desk, auth } = scene;
    server.faults.loseNext(device);
    const lost = await scene.write('perdida');
    const arrived = await scene.write('chegou');
    await desk.receives(({ key }) => key.id === arrived);
    expect(server.ledger.deliveredTo(device).has(lost)).toBe(false);
    await desk[Symbol.asyncDispose]();
    await using again = await logInClient(server, device, auth);
    await again.receives(({ key }) => key.id === lost);
    expect(server.ledger.entries.filter(isDelivered(arrived))).toHaveLength(1);
  });

  it('cuts the network after the backlog and before its end marker when told to', async () => {
    await using scene = await companyAndMarta();
    const { server, device, desk, auth } = scene;
    await desk[Symbol.asyncDispose]();
    await server.ledger.until(({ kind }) => kind === 'closed');
    const ids = [await scene.write('um'), await scene.write('dois')];
    server.faults.cutBeforeMarker(device);
    const markers = server.ledger.entries.filter(({ kind }) => kind === 'marker').length;
    await using torn = openClient(server, auth);
    expect(await torn.closed()).toBe(428);
    expect(torn.messages).toEqual([]);
    expect([...server.ledger.acknowledgedBy(device)]).toEqual(ids);
    expect(server.ledger.entries.filter(({ kind }) => kind === 'marker')).toHaveLength(markers);
    expect(device.queued).toBe(0);
  });

  it('hands a message over again when the network was cut before any receipt', async () => {
    await using scene = await companyAndMarta();
    const { server, device, desk, auth } = scene;
    await desk[Symbol.asyncDispose]();
    await server.ledger.until(({ kind }) => kind === 'closed');
    const id = await scene.write('um');
    server.faults.cutBeforeMarker(device, { receipts: 0 });
    await using torn = openClient(server, auth);
    expect(await torn.closed()).toBe(428);
    await using again = await logInClient(server, device, auth);
    // A client without a journal may have used up the key before the cut: then it refuses what comes again.
    await server.ledger.until((entry) => isAcknowledged(id)(entry) || (entry.kind === 'nacked' && entry.id === id));
    expect(server.ledger.entries.filter(isDelivered(id))).toMatchObject([{ nth: 1 }, { nth: 2 }]);
    expect(again.socket.user?.id).toBe(device.pn);
  });

  it('asks the sender again for a message that a device could not decrypt', async () => {
    await using server = await trustedServer();
    const company = server.account(cast.company);
    await using desk = (await linkClient(server, company, { retryRequestDelayMs: 0 })).client;
    const sent = new Map<string, { conversation: string }>();
    const marta = server.account(cast.marta);
    const getMessage = async ({ id }: { id?: string | null }) => sent.get(id ?? '');
    await using customer = (await linkClient(server, marta, { getMessage })).client;
    server.faults.corruptNext(company);
    sent.set('3EB0CORRUPTED', { conversation: 'preço combinado' });
    await customer.socket.sendMessage(company.pn, { text: 'preço combinado' }, { messageId: '3EB0CORRUPTED' });
    const arrived = await desk.receives(
      ({ key, message }) => key.id === '3EB0CORRUPTED' && message?.conversation !== undefined,
    );
    expect(arrived.message?.conversation).toBe('preço combinado');
    const kinds = server.ledger.entries.flatMap((entry) =>
      'id' in entry && entry.id === '3EB0CORRUPTED' ? [entry.kind] : [],
    );
    expect(kinds).toContain('nacked');
    expect(kinds.filter((kind) => kind === 'delivered')).toHaveLength(2);
  });
});

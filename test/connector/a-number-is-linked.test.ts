/** A number is linked by its own phone, by QR code or by a code that is typed, and by no other. */
import { NotConnected } from '@atalaia/connector';
import { describe, expect, it } from 'vitest';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { codeOf, is, linkByQr, openOffice, reaches } from './number.ts';

describe('a number', () => {
  it('is linked by QR code', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    expect(link.state()).toMatchObject({ kind: 'unlinked', reason: null });
    const device = await linkByQr(link, server.account(cast.company));
    await device.ready();
    expect(link.state()).toMatchObject({ kind: 'connected', reason: null });
    expect(device.connected).toBe(true);
    await office.archive.told('link', ({ state }) => state.kind === 'connected');
  });

  it('is linked though somebody who watches it fails', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    using _watch = link.watch(() => {
      throw new Error('The screen is gone.');
    });
    const device = await linkByQr(link, server.account(cast.company));
    await device.ready();
    expect(link.state()).toMatchObject({ kind: 'connected' });
  });

  it('is linked by a code that its phone is given', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    link.pair('code');
    const code = await codeOf(link);
    expect(code).toMatch(/^[0-9A-Z]{8}$/);
    const device = await server.account(cast.company).acceptCode(code);
    await reaches(link, is('connected'));
    await device.ready();
  });

  it('is not linked by the phone of another number, which is told so and links nothing', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    const other = server.account(cast.branch);
    link.pair('qr');
    await expect(other.scan(await codeOf(link))).rejects.toThrow();
    // The right phone may be at hand: a new code is shown at once, and says why.
    const shown = await reaches(
      link,
      (state) => state.kind === 'pairing' && state.reason !== null && state.code !== null,
    );
    expect(shown.reason).toBe('other-number');
    expect(server.devicesOf(other.pn)).toEqual([]);
    await server.account(cast.company).scan(await codeOf(link));
    await reaches(link, is('connected'));
  });

  it('says that WhatsApp could not be reached, until it is tried again', async () => {
    const server = await trustedServer();
    await server[Symbol.asyncDispose]();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    link.pair('qr');
    expect(link.state()).toMatchObject({ kind: 'pairing', pairingFailed: null });
    const failed = await reaches(link, ({ pairingFailed }) => pairingFailed !== null);
    expect(failed).toMatchObject({ kind: 'unlinked', pairingFailed: 'unreachable' });
    link.pair('code');
    expect(link.state()).toMatchObject({ kind: 'pairing', pairingFailed: null });
    link.cancelPairing();
    await reaches(link, is('unlinked'));
    expect(link.state().pairingFailed).toBe(null);
  });

  it('goes on with the device that it has until a new one stands, and leaves the old one then', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    const account = server.account(cast.company);
    const first = await linkByQr(link, account);
    await first.ready();
    link.pair('qr');
    const code = await codeOf(link);
    expect(first.connected).toBe(true);
    link.cancelPairing();
    await reaches(link, is('connected'));
    expect(first.connected).toBe(true);
    link.pair('qr');
    const shown = await codeOf(link);
    expect(shown).not.toBe(code);
    const second = await account.scan(shown);
    await second.ready();
    await reaches(link, is('connected'));
    await server.ledger.until((entry) => entry.kind === 'closed' && entry.device === first.pn);
    expect([...account.devices.values()].map(({ id }) => id)).not.toContain(first.id);
  });

  it('connects again by itself after its program was ended, with the same device', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const link = await office.open('number-1', cast.company);
    const device = await linkByQr(link, server.account(cast.company));
    await office.connector[Symbol.asyncDispose]();
    await using again = await openOffice(server, { storage: office.storage });
    const reopened = await again.open('number-1', cast.company);
    await reaches(reopened, is('connected'));
    await device.ready();
    expect(server.devicesOf(device.account.pn)).toHaveLength(1);
  });

  it('proves itself by a message that its own phone confirms', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const account = server.account(cast.company);
    await using phone = openPhone(server, account);
    const link = await office.open('number-1', cast.company);
    expect(await link.test()).toBe(false);
    await linkByQr(link, account);
    expect(await link.test()).toBe(true);
    expect(phone.inbox.at(-1)).toMatchObject({ text: 'Atalaia: mensagem de teste. Este número está ligado.' });
    server.faults.refuse(account, 479);
    expect(await link.test()).toBe(false);
  });

  it('lists the groups that it is in', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const account = server.account(cast.company);
    const group = server.group('Entregas', [account, server.account(cast.marta), server.account(cast.rui)]);
    const link = await office.open('number-1', cast.company);
    await expect(link.groups()).rejects.toThrow(NotConnected);
    await linkByQr(link, account);
    expect(await link.groups()).toEqual([{ jid: group.jid, subject: 'Entregas', members: 3 }]);
  });

  it('is unlinked: WhatsApp removes the device, its keys are gone, and it has to be linked anew', async () => {
    await using server = await trustedServer();
    await using office = await openOffice(server);
    const account = server.account(cast.company);
    const link = await office.open('number-1', cast.company);
    const device = await linkByQr(link, account);
    await link.unlink();
    expect(link.state()).toMatchObject({ kind: 'unlinked' });
    await server.ledger.until((entry) => entry.kind === 'closed' && entry.device === device.pn);
    expect(server.devicesOf(account.pn)).toEqual([]);
    await linkByQr(link, account);
  });
});

/** What the local WhatsApp server promises to unmodified clients: they pair, log in again and write to each other. */
import { proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { type Client, linkClient, logInClient, memoryAuth, openClient } from './client.ts';
import { cast, trustedServer } from './local-server.ts';
import { introduce, trustIntroduced, trustLocalServer } from './trust.ts';

const { Status } = proto.WebMessageInfo;

describe('a client', () => {
  it('pairs by QR code, is sent back with 515 and logs in', async () => {
    await using server = await trustedServer();
    const company = server.account(cast.company);
    const auth = memoryAuth();
    await using pairing = openClient(server, auth);
    const { qr = '' } = await pairing.update((update) => update.qr !== undefined);
    const device = await company.scan(qr);
    expect(await pairing.closed()).toBe(515);
    await using client = await logInClient(server, device, auth);
    expect(client.socket.user).toMatchObject({ id: `${cast.company}:1@s.whatsapp.net`, lid: device.lid });
    expect(server.devicesOf(company.pn)).toEqual([device.pn]);
    expect(server.bundles([device.pn]).get(device.pn)?.preKey).toBeDefined();
  });

  it('pairs by the code it shows', async () => {
    await using server = await trustedServer();
    const company = server.account(cast.company);
    const auth = memoryAuth();
    await using pairing = openClient(server, auth);
    await pairing.update(({ qr }) => qr !== undefined);
    const code = await pairing.socket.requestPairingCode(cast.company);
    const device = await company.acceptCode(code);
    expect(await pairing.closed()).toBe(515);
    await using client = await logInClient(server, device, auth);
    expect(client.socket.user?.id).toBe(device.pn);
  });

  it('is not paired by a wrong code', async () => {
    await using server = await trustedServer();
    const company = server.account(cast.company);
    await using pairing = openClient(server);
    await pairing.update(({ qr }) => qr !== undefined);
    await pairing.socket.requestPairingCode(cast.company, 'ABCD1234');
    await expect(company.acceptCode('ABCD1235')).rejects.toThrow('the pairing code is wrong');
    expect(company.devices.size).toBe(0);
  });

  it('exchanges text both ways, with receipts, in prekey and in normal mode', async () => {
    await using server = await trustedServer();
    const [company, marta] = [server.account(cast.company), server.account(cast.marta, { name: 'Marta' })];
    const desk = await linkClient(server, company);
    const customer = await linkClient(server, marta);
    await using deskClient = desk.client;
    await using customerClient = customer.client;
    const delivered = statusOf(customerClient, Status.DELIVERY_ACK);
    const first = await customerClient.socket.sendMessage(company.pn, { text: 'bom dia' });
    const seen = await deskClient.receives(({ key }) => key.id === first?.key.id);
    expect(seen).toMatchObject({ pushName: 'Marta', message: { extendedTextMessage: { text: 'bom dia' } } });
    expect(seen.key).toMatchObject({ fromMe: false, addressingMode: 'pn', remoteJidAlt: marta.lid });
    expect(await delivered).toBe(first?.key.id);

    const read = statusOf(customerClient, Status.READ);
    await deskClient.socket.readMessages([seen.key]);
    expect(await read).toBe(first?.key.id);

    const answer = await deskClient.socket.sendMessage(marta.pn, { text: 'em que posso ajudar?' });
    await customerClient.receives(({ key }) => key.id === answer?.key.id);
    const third = await customerClient.socket.sendMessage(company.pn, { text: 'uma nota' });
    await deskClient.receives(({ key }) => key.id === third?.key.id);
    expect(server.ledger.entries.filter(({ kind }) => kind === 'unknown-question' || kind === 'nacked')).toEqual([]);
  });

  it('sees what another device of its account wrote, and to whom', async () => {
    await using server = await trustedServer();
    const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
    const desk = await linkClient(server, company);
    await using first = desk.client;
    await using second = (await linkClient(server, company)).client;
    await using customer = (await linkClient(server, marta)).client;
    const sent = await second.socket.sendMessage(marta.pn, { text: 'segue o boleto' });
    const own = await first.receives(({ key }) => key.id === sent?.key.id);
    expect(own.key).toMatchObject({ fromMe: true, remoteJid: marta.pn, remoteJidAlt: marta.lid });
    expect(own.message?.extendedTextMessage?.text).toBe('segue o boleto');
    await customer.receives(({ key }) => key.id === sent?.key.id);
    marta.addressing = 'lid';
    const later = await second.socket.sendMessage(marta.lid, { text: 'e o recibo' });
    const byLid = await first.receives(({ key }) => key.id === later?.key.id);
    expect(byLid.key).toMatchObject({ fromMe: true, remoteJid: marta.lid, remoteJidAlt: marta.pn });
    const receipt = await server.ledger.until(
      (entry) => entry.kind === 'acknowledged' && entry.device === desk.device.pn,
    );
    expect(receipt).toMatchObject({ receipt: 'sender' });
  });

  it('sees the same person by phone number and, after a switch in mid-conversation, by LID', async () => {
    await using server = await trustedServer();
    const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
    await using desk = (await linkClient(server, company)).client;
    await using customer = (await linkClient(server, marta)).client;
    const before = await customer.socket.sendMessage(company.pn, { text: 'antes' });
    const byPhone = await desk.receives(({ key }) => key.id === before?.key.id);
    marta.addressing = 'lid';
    const after = await customer.socket.sendMessage(company.pn, { text: 'depois' });
    const byLid = await desk.receives(({ key }) => key.id === after?.key.id);
    expect(byPhone.key).toMatchObject({ remoteJid: marta.pn, remoteJidAlt: marta.lid, addressingMode: 'pn' });
    expect(byLid.key).toMatchObject({ remoteJid: marta.lid, remoteJidAlt: marta.pn, addressingMode: 'lid' });
    expect(byLid.message?.extendedTextMessage?.text).toBe('depois');
    const answer = await desk.socket.sendMessage(marta.lid, { text: 'recebido' });
    await customer.receives(({ key }) => key.id === answer?.key.id);
  });

  it('meets, when told to, a person under another one’s LID, without any, and a number with a new owner', async () => {
    await using server = await trustedServer();
    const [company, marta, rui] = [server.account(cast.company), server.account(cast.marta), server.account(cast.rui)];
    await using desk = (await linkClient(server, company)).client;
    const arrivesWith = async (client: Client): Promise<string | null | undefined> => {
      const sent = await client.socket.sendMessage(company.pn, { text: 'sou eu' });
      return (await desk.receives(({ key }) => key.id === sent?.key.id)).key.remoteJidAlt;
    };
    const { client: customer } = await linkClient(server, marta);
    server.faults.nameBeside(marta, 'nobody');
    expect(await arrivesWith(customer)).toBeUndefined();
    server.faults.nameBeside(marta, rui);
    expect(await arrivesWith(customer)).toBe(rui.lid);
    server.faults.clear();
    expect(await arrivesWith(customer)).toBe(marta.lid);
    server.retire(marta);
    expect(await customer.closed()).toBe(401);
    const successor = server.account(cast.marta);
    await using heir = (await linkClient(server, successor)).client;
    expect(successor.lid).not.toBe(marta.lid);
    expect(await arrivesWith(heir)).toBe(successor.lid);
  });

  it('leaves more prekeys when few are left', async () => {
    await using server = await trustedServer();
    const { client, device } = await linkClient(server, server.account(cast.company));
    await using _ = client;
    const ids = new Set<number | undefined>();
    while (!ids.has(undefined) && ids.size < 808) ids.add(server.bundles([device.pn]).get(device.pn)?.preKey?.id);
    expect(ids.size).toBe(808);
    const uploads = server.ledger.entries.filter(({ kind }) => kind === 'keys-uploaded').length;
    expect(uploads).toBe(1);
    expect(await server.ledger.until((entry) => entry.kind === 'keys-uploaded' && entry.left < 100)).toMatchObject({
      left: 9,
    });
  });

  it('finds a Brazilian mobile with and without its ninth digit', async () => {
    await using server = await trustedServer();
    const marta = server.account(cast.marta.replace('955510003', '55510003'));
    await using desk = (await linkClient(server, server.account(cast.company))).client;
    for (const form of [cast.marta, marta.pn]) {
      expect(await desk.socket.onWhatsApp(form)).toEqual([{ jid: marta.pn, exists: true }]);
    }
    expect(await desk.socket.onWhatsApp('5511900000000')).toEqual([]);
  });

  it('hears calls: offered, and ended by time-out', async () => {
    await using server = await trustedServer();
    const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
    await using desk = (await linkClient(server, company)).client;
    await using customer = (await linkClient(server, marta)).client;
    const heard = ringing(desk, 2);
    for (const [tag, attrs] of [
      ['offer', {}],
      ['terminate', { reason: 'timeout' }],
    ] as const) {
      const content = [{ tag, attrs: { 'call-id': 'C1', ...attrs } }];
      await customer.socket.sendNode({ tag: 'call', attrs: { to: company.pn, id: `call-${tag}` }, content });
    }
    expect(await heard).toMatchObject([
      { id: 'C1', status: 'offer', callerPn: marta.pn },
      { id: 'C1', status: 'timeout', callerPn: marta.pn },
    ]);
  });
});

describe('trust', () => {
  it('is given to loopback only', async () => {
    await using server = await trustedServer();
    const elsewhere = { address: 'wss://web.whatsapp.com/ws/chat', trust: server.trust, media: server.media };
    expect(() => trustLocalServer(elsewhere)).toThrow('not loopback');
    expect(() => trustLocalServer({ ...server, media: { ...server.media, host: 'mmg.whatsapp.net' } })).toThrow();
    expect(() => trustIntroduced(introduce(elsewhere))).toThrow('not loopback');
    expect(trustIntroduced(introduce(server))).toMatchObject({ address: server.address, trust: server.trust });
  });
});

/** Resolves with the id of the first message that reaches the status. */
function statusOf({ socket }: ReturnType<typeof openClient>, status: number): Promise<string | null | undefined> {
  return new Promise((resolve) =>
    socket.ev.on('messages.update', (updates) => {
      const reached = updates.find(({ update }) => update.status === status);
      if (reached !== undefined) resolve(reached.key.id);
    }),
  );
}

function ringing({ socket }: ReturnType<typeof openClient>, count: number): Promise<unknown[]> {
  const calls: unknown[] = [];
  return new Promise((resolve) =>
    socket.ev.on('call', (events) => {
      calls.push(...events);
      if (calls.length >= count) resolve(calls);
    }),
  );
}

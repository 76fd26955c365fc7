/** The trouble that the local WhatsApp server makes on purpose is the trouble that was asked for. */
import { describe, expect, it } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { type Client, linkClient } from './client.ts';
import { cast, trustedServer } from './local-server.ts';
import type { LedgerEntry } from './server/types.ts';

async function scene(seed = 1) {
  const server = await trustedServer({ seed });
  const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
  const desk = await linkClient(server, company);
  const customer = await linkClient(server, marta);
  return {
    server,
    company,
    marta,
    device: desk.device,
    desk: desk.client,
    customer: customer.client,
    [Symbol.asyncDispose]: async () => {
      server.faults.clear();
      await desk.client[Symbol.asyncDispose]();
      await customer.client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function write({ socket }: Client, to: string, text: string): Promise<string> {
  return (await socket.sendMessage(to, { text }))?.key.id ?? '';
}

describe('a fault', () => {
  it.each([463, 479] as const)('refuses a message with %i, only to whom and as often as it says', async (error) => {
    await using set = await scene();
    const { server, company, marta, desk } = set;
    server.faults.refuse(company, error, { to: marta, times: 1 });
    const acked = new Promise((resolve) => desk.socket.ws.once('CB:ack,class:message', ({ attrs }) => resolve(attrs)));
    const refused = await write(desk, marta.pn, 'posso ajudar?');
    expect(await acked).toMatchObject({ id: refused, error: String(error) });
    expect((await desk.socket.fetchAccountReachoutTimelock()).isActive).toBe(false);
    server.faults.refuse(company, 463);
    expect((await desk.socket.fetchAccountReachoutTimelock()).isActive).toBe(true);
    server.faults.clear();
    const accepted = await write(desk, marta.pn, 'posso ajudar agora?');
    await server.ledger.until((entry) => entry.kind === 'taken' && entry.id === accepted);
    expect(server.ledger.entries).toContainEqual({ kind: 'refused', id: refused, device: expect.any(String), error });
  });

  it('withholds acks until they are released', async () => {
    await using set = await scene();
    const { server, company, marta, device, desk, customer } = set;
    server.faults.withholdAcks(device);
    const acks: string[] = [];
    desk.socket.ws.on('CB:ack,class:message', ({ attrs }) => acks.push(attrs.id));
    const first = await write(desk, marta.pn, 'um');
    await customer.receives(({ key }) => key.id === first);
    const arrived = await write(customer, company.pn, 'dois');
    await desk.receives(({ key }) => key.id === arrived);
    expect(acks).toEqual([]);
    const acked = new Promise<void>((resolve) => desk.socket.ws.once('CB:ack,class:message', () => resolve()));
    server.faults.releaseAcks(device);
    await acked;
    expect(acks).toEqual([first]);
  });

  it('makes a session deaf: pings are answered, nothing is delivered until it hears', async () => {
    await using set = await scene();
    const { server, company, device, desk, customer } = set;
    server.faults.deafen(device);
    const unheard = await write(customer, company.pn, 'alguém aí?');
    await server.ledger.until((entry) => entry.kind === 'taken' && entry.id === unheard);
    const ping = { tag: 'iq', attrs: { to: '@s.whatsapp.net', xmlns: 'w:p', type: 'get' } };
    expect((await desk.socket.query(ping))?.attrs.type).toBe('result');
    expect(device.queued).toBe(1);
    server.faults.hear(device);
    await desk.receives(({ key }) => key.id === unheard);
  });

  it('delivers a message twice, of which the client makes one', async () => {
    await using set = await scene();
    const { server, company, device, desk, customer } = set;
    server.faults.duplicateNext(device);
    const doubled = await write(customer, company.pn, 'eco');
    const after = await write(customer, company.pn, 'fim');
    await desk.receives(({ key }) => key.id === after);
    expect(copies(server.ledger.entries, doubled)).toBe(2);
    expect(desk.messages.filter(({ key, message }) => key.id === doubled && message !== undefined)).toHaveLength(1);
  });

  it('strikes by chance, and with the same seed the same messages', async () => {
    const seed = printedSeed();
    const patterns: string[][] = [];
    for (let run = 0; run < 2; run += 1) {
      await using set = await scene(seed);
      const { server, company, device, customer } = set;
      server.faults.chances(device, { loss: 0.3, duplication: 0.3, delay: 0.3, delayMs: 5 });
      const ids: string[] = [];
      for (let index = 0; index < 12; index += 1) {
        ids.push(await write(customer, company.pn, `mensagem ${index}`));
        await server.ledger.until((entry) => entry.kind === 'taken' && entry.id === ids[index]);
      }
      server.faults.clear();
      const last = await write(customer, company.pn, 'fim');
      await server.ledger.until((entry) => entry.kind === 'acknowledged' && entry.id === last);
      patterns.push(
        server.ledger.entries.flatMap((entry) =>
          entry.kind === 'struck' ? [`${ids.indexOf(entry.id)} ${entry.by}`] : [],
        ),
      );
    }
    expect(patterns[0]?.length).toBeGreaterThan(0);
    expect(patterns[0]).toEqual(patterns[1]);
  });
});

function copies(entries: readonly LedgerEntry[], id: string): number {
  return entries.filter((entry) => entry.kind === 'delivered' && entry.id === id).length;
}

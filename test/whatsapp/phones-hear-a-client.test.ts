import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf, openShop, type Shop } from './phone/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

describe('a phone that hears a client', () => {
  it('gets texts, acknowledges them, and shows them read', async () => {
    await using iara = shop.contact();
    const sent = await shop.client.socket.sendMessage(iara.account.pn, { text: 'seu pedido chegou' });
    const id = sent?.key.id ?? '';
    const message = await iara.receives((one) => one.id === id);
    expect(message).toMatchObject({ text: 'seu pedido chegou', device: shop.companion.id, fromMe: false });
    await shop.receipt(id);
    await iara.read(id);
    expect((await shop.receipt(id, 'read')).attrs['from']).toBe(iara.account.pn);
  });

  it('keeps receipts back when told to', async () => {
    await using iara = shop.contact();
    iara.holdReceipts();
    const sent = await shop.client.socket.sendMessage(iara.account.pn, { text: 'oi?' });
    const id = sent?.key.id ?? '';
    await iara.receives((one) => one.id === id);
    const receipts = () =>
      shop.server.ledger.entries.filter((entry) => entry.kind === 'acknowledged' && entry.id === id);
    expect(receipts().map(({ device }) => device)).not.toContain(iara.account.pn);
    iara.releaseReceipts();
    await shop.receipt(id);
  });

  it('does not show what it read when the person hides that', async () => {
    await using iara = shop.contact();
    iara.readReceipts = false;
    const sent = await shop.client.socket.sendMessage(iara.account.pn, { text: 'leu?' });
    const id = sent?.key.id ?? '';
    await iara.receives((one) => one.id === id);
    await iara.read(id);
    const next = await shop.client.socket.sendMessage(iara.account.pn, { text: 'e esta?' });
    await shop.receipt(next?.key.id ?? '');
    expect(shop.heard.receipts.all.filter(({ attrs }) => attrs['id'] === id && attrs['type'] === 'read')).toEqual([]);
  });

  it('opens the files, replies, edits, reactions and revokes of a client', async () => {
    await using iara = shop.contact();
    const question = await iara.send(shop.account, 'manda a foto?');
    const asked = await shop.got(question.id);
    const bytes = randomBytes(5_000);
    const photo = await shop.client.socket.sendMessage(
      iara.account.pn,
      { document: bytes, mimetype: 'image/png', fileName: 'foto.png' },
      { quoted: asked },
    );
    const received = await iara.receives((one) => one.id === photo?.key.id);
    expect(received).toMatchObject({ said: { kind: 'file', media: 'document' }, quoted: question.id });
    expect((await iara.file(received)).equals(bytes)).toBe(true);
    const text = await shop.client.socket.sendMessage(iara.account.pn, { text: 'sai hoje' });
    if (text === undefined) throw new Error('nothing was sent');
    const of = text.key.id ?? '';
    await shop.client.socket.sendMessage(iara.account.pn, { text: 'sai amanhã', edit: text.key });
    await shop.client.socket.sendMessage(iara.account.pn, { react: { text: '🙏', key: asked.key } });
    await shop.client.socket.sendMessage(iara.account.pn, { delete: text.key });
    expect(await iara.receives(({ said }) => said.kind === 'edit')).toMatchObject({ said: { of }, text: 'sai amanhã' });
    expect(await iara.receives(({ said }) => said.kind === 'reaction')).toMatchObject({ said: { of: question.id } });
    expect(await iara.receives(({ said }) => said.kind === 'revoke')).toMatchObject({ said: { of } });
  });

  it('asks again for what it could not open', async () => {
    await using iara = shop.contact();
    const [phone] = iara.account.devices.values();
    if (phone === undefined) throw new Error('a phone is a device of its account');
    shop.server.faults.corruptNext(phone);
    const sent = await shop.client.socket.sendMessage(iara.account.pn, { text: 'me escuta?' });
    expect((await iara.receives(({ id }) => id === sent?.key.id)).text).toBe('me escuta?');
    expect(iara.unopened).toMatchObject([{ id: sent?.key.id, nth: 1 }]);
  });

  it('votes in the poll of a client', async () => {
    await using iara = shop.contact();
    const sent = await shop.client.socket.sendMessage(iara.account.pn, {
      poll: { name: 'Entrega?', values: ['manhã', 'tarde'], selectableCount: 1 },
    });
    const poll = await iara.receives(({ id }) => id === sent?.key.id);
    expect(poll).toMatchObject({ said: { kind: 'poll', options: ['manhã', 'tarde'] }, text: 'Entrega?' });
    const vote = await iara.vote(poll.id, ['tarde']);
    expect(contentOf(await shop.got(vote.id)).pollUpdateMessage?.pollCreationMessageKey?.id).toBe(poll.id);
    const seen = await shop.phone.receives(({ id }) => id === vote.id);
    expect(seen.said).toEqual({ kind: 'vote', of: poll.id, options: ['tarde'] });
  });

  it('gets what waited while it was off the network', async () => {
    await using iara = shop.contact();
    iara.goOffline();
    const sent = await shop.client.socket.sendMessage(iara.account.pn, { text: 'quando puder' });
    await shop.server.ledger.until((entry) => entry.kind === 'taken' && entry.id === sent?.key.id);
    expect(iara.inbox).toEqual([]);
    iara.goOnline();
    expect((await iara.receives((one) => one.id === sent?.key.id)).text).toBe('quando puder');
  });
});

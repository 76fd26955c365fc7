import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkClient, logInClient, memoryAuth, openClient } from './client.ts';
import { hearingOf } from './phone/hearing.ts';
import { openPhone } from './phone/phone.ts';
import { contentOf, openShop, type Shop } from './phone/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

describe("an agent's phone", () => {
  it('tells its companions what it sent', async () => {
    await using iara = shop.contact();
    const question = await iara.send(shop.account, 'tem troco?');
    await shop.phone.receives(({ id }) => id === question.id);
    const answer = await shop.phone.send(iara.account, 'tem sim', { quote: { id: question.id, author: iara.account } });
    expect((await iara.receives(({ id }) => id === answer.id)).text).toBe('tem sim');
    const copy = await shop.got(answer.id);
    expect(copy.key).toMatchObject({ fromMe: true, remoteJid: iara.account.pn, remoteJidAlt: iara.account.lid });
    expect(contentOf(copy).extendedTextMessage?.text).toBe('tem sim');
    const revoke = await shop.phone.revoke(answer.id);
    expect((await shop.got(revoke.id)).key.fromMe).toBe(true);
  });

  it('hears from its companions what they sent', async () => {
    await using iara = shop.contact();
    const sent = await shop.client.socket.sendMessage(iara.account.pn, { text: 'posso ajudar?' });
    const copy = await shop.phone.receives(({ id }) => id === sent?.key.id);
    expect(copy).toMatchObject({
      fromMe: true,
      text: 'posso ajudar?',
      chat: { kind: 'person', account: iara.account },
    });
  });

  it('gives a new companion the old chats', async () => {
    const bakery = shop.server.account('551130000001', { name: 'Padaria' });
    await using phone = openPhone(shop.server, bakery);
    await using iara = shop.contact();
    const linked = await linkClient(shop.server, bakery, { shouldSyncHistoryMessage: () => true });
    await using bakeryClient = linked.client;
    const history = hearingOf(bakeryClient).history;
    await phone.syncHistory(linked.device, [
      { with: iara.account, messages: [{ fromMe: false, text: 'tem broa?', at: 1_700_000_000 }] },
    ]);
    const set = await history.until(({ messages }) => messages.length > 0);
    expect(set.messages[0]?.message?.conversation).toBe('tem broa?');
    expect(set.chats[0]).toMatchObject({ pnJid: iara.account.pn, lidJid: iara.account.lid });
    expect(await bakeryClient.socket.signalRepository.lidMapping.getLIDForPN(iara.account.pn)).toBe(iara.account.lid);
  });

  it.each(['QR code', 'pairing code'])('ends the wait of a companion that it linked by %s', async (way) => {
    const number = way === 'QR code' ? '551130000002' : '551130000003';
    const bakery = shop.server.account(number, { name: 'Padaria' });
    await using phone = openPhone(shop.server, bakery);
    await using iara = shop.contact();
    const auth = memoryAuth();
    const wantsHistory = { shouldSyncHistoryMessage: () => true };
    await using pairing = openClient(shop.server, auth, wantsHistory);
    const { qr = '' } = await pairing.update((update) => update.qr !== undefined);
    const device =
      way === 'QR code'
        ? await phone.link(qr)
        : await phone.linkByCode(await pairing.socket.requestPairingCode(number));
    await pairing.closed();
    await using bakeryClient = await logInClient(shop.server, device, auth, wantsHistory);
    const { id } = await iara.send(bakery, 'aberto?');
    expect((await bakeryClient.receives(({ key }) => key.id === id)).message?.conversation).toBe('aberto?');
  });

  it('gives a companion what it asks for, when nothing came with the stanza', async () => {
    await using iara = shop.contact();
    const { id } = await iara.send(shop.account, 'vim pelo anúncio', { absentForCompanions: true });
    expect((await shop.got(id)).messageStubType).toBe(2);
    const message = await shop.heard.messages.until(({ key, message: content }) => key.id === id && !!content);
    expect(contentOf(message).conversation).toBe('vim pelo anúncio');
  });
});

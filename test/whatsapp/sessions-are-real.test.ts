import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf, openShop, type Shop } from './phone/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

describe('sessions', () => {
  it('stay in prekey mode until the client has answered', async () => {
    await using iara = shop.contact();
    const first = await iara.send(shop.account, 'oi');
    const second = await iara.send(shop.account, 'alguém aí?');
    expect([await shop.encryptionOf(first.id), await shop.encryptionOf(second.id)]).toEqual([['pkmsg'], ['pkmsg']]);
    await shop.got(second.id);
    await shop.client.socket.sendMessage(iara.account.pn, { text: 'pois não' });
    expect((await iara.receives(({ text }) => text === 'pois não')).author).toBe(shop.account);
    const third = await iara.send(shop.account, 'obrigada');
    expect(await shop.encryptionOf(third.id)).toEqual(['msg']);
    iara.prekeyMode = true;
    const fourth = await iara.send(shop.account, 'mais uma coisa');
    expect(await shop.encryptionOf(fourth.id)).toEqual(['pkmsg']);
    expect(contentOf(await shop.got(fourth.id)).conversation).toBe('mais uma coisa');
    await iara.resetSession(shop.account);
    const fifth = await iara.send(shop.account, 'pronto');
    expect(await shop.encryptionOf(fifth.id)).toEqual(['pkmsg']);
    expect(contentOf(await shop.got(fifth.id)).conversation).toBe('pronto');
  });

  it('are made anew when a damaged message is asked for again', async () => {
    await using iara = shop.contact();
    shop.server.faults.corruptNext(shop.companion);
    const { id } = await iara.send(shop.account, 'me escuta?');
    const message = await shop.heard.messages.until(({ key, message: content }) => key.id === id && !!content);
    expect(contentOf(message).conversation).toBe('me escuta?');
    expect(iara.receipts.filter(({ type }) => type === 'retry')).toHaveLength(1);
  });

  it('are made anew also after an answer, and in a group', async () => {
    await using iara = shop.contact();
    const group = shop.server.group('Vizinhos', [iara.account, shop.account]);
    await shop.client.socket.sendMessage(iara.account.pn, { text: 'bom dia' });
    await iara.receives(({ text }) => text === 'bom dia');
    await shop.got((await iara.send(group, 'aqui também')).id);
    for (const to of [shop.account, group]) {
      shop.server.faults.corruptNext(shop.companion);
      const { id } = await iara.send(to, 'me escuta?');
      const message = await shop.heard.messages.until(({ key, message: content }) => key.id === id && !!content);
      expect(contentOf(message).conversation).toBe('me escuta?');
      expect(iara.receipts.filter((receipt) => receipt.id === id && receipt.type === 'retry')).toHaveLength(1);
    }
  });

  it('leave a damaged message lost when the phone does not answer', async () => {
    await using iara = shop.contact();
    iara.ignoreRetries();
    shop.server.faults.corruptNext(shop.companion);
    const { id } = await iara.send(shop.account, 'me escuta?');
    await iara.sees((receipt) => receipt.id === id && receipt.type === 'retry');
    expect((await shop.got(id)).messageStubType).toBe(2);
  });
});

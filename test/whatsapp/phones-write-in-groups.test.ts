import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf, openShop, type Shop } from './phone/shop.ts';
import { openTown, type TownMessage } from './phone/town.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

describe('a group', () => {
  it('reads the first message with its sender key, the next without', async () => {
    await using iara = shop.contact();
    await using tome = shop.contact();
    const group = shop.server.group('Festa da praça', [iara.account, tome.account, shop.account]);
    const first = await iara.send(group, 'quem leva o bolo?');
    const second = await iara.send(group, 'eu levo o suco');
    expect(await shop.encryptionOf(first.id)).toEqual(['pkmsg', 'skmsg']);
    expect(await shop.encryptionOf(second.id)).toEqual(['skmsg']);
    expect(contentOf(await shop.got(first.id)).conversation).toBe('quem leva o bolo?');
    expect((await shop.got(second.id)).key).toMatchObject({ remoteJid: group.jid, fromMe: false });
    expect((await tome.receives(({ id }) => id === second.id)).text).toBe('eu levo o suco');
    await shop.client.socket.sendMessage(group.jid, { text: 'nós damos o bolo' });
    expect((await tome.receives(({ text }) => text === 'nós damos o bolo')).author).toBe(shop.account);
  });

  it('carries edits, reactions, revokes and replies', async () => {
    await using iara = shop.contact();
    await using tome = shop.contact();
    const group = shop.server.group('Obra', [iara.account, tome.account, shop.account], { addressing: 'lid' });
    const { id } = await iara.send(group, 'sábado às 8');
    await tome.receives((one) => one.id === id);
    const edit = await iara.edit(id, 'sábado às 9', { style: 'secret' });
    const reaction = await tome.react(id, '👍');
    const reply = await tome.send(group, 'combinado', { quote: { id, author: iara.account } });
    const revoke = await iara.revoke(id);
    expect(await tome.receives((one) => one.id === edit.id)).toMatchObject({
      said: { kind: 'edit', of: id, style: 'secret' },
      text: 'sábado às 9',
    });
    expect(contentOf(await shop.got(reaction.id)).reactionMessage).toMatchObject({ key: { id } });
    const quoting = contentOf(await shop.got(reply.id)).extendedTextMessage?.contextInfo;
    expect(quoting).toMatchObject({ stanzaId: id, participant: iara.account.lid });
    expect(contentOf(await shop.got(revoke.id)).protocolMessage).toMatchObject({ key: { id } });
    await iara.receives((one) => one.id === reply.id);
    const byAdmin = await iara.revoke(reply.id);
    const { attrs } = await shop.heard.stanzas.until((stanza) => stanza.attrs['id'] === byAdmin.id);
    expect(attrs['edit']).toBe('8');
    expect(contentOf(await shop.got(byAdmin.id)).protocolMessage?.key).toMatchObject({
      id: reply.id,
      participant: tome.account.lid,
    });
  });

  it('gives a late joiner the key, and renews it when somebody leaves', async () => {
    await using iara = shop.contact();
    await using tome = shop.contact();
    const group = shop.server.group('Vizinhos', [iara.account, tome.account]);
    await iara.send(group, 'só nós dois');
    group.add(shop.account);
    const joined = await iara.send(group, 'bem-vindos');
    expect(contentOf(await shop.got(joined.id)).conversation).toBe('bem-vindos');
    group.remove(tome.account);
    const left = await iara.send(group, 'Tomé saiu');
    expect(await shop.encryptionOf(left.id)).toEqual(['pkmsg', 'skmsg']);
    expect(contentOf(await shop.got(left.id)).conversation).toBe('Tomé saiu');
    await tome.settled();
    expect(tome.inbox.map(({ text }) => text)).toEqual(['só nós dois', 'bem-vindos']);
  });
});

describe('a town', () => {
  it('writes bursts in prekey mode that all arrive, 1:1 and in a group', async () => {
    await using town = openTown(shop.server, { contacts: 4, seed: 11 });
    const sent = [
      ...(await town.burst(shop.account, { messages: 12, mode: 'prekey' })),
      ...(await town.burst(town.group('Feira', [shop.account]), { messages: 12, mode: 'prekey' })),
    ];
    await expectAll(sent);
    expect(new Set(sent.map(({ copies }) => copies.get(shop.companion.lid)))).toEqual(new Set(['pkmsg']));
  });

  it('writes bursts in normal mode once it was answered', async () => {
    await using town = openTown(shop.server, { contacts: 4, seed: 12 });
    const group = town.group('Feira', [shop.account]);
    await expectAll(await town.burst(shop.account, { messages: 4, mode: 'normal' }));
    await expectAll(await town.burst(group, { messages: 4, mode: 'normal' }));
    for (const { account, phone } of town.people) {
      await shop.client.socket.sendMessage(account.pn, { text: 'bom dia' });
      await phone.receives(({ text }) => text === 'bom dia');
    }
    const direct = await town.burst(shop.account, { messages: 12, mode: 'normal' });
    const inGroup = await town.burst(group, { messages: 12, mode: 'normal' });
    await expectAll([...direct, ...inGroup]);
    expect(new Set(direct.map(({ copies }) => copies.get(shop.companion.lid)))).toEqual(new Set(['msg']));
    expect(inGroup.flatMap(({ copies }) => [...copies])).toEqual([]);
  });
});

async function expectAll(sent: readonly TownMessage[]): Promise<void> {
  for (const { id, text, from } of sent) {
    const message = await shop.got(id);
    expect(contentOf(message).conversation).toBe(text);
    expect(message.pushName).toBe(from.name);
  }
}

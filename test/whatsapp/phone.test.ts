import { createHash, randomBytes } from 'node:crypto';
import { decryptPollVote, downloadMediaMessage, type proto, type WAMessage } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, linkClient, logInClient, memoryAuth, openClient } from './client.ts';
import { trustedServer } from './local-server.ts';
import { type Hearing, hearingOf } from './phone/hearing.ts';
import { openPhone, type Phone } from './phone/phone.ts';
import { openEdit } from './phone/secret-edit.ts';
import { openTown } from './phone/town.ts';
import type { Account, AccountOptions, Device, WhatsAppServer } from './server/types.ts';

let server: WhatsAppServer;
let shop: Account;
let shopPhone: Phone;
let companion: Device;
let client: Client;
let heard: Hearing;
let numbers = 0;

beforeAll(async () => {
  server = await trustedServer({ seed: 7 });
  shop = server.account('551130000000', { name: 'Loja da Praça' });
  shopPhone = openPhone(server, shop);
  ({ client, device: companion } = await linkClient(server, shop));
  heard = hearingOf(client);
});

afterAll(async () => {
  await shopPhone[Symbol.asyncDispose]();
  await client[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** A contact of the shop whom no other test knows. */
function contact(options: AccountOptions = {}): Phone {
  numbers += 1;
  return openPhone(server, server.account(`55119${String(numbers).padStart(8, '0')}`, { name: 'Iara', ...options }));
}

const got = (id: string): Promise<WAMessage> => heard.messages.until(({ key }) => key.id === id);
const contentOf = ({ message }: WAMessage): proto.IMessage => message ?? {};
/** Resolves when the client is told that its message was delivered (no type) or read. */
const receipt = (id: string, type?: 'read') =>
  heard.receipts.until(({ attrs }) => attrs['id'] === id && attrs['type'] === type);
const encryptionOf = async (id: string): Promise<readonly string[]> => {
  const { content } = await heard.stanzas.until(({ attrs }) => attrs['id'] === id);
  return Array.isArray(content)
    ? content.flatMap(({ tag, attrs }) => (tag === 'enc' ? (attrs['type'] ?? '') : []))
    : [];
};

describe('a client that hears a phone', () => {
  it('gets a text with its sender, name and secret', async () => {
    await using iara = contact();
    const { id, t } = await iara.send(shop, 'bom dia, tudo bem?');
    const message = await got(id);
    expect(message.key).toMatchObject({ remoteJid: iara.account.pn, remoteJidAlt: iara.account.lid, fromMe: false });
    expect(message).toMatchObject({ pushName: 'Iara', messageTimestamp: t });
    expect(contentOf(message).conversation).toBe('bom dia, tudo bem?');
    expect(contentOf(message).messageContextInfo?.messageSecret).toHaveLength(32);
  });

  it('gets a text of 65,536 characters whole', async () => {
    await using iara = contact();
    const text = 'ç'.repeat(65_536);
    const { id } = await iara.send(shop, text);
    expect(contentOf(await got(id)).conversation).toBe(text);
  });

  it('gets a reply with what it quotes, a forward, a mention and a disappearing text', async () => {
    await using iara = contact();
    const first = await iara.send(shop, 'chegou?');
    const reply = await iara.send(shop, 'desculpa, a encomenda', {
      quote: { id: first.id, author: iara.account },
      forwarded: true,
      mentions: [shop],
      ephemeral: 86_400,
    });
    const text = contentOf(await got(reply.id)).ephemeralMessage?.message?.extendedTextMessage;
    expect(text?.text).toBe('desculpa, a encomenda');
    expect(text?.contextInfo).toMatchObject({
      stanzaId: first.id,
      participant: iara.account.pn,
      quotedMessage: { conversation: 'chegou?' },
      isForwarded: true,
      mentionedJid: [shop.pn],
      expiration: 86_400,
    });
  });

  it.each(['image', 'video', 'audio', 'document', 'sticker'] as const)('downloads a file: %s', async (kind) => {
    await using iara = contact();
    const bytes = randomBytes(20_000);
    const { id } = await iara.send(shop, { kind, bytes });
    expect((await downloadMediaMessage(await got(id), 'buffer', {})).equals(bytes)).toBe(true);
  });

  it('is told of a view-once without its content', async () => {
    await using iara = contact();
    const { id } = await iara.send(shop, { kind: 'image', bytes: randomBytes(100), viewOnce: true });
    const message = await got(id);
    expect(message.key.isViewOnce).toBe(true);
    expect(message.message).toBeUndefined();
    expect((await shopPhone.receives((one) => one.id === id)).said).toMatchObject({ kind: 'file', viewOnce: true });
  });

  it('gets a place, a contact card and a poll', async () => {
    await using iara = contact();
    const place = await iara.send(shop, { kind: 'location', latitude: -23.55, longitude: -46.63, name: 'Sé' });
    const card = await iara.send(shop, { kind: 'contact', name: 'Tomé', phone: '5511900000099' });
    const poll = await iara.send(shop, { kind: 'poll', question: 'Que dia?', options: ['quarta', 'quinta'] });
    expect(contentOf(await got(place.id)).locationMessage).toMatchObject({ degreesLatitude: -23.55, name: 'Sé' });
    expect(contentOf(await got(card.id)).contactMessage?.vcard).toContain('+5511900000099');
    expect(contentOf(await got(poll.id)).pollCreationMessageV3).toMatchObject({
      name: 'Que dia?',
      options: [{ optionName: 'quarta' }, { optionName: 'quinta' }],
    });
  });

  it('can decrypt a vote with the poll it was cast in', async () => {
    await using iara = contact();
    const poll = await iara.send(shop, { kind: 'poll', question: 'Que dia?', options: ['quarta', 'quinta'] });
    const vote = await iara.vote(poll.id, ['quinta']);
    const pollEncKey = contentOf(await got(poll.id)).messageContextInfo?.messageSecret ?? Buffer.alloc(0);
    const update = contentOf(await got(vote.id)).pollUpdateMessage;
    const { selectedOptions } = decryptPollVote(update?.vote ?? {}, {
      pollCreatorJid: iara.account.pn,
      pollMsgId: poll.id,
      pollEncKey,
      voterJid: iara.account.pn,
    });
    const expected = createHash('sha256').update('quinta').digest();
    expect((selectedOptions ?? []).map((hash) => expected.equals(hash))).toEqual([true]);
  });

  it('gets an edit in the old form, a revoke and a reaction', async () => {
    await using iara = contact();
    const { id } = await iara.send(shop, 'quero doze');
    const edit = await iara.edit(id, 'quero duas', { style: 'old' });
    const reaction = await iara.react(id, '👍');
    const revoke = await iara.revoke(id);
    const edited = contentOf(await got(edit.id)).protocolMessage;
    expect(edited).toMatchObject({ key: { id }, editedMessage: { conversation: 'quero duas' } });
    expect(contentOf(await got(reaction.id)).reactionMessage).toMatchObject({ key: { id }, text: '👍' });
    expect(contentOf(await got(revoke.id)).protocolMessage).toMatchObject({ key: { id }, type: 0 });
    const update = await heard.updates.until(({ key, update: { message } }) => key.id === id && message === null);
    expect(update.update.messageStubType).toBe(1);
  });

  it.each(['pn', 'lid'] as const)('can open an encrypted edit of a chat by %s', async (addressing) => {
    await using iara = contact({ addressing });
    const { id } = await iara.send(shop, 'quero doze');
    const edit = await iara.edit(id, 'quero duas', { style: 'secret' });
    const original = await got(id);
    const sealed = contentOf(await got(edit.id)).secretEncryptedMessage;
    expect(sealed).toMatchObject({ targetMessageKey: { id }, secretEncType: 2 });
    const secret = contentOf(original).messageContextInfo?.messageSecret ?? Buffer.alloc(0);
    const author = original.key.remoteJid ?? '';
    const opened = openEdit({ id, secret, author, editor: author }, sealed ?? {});
    expect(opened.protocolMessage?.editedMessage?.conversation).toBe('quero duas');
    expect(() => openEdit({ id, secret, author, editor: shop.pn }, sealed ?? {})).toThrow();
  });

  it('is told when messages shall disappear', async () => {
    await using iara = contact();
    const { id } = await iara.disappear(shop, 604_800);
    expect(contentOf(await got(id)).protocolMessage).toMatchObject({ type: 3, ephemeralExpiration: 604_800 });
  });

  it('hears a call and a missed call', async () => {
    await using iara = contact();
    const answered = await iara.call(shop, { video: true });
    answered.end();
    const missed = await iara.call(shop);
    missed.expire();
    const statuses = async (id: string, status: string) =>
      await heard.calls.until((call) => call.id === id && call.status === status);
    expect((await statuses(answered.id, 'offer')).isVideo).toBe(true);
    expect((await statuses(answered.id, 'terminate')).from).toBe(iara.account.pn);
    expect(await statuses(missed.id, 'timeout')).toBeDefined();
  });

  it('can decrypt but not decode bytes that are no message', async () => {
    await using iara = contact();
    const { id } = await iara.send(shop, { kind: 'bytes', bytes: Buffer.from([0x0a, 0xff, 0xff, 0xff]) });
    expect((await got(id)).messageStubType).toBe(2);
  });

  it('follows a person from phone number to LID in mid-conversation', async () => {
    await using iara = contact();
    const before = await iara.send(shop, 'oi');
    iara.account.addressing = 'lid';
    const after = await iara.send(shop, 'sou eu ainda');
    expect((await got(before.id)).key).toMatchObject({ remoteJid: iara.account.pn, remoteJidAlt: iara.account.lid });
    expect((await got(after.id)).key).toMatchObject({ remoteJid: iara.account.lid, remoteJidAlt: iara.account.pn });
    expect(contentOf(await got(after.id)).conversation).toBe('sou eu ainda');
  });
});

describe('sessions', () => {
  it('stay in prekey mode until the client has answered', async () => {
    await using iara = contact();
    const first = await iara.send(shop, 'oi');
    const second = await iara.send(shop, 'alguém aí?');
    expect([await encryptionOf(first.id), await encryptionOf(second.id)]).toEqual([['pkmsg'], ['pkmsg']]);
    await got(second.id);
    await client.socket.sendMessage(iara.account.pn, { text: 'pois não' });
    expect((await iara.receives(({ text }) => text === 'pois não')).author).toBe(shop);
    const third = await iara.send(shop, 'obrigada');
    expect(await encryptionOf(third.id)).toEqual(['msg']);
    iara.prekeyMode = true;
    const fourth = await iara.send(shop, 'mais uma coisa');
    expect(await encryptionOf(fourth.id)).toEqual(['pkmsg']);
    expect(contentOf(await got(fourth.id)).conversation).toBe('mais uma coisa');
    await iara.resetSession(shop);
    const fifth = await iara.send(shop, 'pronto');
    expect(await encryptionOf(fifth.id)).toEqual(['pkmsg']);
    expect(contentOf(await got(fifth.id)).conversation).toBe('pronto');
  });

  it('are made anew when a damaged message is asked for again', async () => {
    await using iara = contact();
    server.faults.corruptNext(companion);
    const { id } = await iara.send(shop, 'me escuta?');
    const message = await heard.messages.until(({ key, message: content }) => key.id === id && !!content);
    expect(contentOf(message).conversation).toBe('me escuta?');
    expect(iara.receipts.filter(({ type }) => type === 'retry')).toHaveLength(1);
  });

  it('leave a damaged message lost when the phone does not answer', async () => {
    await using iara = contact();
    iara.answersRetries = false;
    server.faults.corruptNext(companion);
    const { id } = await iara.send(shop, 'me escuta?');
    await iara.sees((receipt) => receipt.id === id && receipt.type === 'retry');
    expect((await got(id)).messageStubType).toBe(2);
  });
});

describe('a phone that hears a client', () => {
  it('gets texts, acknowledges them, and shows them read', async () => {
    await using iara = contact();
    const sent = await client.socket.sendMessage(iara.account.pn, { text: 'seu pedido chegou' });
    const id = sent?.key.id ?? '';
    const message = await iara.receives((one) => one.id === id);
    expect(message).toMatchObject({ text: 'seu pedido chegou', device: companion.id, fromMe: false });
    await receipt(id);
    await iara.read(id);
    expect((await receipt(id, 'read')).attrs['from']).toBe(iara.account.pn);
  });

  it('keeps receipts back when told to', async () => {
    await using iara = contact();
    iara.holdReceipts();
    const sent = await client.socket.sendMessage(iara.account.pn, { text: 'oi?' });
    const id = sent?.key.id ?? '';
    await iara.receives((one) => one.id === id);
    const receipts = () => server.ledger.entries.filter((entry) => entry.kind === 'acknowledged' && entry.id === id);
    expect(receipts().map(({ device }) => device)).not.toContain(iara.account.pn);
    iara.releaseReceipts();
    await receipt(id);
  });

  it('does not show what it read when the person hides that', async () => {
    await using iara = contact();
    iara.readReceipts = false;
    const sent = await client.socket.sendMessage(iara.account.pn, { text: 'leu?' });
    const id = sent?.key.id ?? '';
    await iara.receives((one) => one.id === id);
    await iara.read(id);
    const next = await client.socket.sendMessage(iara.account.pn, { text: 'e esta?' });
    await receipt(next?.key.id ?? '');
    expect(heard.receipts.all.filter(({ attrs }) => attrs['id'] === id && attrs['type'] === 'read')).toEqual([]);
  });

  it('opens the files, replies, edits, reactions and revokes of a client', async () => {
    await using iara = contact();
    const question = await iara.send(shop, 'manda a foto?');
    const asked = await got(question.id);
    const bytes = randomBytes(5_000);
    const photo = await client.socket.sendMessage(
      iara.account.pn,
      { document: bytes, mimetype: 'image/png', fileName: 'foto.png' },
      { quoted: asked },
    );
    const received = await iara.receives((one) => one.id === photo?.key.id);
    expect(received).toMatchObject({ said: { kind: 'file', media: 'document' }, quoted: question.id });
    expect((await iara.file(received)).equals(bytes)).toBe(true);
    const text = await client.socket.sendMessage(iara.account.pn, { text: 'sai hoje' });
    if (text === undefined) throw new Error('nothing was sent');
    const of = text.key.id ?? '';
    await client.socket.sendMessage(iara.account.pn, { text: 'sai amanhã', edit: text.key });
    await client.socket.sendMessage(iara.account.pn, { react: { text: '🙏', key: asked.key } });
    await client.socket.sendMessage(iara.account.pn, { delete: text.key });
    expect(await iara.receives(({ said }) => said.kind === 'edit')).toMatchObject({ said: { of }, text: 'sai amanhã' });
    expect(await iara.receives(({ said }) => said.kind === 'reaction')).toMatchObject({ said: { of: question.id } });
    expect(await iara.receives(({ said }) => said.kind === 'revoke')).toMatchObject({ said: { of } });
  });

  it('asks again for what it could not open', async () => {
    await using iara = contact();
    const [phone] = iara.account.devices.values();
    if (phone === undefined) throw new Error('a phone is a device of its account');
    server.faults.corruptNext(phone);
    const sent = await client.socket.sendMessage(iara.account.pn, { text: 'me escuta?' });
    expect((await iara.receives(({ id }) => id === sent?.key.id)).text).toBe('me escuta?');
    expect(iara.unopened).toMatchObject([{ id: sent?.key.id, nth: 1 }]);
  });

  it('votes in the poll of a client', async () => {
    await using iara = contact();
    const sent = await client.socket.sendMessage(iara.account.pn, {
      poll: { name: 'Entrega?', values: ['manhã', 'tarde'], selectableCount: 1 },
    });
    const poll = await iara.receives(({ id }) => id === sent?.key.id);
    expect(poll).toMatchObject({ said: { kind: 'poll', options: ['manhã', 'tarde'] }, text: 'Entrega?' });
    const vote = await iara.vote(poll.id, ['tarde']);
    expect(contentOf(await got(vote.id)).pollUpdateMessage?.pollCreationMessageKey?.id).toBe(poll.id);
    const seen = await shopPhone.receives(({ id }) => id === vote.id);
    expect(seen.said).toEqual({ kind: 'vote', of: poll.id, options: ['tarde'] });
  });

  it('gets what waited while it was off the network', async () => {
    await using iara = contact();
    iara.goOffline();
    const sent = await client.socket.sendMessage(iara.account.pn, { text: 'quando puder' });
    await server.ledger.until((entry) => entry.kind === 'taken' && entry.id === sent?.key.id);
    expect(iara.inbox).toEqual([]);
    iara.goOnline();
    expect((await iara.receives((one) => one.id === sent?.key.id)).text).toBe('quando puder');
  });
});

describe("an agent's phone", () => {
  it('tells its companions what it sent', async () => {
    await using iara = contact();
    const question = await iara.send(shop, 'tem troco?');
    await shopPhone.receives(({ id }) => id === question.id);
    const answer = await shopPhone.send(iara.account, 'tem sim', { quote: { id: question.id, author: iara.account } });
    expect((await iara.receives(({ id }) => id === answer.id)).text).toBe('tem sim');
    const copy = await got(answer.id);
    expect(copy.key).toMatchObject({ fromMe: true, remoteJid: iara.account.pn, remoteJidAlt: iara.account.lid });
    expect(contentOf(copy).extendedTextMessage?.text).toBe('tem sim');
    const revoke = await shopPhone.revoke(answer.id);
    expect((await got(revoke.id)).key.fromMe).toBe(true);
  });

  it('hears from its companions what they sent', async () => {
    await using iara = contact();
    const sent = await client.socket.sendMessage(iara.account.pn, { text: 'posso ajudar?' });
    const copy = await shopPhone.receives(({ id }) => id === sent?.key.id);
    expect(copy).toMatchObject({
      fromMe: true,
      text: 'posso ajudar?',
      chat: { kind: 'person', account: iara.account },
    });
  });

  it('gives a new companion the old chats', async () => {
    const bakery = server.account('551130000001', { name: 'Padaria' });
    await using phone = openPhone(server, bakery);
    await using iara = contact();
    const linked = await linkClient(server, bakery, { shouldSyncHistoryMessage: () => true });
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

  it('ends the wait of a companion that it linked', async () => {
    const bakery = server.account('551130000002', { name: 'Padaria' });
    await using phone = openPhone(server, bakery);
    await using iara = contact();
    const auth = memoryAuth();
    const wantsHistory = { shouldSyncHistoryMessage: () => true };
    const pairing = openClient(server, auth, wantsHistory);
    const { qr = '' } = await pairing.update((update) => update.qr !== undefined);
    const device = await phone.link(qr);
    await pairing.closed();
    await using bakeryClient = await logInClient(server, device, auth, wantsHistory);
    const { id } = await iara.send(bakery, 'aberto?');
    expect((await bakeryClient.receives(({ key }) => key.id === id)).message?.conversation).toBe('aberto?');
  });

  it('gives a companion what it asks for, when nothing came with the stanza', async () => {
    await using iara = contact();
    const { id } = await iara.send(shop, 'vim pelo anúncio', { absentForCompanions: true });
    expect((await got(id)).messageStubType).toBe(2);
    const message = await heard.messages.until(({ key, message: content }) => key.id === id && !!content);
    expect(contentOf(message).conversation).toBe('vim pelo anúncio');
  });
});

describe('a group', () => {
  it('reads the first message with its sender key, the next without', async () => {
    await using iara = contact();
    await using tome = contact();
    const group = server.group('Festa da praça', [iara.account, tome.account, shop]);
    const first = await iara.send(group, 'quem leva o bolo?');
    const second = await iara.send(group, 'eu levo o suco');
    expect(await encryptionOf(first.id)).toEqual(['pkmsg', 'skmsg']);
    expect(await encryptionOf(second.id)).toEqual(['skmsg']);
    expect(contentOf(await got(first.id)).conversation).toBe('quem leva o bolo?');
    expect((await got(second.id)).key).toMatchObject({ remoteJid: group.jid, fromMe: false });
    expect((await tome.receives(({ id }) => id === second.id)).text).toBe('eu levo o suco');
    await client.socket.sendMessage(group.jid, { text: 'nós damos o bolo' });
    expect((await tome.receives(({ text }) => text === 'nós damos o bolo')).author).toBe(shop);
  });

  it('carries edits, reactions, revokes and replies', async () => {
    await using iara = contact();
    await using tome = contact();
    const group = server.group('Obra', [iara.account, tome.account, shop], { addressing: 'lid' });
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
    expect(contentOf(await got(reaction.id)).reactionMessage).toMatchObject({ key: { id } });
    const quoting = contentOf(await got(reply.id)).extendedTextMessage?.contextInfo;
    expect(quoting).toMatchObject({ stanzaId: id, participant: iara.account.lid });
    expect(contentOf(await got(revoke.id)).protocolMessage).toMatchObject({ key: { id } });
  });

  it('gives a late joiner the key, and renews it when somebody leaves', async () => {
    await using iara = contact();
    await using tome = contact();
    const group = server.group('Vizinhos', [iara.account, tome.account]);
    await iara.send(group, 'só nós dois');
    group.add(shop);
    const joined = await iara.send(group, 'bem-vindos');
    expect(contentOf(await got(joined.id)).conversation).toBe('bem-vindos');
    group.remove(tome.account);
    const left = await iara.send(group, 'Tomé saiu');
    expect(await encryptionOf(left.id)).toEqual(['pkmsg', 'skmsg']);
    expect(contentOf(await got(left.id)).conversation).toBe('Tomé saiu');
    await tome.settled();
    expect(tome.inbox.map(({ text }) => text)).toEqual(['só nós dois', 'bem-vindos']);
  });
});

describe('a town', () => {
  it.each(['prekey', 'normal'] as const)('writes bursts that all arrive, 1:1 and in a group: %s', async (mode) => {
    await using town = openTown(server, { contacts: 4, seed: mode === 'prekey' ? 11 : 12 });
    const group = town.group('Feira', [shop]);
    const sent = [
      ...(await town.burst(shop, { messages: 12, mode })),
      ...(await town.burst(group, { messages: 12, mode })),
    ];
    for (const { id, text, from } of sent) {
      const message = await got(id);
      expect(contentOf(message).conversation).toBe(text);
      expect(message.pushName).toBe(from.name);
    }
    const direct = sent.slice(4, 12).map(({ id }) => encryptionOf(id));
    expect(new Set((await Promise.all(direct)).flat())).toEqual(new Set(['pkmsg']));
    expect(await encryptionOf(sent[20]?.id ?? '')).toEqual(mode === 'prekey' ? ['pkmsg', 'skmsg'] : ['skmsg']);
  });
});

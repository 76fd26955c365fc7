import { createHash, randomBytes } from 'node:crypto';
import { decryptPollVote, downloadMediaMessage } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEdit } from './phone/secret-edit.ts';
import { contentOf, openShop, type Shop } from './phone/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

describe('a client that hears a phone', () => {
  it('gets a text with its sender, name and secret', async () => {
    await using iara = shop.contact();
    const { id, t } = await iara.send(shop.account, 'bom dia, tudo bem?');
    const message = await shop.got(id);
    expect(message.key).toMatchObject({ remoteJid: iara.account.pn, remoteJidAlt: iara.account.lid, fromMe: false });
    expect(message).toMatchObject({ pushName: 'Iara', messageTimestamp: t });
    expect(contentOf(message).conversation).toBe('bom dia, tudo bem?');
    expect(contentOf(message).messageContextInfo?.messageSecret).toHaveLength(32);
  });

  it('gets a text of 65,536 characters whole', async () => {
    await using iara = shop.contact();
    const text = 'ç'.repeat(65_536);
    const { id } = await iara.send(shop.account, text);
    expect(contentOf(await shop.got(id)).conversation).toBe(text);
  });

  it('gets a reply with what it quotes, a forward, a mention and a disappearing text', async () => {
    await using iara = shop.contact();
    const first = await iara.send(shop.account, 'chegou?');
    const reply = await iara.send(shop.account, 'desculpa, a encomenda', {
      quote: { id: first.id, author: iara.account },
      forwarded: true,
      mentions: [shop.account],
      ephemeral: 86_400,
    });
    const text = contentOf(await shop.got(reply.id)).ephemeralMessage?.message?.extendedTextMessage;
    expect(text?.text).toBe('desculpa, a encomenda');
    expect(text?.contextInfo).toMatchObject({
      stanzaId: first.id,
      participant: iara.account.pn,
      quotedMessage: { conversation: 'chegou?' },
      isForwarded: true,
      mentionedJid: [shop.account.pn],
      expiration: 86_400,
    });
  });

  it.each(['image', 'video', 'audio', 'document', 'sticker'] as const)('downloads a file: %s', async (kind) => {
    await using iara = shop.contact();
    const bytes = randomBytes(20_000);
    const { id } = await iara.send(shop.account, { kind, bytes });
    expect((await downloadMediaMessage(await shop.got(id), 'buffer', {})).equals(bytes)).toBe(true);
  });

  it('is told of a view-once without its content', async () => {
    await using iara = shop.contact();
    const { id } = await iara.send(shop.account, { kind: 'image', bytes: randomBytes(100), viewOnce: true });
    const message = await shop.got(id);
    expect(message.key.isViewOnce).toBe(true);
    expect(message.message).toBeUndefined();
    expect((await shop.phone.receives((one) => one.id === id)).said).toMatchObject({ kind: 'file', viewOnce: true });
  });

  it('gets a place, a contact card and a poll', async () => {
    await using iara = shop.contact();
    const place = await iara.send(shop.account, { kind: 'location', latitude: -23.55, longitude: -46.63, name: 'Sé' });
    const card = await iara.send(shop.account, { kind: 'contact', name: 'Tomé', phone: '5511900000099' });
    const poll = await iara.send(shop.account, { kind: 'poll', question: 'Que dia?', options: ['quarta', 'quinta'] });
    expect(contentOf(await shop.got(place.id)).locationMessage).toMatchObject({ degreesLatitude: -23.55, name: 'Sé' });
    expect(contentOf(await shop.got(card.id)).contactMessage?.vcard).toContain('+5511900000099');
    expect(contentOf(await shop.got(poll.id)).pollCreationMessageV3).toMatchObject({
      name: 'Que dia?',
      options: [{ optionName: 'quarta' }, { optionName: 'quinta' }],
    });
  });

  it('can decrypt a vote with the poll it was cast in', async () => {
    await using iara = shop.contact();
    const poll = await iara.send(shop.account, { kind: 'poll', question: 'Que dia?', options: ['quarta', 'quinta'] });
    const vote = await iara.vote(poll.id, ['quinta']);
    const pollEncKey = contentOf(await shop.got(poll.id)).messageContextInfo?.messageSecret ?? Buffer.alloc(0);
    const update = contentOf(await shop.got(vote.id)).pollUpdateMessage;
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
    await using iara = shop.contact();
    const { id } = await iara.send(shop.account, 'quero doze');
    const edit = await iara.edit(id, 'quero duas', { style: 'old' });
    const reaction = await iara.react(id, '👍');
    const revoke = await iara.revoke(id);
    const edited = contentOf(await shop.got(edit.id)).protocolMessage;
    expect(edited).toMatchObject({ key: { id }, editedMessage: { conversation: 'quero duas' } });
    expect(contentOf(await shop.got(reaction.id)).reactionMessage).toMatchObject({ key: { id }, text: '👍' });
    expect(contentOf(await shop.got(revoke.id)).protocolMessage).toMatchObject({ key: { id }, type: 0 });
    const update = await shop.heard.updates.until(({ key, update: { message } }) => key.id === id && message === null);
    expect(update.update.messageStubType).toBe(1);
  });

  it.each(['pn', 'lid'] as const)('can open an encrypted edit of a chat by %s', async (addressing) => {
    await using iara = shop.contact({ addressing });
    const { id } = await iara.send(shop.account, 'quero doze');
    const edit = await iara.edit(id, 'quero duas', { style: 'secret' });
    const original = await shop.got(id);
    const sealed = contentOf(await shop.got(edit.id)).secretEncryptedMessage;
    expect(sealed).toMatchObject({ targetMessageKey: { id }, secretEncType: 2 });
    const secret = contentOf(original).messageContextInfo?.messageSecret ?? Buffer.alloc(0);
    const author = original.key.remoteJid ?? '';
    const opened = openEdit({ id, secret, author, editor: author }, sealed ?? {});
    expect(opened.protocolMessage?.editedMessage?.conversation).toBe('quero duas');
    expect(() => openEdit({ id, secret, author, editor: shop.account.pn }, sealed ?? {})).toThrow();
  });

  it('is told when messages shall disappear', async () => {
    await using iara = shop.contact();
    const { id } = await iara.disappear(shop.account, 604_800);
    expect(contentOf(await shop.got(id)).protocolMessage).toMatchObject({ type: 3, ephemeralExpiration: 604_800 });
  });

  it('hears a call and a missed call', async () => {
    await using iara = shop.contact();
    const answered = await iara.call(shop.account, { video: true });
    answered.end();
    const missed = await iara.call(shop.account);
    missed.expire();
    const statuses = async (id: string, status: string) =>
      await shop.heard.calls.until((call) => call.id === id && call.status === status);
    expect((await statuses(answered.id, 'offer')).isVideo).toBe(true);
    expect((await statuses(answered.id, 'terminate')).from).toBe(iara.account.pn);
    expect(await statuses(missed.id, 'timeout')).toBeDefined();
  });

  it('can decrypt but not decode bytes that are no message', async () => {
    await using iara = shop.contact();
    const { id } = await iara.send(shop.account, { kind: 'bytes', bytes: Buffer.from([0x0a, 0xff, 0xff, 0xff]) });
    expect((await shop.got(id)).messageStubType).toBe(2);
  });

  it('follows a person from phone number to LID in mid-conversation', async () => {
    await using iara = shop.contact();
    const before = await iara.send(shop.account, 'oi');
    iara.account.addressing = 'lid';
    const after = await iara.send(shop.account, 'sou eu ainda');
    expect((await shop.got(before.id)).key).toMatchObject({
      remoteJid: iara.account.pn,
      remoteJidAlt: iara.account.lid,
    });
    expect((await shop.got(after.id)).key).toMatchObject({
      remoteJid: iara.account.lid,
      remoteJidAlt: iara.account.pn,
    });
    expect(contentOf(await shop.got(after.id)).conversation).toBe('sou eu ainda');
  });
});

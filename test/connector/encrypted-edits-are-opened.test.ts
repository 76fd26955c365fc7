import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { type EncryptedAct, openEncrypted } from '../../connector/src/whatsapp/edits.ts';
import { openVote, sealVote as sealVoteOnPhone } from '../whatsapp/phone/poll.ts';
import { sealEdit } from '../whatsapp/phone/secret-edit.ts';
import { bruno, carla, read } from './stanza.ts';

const us = { pn: '5511988880100@s.whatsapp.net', lid: '900000000000100@lid' };
const secret = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
const iv = Buffer.from('a0a1a2a3a4a5a6a7a8a9aaab', 'hex');
const originalId = '3EB0C0FFEE';
const { Type } = proto.Message.ProtocolMessage;

/** Computed once with another implementation (Python's hmac and cryptography), from the secret, id and JIDs here. */
const VECTORS = {
  lidKey: '682bc90dd2148060be732e2ea7f8a47b002c52961f36ca234195c1ecaf0f14fc',
  pnKey: '5a74c932804397aaa650d78d7db4a68ce7c223907de20409649a39ebcfab67ec',
  lidPayload: 'e65eabca2c14ccc394d1ef99bf60cce1cc1bb3ae9a5dd46d81ea54a218bf34fac314cef1311601da85798c2cbc5d',
  pnPayload: 'ffa2dbd2bf45261b3c56019a551d4b2d2ba9639d5caeabbc958e00f07622638e45c422d98584488b574f0db8db3c',
  votePayload: '2c58b852be5474c58ab122fe27e76053b37469687ac42230604883e14a21dae9e24c14af99cee2f1a73bcbedab9017218b70',
};

/** HKDF written out (RFC 5869): extract with 32 zero bytes of salt, expand one block. */
function keyOf(sender: string, editor: string, label: string): Buffer {
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(secret).digest();
  const context = Buffer.concat([Buffer.from(originalId + sender + editor + label), Buffer.from([1])]);
  return createHmac('sha256', extracted).update(context).digest();
}

function seal(key: Buffer, plaintext: Uint8Array, associated?: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  if (associated !== undefined) cipher.setAAD(Buffer.from(associated));
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

const edited = proto.Message.encode({
  protocolMessage: { type: Type.MESSAGE_EDIT, key: { id: originalId }, editedMessage: { conversation: 'pague 20' } },
}).finish();

/** Bruno edits his own message. */
const edit = (payload: Uint8Array): EncryptedAct => ({
  of: 'edit',
  secret,
  payload,
  iv,
  originalId,
  originalSenders: [bruno.lid, bruno.pn],
  editors: [bruno.lid, bruno.pn],
});

describe('an encrypted edit', () => {
  it('is derived and sealed as the vectors say', () => {
    expect(keyOf(bruno.lid, bruno.lid, 'Message Edit').toString('hex')).toBe(VECTORS.lidKey);
    expect(keyOf(bruno.pn, bruno.pn, 'Message Edit').toString('hex')).toBe(VECTORS.pnKey);
  });

  it.each([
    ['LID', VECTORS.lidPayload],
    ['phone number', VECTORS.pnPayload],
  ])('opens when it was sealed for the %s', (_, payload) => {
    expect(openEncrypted(edit(Buffer.from(payload, 'hex')))).toBe('pague 20');
  });

  it('opens when author and editor are named in different ways', () => {
    expect(openEncrypted(edit(seal(keyOf(bruno.pn, bruno.lid, 'Message Edit'), edited)))).toBe('pague 20');
  });

  it('opens whichever device the JIDs name', () => {
    const devices = ['900000000000101:3@lid', '5511988880101:3@s.whatsapp.net'];
    const payload = Buffer.from(VECTORS.lidPayload, 'hex');
    expect(openEncrypted({ ...edit(payload), originalSenders: devices, editors: devices })).toBe('pague 20');
  });

  it.each<[string, proto.IMessage, string]>([
    ['a bare text', { conversation: 'pague 20' }, 'pague 20'],
    ['a caption', { protocolMessage: { editedMessage: { imageMessage: { caption: 'veja' } } } }, 'veja'],
    [
      'wrapped',
      { editedMessage: { message: { protocolMessage: { editedMessage: { extendedTextMessage: { text: 'oi' } } } } } },
      'oi',
    ],
  ])('may hold %s', (_, message, text) => {
    const plaintext = proto.Message.encode(message).finish();
    expect(openEncrypted(edit(seal(keyOf(bruno.lid, bruno.lid, 'Message Edit'), plaintext)))).toBe(text);
  });

  it('does not open for another person, another message, another secret, or when a bit was changed', () => {
    const sealed = Buffer.from(VECTORS.lidPayload, 'hex');
    expect(openEncrypted({ ...edit(sealed), editors: [carla.lid, carla.pn] })).toBeUndefined();
    expect(openEncrypted({ ...edit(sealed), originalId: '3EB0C0FFEF' })).toBeUndefined();
    expect(openEncrypted({ ...edit(sealed), secret: Buffer.alloc(32) })).toBeUndefined();
    const changed = Buffer.from(sealed);
    changed[3] = (changed[3] ?? 0) ^ 1;
    expect(openEncrypted(edit(changed))).toBeUndefined();
  });

  it.each([0, 5, 16])('of %i bytes is none, and no error', (length) => {
    expect(openEncrypted(edit(new Uint8Array(length)))).toBeUndefined();
  });

  it('that opens to no message is none, and no error', () => {
    const key = keyOf(bruno.lid, bruno.lid, 'Message Edit');
    expect(openEncrypted(edit(seal(key, Buffer.from([0xff, 0xff]))))).toBeUndefined();
    expect(openEncrypted({ ...edit(seal(key, edited)), iv: new Uint8Array() })).toBeUndefined();
  });
});

describe('a vote in a poll', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const ballot = (...options: readonly string[]) =>
    proto.Message.PollVoteMessage.encode({ selectedOptions: options.map(hash) }).finish();
  /** Our agent asked, Bruno votes. */
  const vote = (payload: Uint8Array, poll?: string): EncryptedAct => ({
    of: 'poll-vote',
    secret,
    payload,
    iv,
    originalId,
    originalSenders: [us.lid, us.pn],
    editors: [bruno.lid, bruno.pn],
    poll,
  });
  const sealVote = (sender: string, voter: string, plaintext: Uint8Array) =>
    seal(keyOf(sender, voter, 'Poll Vote'), plaintext, `${originalId}\0${voter}`);

  it.each([
    [us.lid, bruno.lid],
    [us.pn, bruno.pn],
    [us.lid, bruno.pn],
  ])('names the chosen options (asked by %s, voted by %s)', (sender, voter) => {
    const payload = sealVote(sender, voter, ballot('Nunca', 'Amanhã'));
    expect(openEncrypted(vote(payload, 'Quando?\nHoje\nAmanhã\nNunca'))).toBe('Nunca\nAmanhã');
  });

  it('opens the vector', () => {
    expect(openEncrypted(vote(Buffer.from(VECTORS.votePayload, 'hex'), 'Quando?\nHoje\nNunca'))).toBe('Hoje');
  });

  it('that was taken back chooses nothing', () => {
    expect(openEncrypted(vote(sealVote(us.lid, bruno.lid, ballot()), 'Quando?\nHoje'))).toBe('');
  });

  it('without its poll names options by the start of their hashes', () => {
    const payload = sealVote(us.lid, bruno.lid, ballot('Hoje'));
    expect(openEncrypted(vote(payload))).toBe(`#${hash('Hoje').toString('hex').slice(0, 8)}`);
  });

  it('is bound to who votes', () => {
    const forged = seal(keyOf(us.lid, bruno.lid, 'Poll Vote'), ballot('Hoje'), `${originalId}\0${carla.lid}`);
    expect(openEncrypted(vote(forged, 'Quando?\nHoje'))).toBeUndefined();
  });
});

describe('what a phone sealed', () => {
  const key = { id: originalId, fromMe: true, remoteJid: us.lid };

  it('is an edit that we read and open', () => {
    const editing = { id: originalId, secret, author: bruno.lid, editor: bruno.lid };
    const { content } = read(
      sealEdit(editing, key, { protocolMessage: { editedMessage: { conversation: 'pague 30' } } }),
    );
    if (content.kind !== 'encrypted') throw new Error(content.kind);
    expect(content).toMatchObject({ of: 'edit', target: { id: originalId, fromMe: false } });
    expect(openEncrypted({ ...edit(content.payload), iv: content.iv })).toBe('pague 30');
  });

  it('is a vote that we read and open', () => {
    const voting = { id: originalId, secret, author: us.lid, voter: bruno.pn };
    const vote = sealVoteOnPhone(voting, ['Hoje']);
    expect(openVote(voting, vote, ['Hoje', 'Nunca'])).toEqual(['Hoje']);
    const { content } = read({ pollUpdateMessage: { pollCreationMessageKey: { ...key, fromMe: false }, vote } });
    if (content.kind !== 'encrypted') throw new Error(content.kind);
    expect(content).toMatchObject({ of: 'poll-vote', target: { id: originalId, fromMe: true } });
    const act = { ...edit(content.payload), of: content.of, iv: content.iv, originalSenders: [us.pn, us.lid] };
    expect(openEncrypted({ ...act, poll: 'Quando?\nHoje\nNunca' })).toBe('Hoje');
  });
});

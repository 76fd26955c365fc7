/** Reads from a stanza's attributes who wrote to whom, and when. Never throws: what makes no sense is `excluded`. */
import { createHash } from 'node:crypto';
import { type BinaryNode, jidNormalizedUser } from '@whiskeysockets/baileys';
import type { Envelope } from '../journal/rows.ts';
import { isBacklog } from './in-order.ts';
import { identifierOf, isOwn, type Own } from './own.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

/** `ciphertext`: the part of the stanza that is at hand, where it has several (in a group, keys and message). */
export function envelopeOf(node: BinaryNode, own: Own, ciphertext?: Uint8Array): Envelope {
  const attributes: Attributes = node.attrs ?? {};
  const id = attributes['id'] ?? '';
  return {
    id,
    hash: hashOf(node, ciphertext ?? ciphertextOf(node)),
    ...route(attributes, own),
    t: timeOf(attributes['t']),
    offline: isBacklog(attributes['offline']),
    edit: attributes['edit'] ?? null,
  };
}

/**
 * The envelope with the LID that Baileys knows of a phone number, where the stanza did not tell it. `jid` is the one
 * that it decrypts by.
 */
export function withMapping(envelope: Envelope, jid: string): Envelope {
  if (envelope.fromMe || envelope.alternative !== null || identifierOf(jid)?.kind !== 'lid') return envelope;
  if (identifierOf(envelope.author)?.kind !== 'phone') return envelope;
  return { ...envelope, alternative: jidNormalizedUser(jid) };
}

type Route = Pick<Envelope, 'to' | 'chat' | 'author' | 'fromMe' | 'device' | 'alternative' | 'pushName'>;

function route(attributes: Attributes, own: Own): Route {
  const from = attributes['from'];
  const chat = plain(from);
  const participant = attributes['participant'];
  if (chat.endsWith('@g.us') && identifierOf(participant) !== undefined) {
    const fromMe = isOwn(own, participant);
    return {
      to: 'group',
      chat,
      ...writer(participant, fromMe, attributes['notify']),
      alternative: fromMe ? null : otherForm(participant, attributes, authorAttributes),
    };
  }
  if (identifierOf(from) === undefined) return excluded(chat, participant ?? from, own);
  const fromMe = isOwn(own, from);
  const recipient = attributes['recipient'];
  // Only our own devices may say to whom a message went: anybody else's word on it is a forgery.
  if (!fromMe && recipient !== undefined) return excluded(chat, from, own);
  if (!fromMe) {
    return {
      to: 'contact',
      chat,
      ...writer(from, false, attributes['notify']),
      alternative: otherForm(from, attributes, authorAttributes),
    };
  }
  const self = { ...writer(from, true, undefined), alternative: null };
  if (attributes['category'] === 'peer' || recipient === undefined || isOwn(own, recipient)) {
    return { to: 'own', chat, ...self };
  }
  if (identifierOf(recipient) === undefined) return { to: 'excluded', chat: plain(recipient), ...self };
  // `sender_*` of an own stanza names ourselves: taken for the contact's, it would make the two one.
  const alternative = otherForm(recipient, attributes, recipientAttributes);
  return { to: 'contact', chat: plain(recipient), ...self, alternative };
}

function excluded(chat: string, author: string | undefined, own: Own): Route {
  return { to: 'excluded', chat, ...writer(author, isOwn(own, author), undefined), alternative: null };
}

/** The push name of an own message is ours, not the contact's. */
function writer(jid: string | undefined, fromMe: boolean, notify: string | undefined) {
  return { author: plain(jid), fromMe, device: deviceOf(jid), pushName: fromMe ? null : (notify ?? null) };
}

const authorAttributes = ['participant_pn', 'sender_pn', 'participant_lid', 'sender_lid'] as const;
const recipientAttributes = ['peer_recipient_pn', 'recipient_pn', 'peer_recipient_lid', 'recipient_lid'] as const;

/** The first of these attributes that identifies `jid` in the other way: LID for a phone number, phone number for a LID. */
function otherForm(jid: string | undefined, attributes: Attributes, names: readonly string[]): string | null {
  const kind = identifierOf(jid)?.kind;
  const found = names
    .map((name) => attributes[name])
    .find((other) => {
      const identifier = identifierOf(other);
      return identifier !== undefined && identifier.kind !== kind;
    });
  return found === undefined ? null : plain(found);
}

function plain(jid: string | undefined): string {
  return jidNormalizedUser(jid) || (jid ?? '');
}

function deviceOf(jid: string | undefined): number {
  return Number(/:([0-9]{1,3})@/.exec(jid ?? '')?.[1] ?? 0);
}

/** 0 where there is none that makes sense: a time before every notice, so that a broken one never lets content through. */
function timeOf(text: string | undefined): number {
  return text !== undefined && /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
}

/** In a group the message itself, not the keys that may come with it. */
function ciphertextOf(node: BinaryNode): Uint8Array | undefined {
  const parts = Array.isArray(node.content) ? node.content.filter(({ tag }) => tag === 'enc') : [];
  const content = (parts.find(({ attrs }) => attrs['type'] === 'skmsg') ?? parts[0])?.content;
  return content instanceof Uint8Array ? content : undefined;
}

function hashOf(node: BinaryNode, ciphertext: Uint8Array | undefined): string {
  const hash = createHash('sha256');
  if (ciphertext !== undefined) return hash.update(ciphertext).digest('hex');
  // Ids are chosen by senders, so whose it is belongs to the name.
  const { id, type, from, participant, recipient }: Attributes = node.attrs ?? {};
  return hash.update(JSON.stringify([node.tag, id, type, from, participant, recipient])).digest('hex');
}

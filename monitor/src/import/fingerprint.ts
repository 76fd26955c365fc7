/** Recognises a message of an export in another export of the same chat: by minute, author, text, and which of several equal ones it is. */
import { hash } from 'node:crypto';
import type { ChatEntry, ChatKind } from '@atalaia/connector';
import type { BlindIndex, BlindIndexer, ConversationId, MessageId, NumberId } from '@atalaia/storage';

/** What of an entry stays the same in every export of its chat. */
export interface EntryTrait {
  /** Local minute as written: independent of the zone, and Android writes no seconds. */
  readonly minute: string;
  readonly author: string;
  readonly text: string;
  readonly kind: string;
  /** 0 for the first of several equal ones. */
  readonly nth: number;
  /** How many entries of the same minute stand before it: their order, whichever line the export begins at. */
  readonly place: number;
}

/** Entries and minutes remembered; WhatsApp writes 40,000 messages into one export. Beyond that, equal ones may be taken for one. */
const remembered = 100_000;

/** Answers each entry's trait; ask in the order of the file, once for each. */
export function entryTraits(): (entry: ChatEntry) => EntryTrait {
  const equals = new Map<number, number>();
  const places = new Map<string, number>();
  return (entry) => {
    const trait = {
      minute: entry.at.slice(0, 16),
      author: entry.author ?? '',
      text: entry.text.toWellFormed().normalize('NFC').trim(),
      kind: traitKind(entry.kind),
    };
    const nth = counted(equals, digest(trait.minute, trait.kind, trait.author, trait.text));
    return { ...trait, nth, place: counted(places, trait.minute) };
  };
}

/** How often the key was counted before. */
function counted<K>(counts: Map<K, number>, key: K): number {
  const before = counts.get(key) ?? 0;
  if (before === 0 && counts.size >= remembered) {
    const [oldest] = counts.keys();
    if (oldest !== undefined) counts.delete(oldest);
  }
  counts.set(key, before + 1);
  return before;
}

/** 48 bits in the place of a text that may be long: memory does not grow with the file. */
function digest(...parts: readonly string[]): number {
  return hash('sha256', parts.join('\n'), 'buffer').readUIntBE(0, 6);
}

/** The keyed hash under which the message is found again, in the order of time. */
export function fingerprintOf(blind: BlindIndexer, number: NumberId, trait: EntryTrait): BlindIndex {
  const { minute, author, text, kind, nth } = trait;
  const hashed = blind.of('message', 'fingerprint', number, minute, author, text, kind, String(nth));
  return `${timePrefix(trait)}${hashed}` as BlindIndex;
}

/** The message's id follows from its chat and fingerprint, so that it is stored once. */
export function messageIdOf(
  blind: BlindIndexer,
  conversation: ConversationId,
  fingerprint: BlindIndex,
  trait: EntryTrait,
): MessageId {
  return `${timePrefix(trait)}${blind.of('message', conversation, fingerprint)}` as MessageId;
}

/**
 * The local minute as eight hexadecimal digits: what is written together then lies together in the indexes, which
 * random hashes would scatter. It tells nothing more: the time stands in clear beside it. Local, not UTC, so that the
 * same chat brought in with another zone is still known.
 */
function timePrefix({ minute }: EntryTrait): string {
  const minutes = Math.max(0, Date.parse(`${minute}:00Z`) / 60_000);
  return minutes.toString(16).padStart(8, '0');
}

/** All files are one kind: what was attached in one export is omitted in the next, and iOS numbers file names anew. */
function traitKind(kind: ChatKind): string {
  switch (kind) {
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
    case 'contact':
    case 'omitted':
    case 'view-once':
      return 'file';
    case 'text':
    case 'system':
    case 'location':
    case 'poll':
    case 'deleted':
      return kind;
    default:
      return unknownKind(kind);
  }
}

function unknownKind(kind: never): never {
  throw new TypeError(`No fingerprint for the kind ${String(kind)}`);
}

/** Recognises a message of an export in another export of the same chat: by minute, author, text, and which of several equal ones it is. */
import type { ChatEntry, ChatKind } from '@atalaia/connector';
import type { BlindIndex, BlindIndexer, NumberId } from '@atalaia/storage';

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

/** Equal ones are told apart within this many minutes of the file; late arrivals are rarely further from their place. */
const minutesKept = 256;

/** Answers each entry's trait; ask in the order of the file, once for each. */
export function entryTraits(): (entry: ChatEntry) => EntryTrait {
  const minutes = new Map<string, { entries: number; readonly equals: Map<string, number> }>();
  return (entry) => {
    const minute = entry.at.slice(0, 16);
    const trait = {
      minute,
      author: entry.author ?? '',
      text: entry.text.toWellFormed().normalize('NFC').trim(),
      kind: traitKind(entry.kind),
    };
    const seen = minutes.get(minute) ?? { entries: 0, equals: new Map<string, number>() };
    minutes.set(minute, seen);
    forgetOldest(minutes);
    const key = `${trait.kind}\n${trait.author}\n${trait.text}`;
    const nth = seen.equals.get(key) ?? 0;
    seen.equals.set(key, nth + 1);
    return { ...trait, nth, place: seen.entries++ };
  };
}

/** The keyed hash under which the message is found again. */
export function fingerprintOf(blind: BlindIndexer, number: NumberId, trait: EntryTrait): BlindIndex {
  const { minute, author, text, kind, nth } = trait;
  return blind.of('message', 'fingerprint', number, minute, author, text, kind, String(nth));
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

function forgetOldest(minutes: Map<string, unknown>): void {
  if (minutes.size <= minutesKept) return;
  const [oldest] = minutes.keys();
  if (oldest !== undefined) minutes.delete(oldest);
}

function unknownKind(kind: never): never {
  throw new TypeError(`No fingerprint for the kind ${String(kind)}`);
}

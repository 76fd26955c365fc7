/** Tells a row of the inbox in the program's words: persons and conversations in the place of WhatsApp's names. */
import type { ConversationId, NumberId, PersonId } from '@atalaia/storage';
import type { Archive, Recorded } from '../archive.ts';
import { type Admitted, readmit } from '../consent/gate.ts';
import type { Content, LiveMessage, MessageRef, Target } from '../content.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chat, InboxRow, MediaRow, Party } from '../journal/rows.ts';
import { messageKey } from '../journal/seen.ts';
import { openEncrypted } from './edits.ts';
import { partyOf } from './identify.ts';
import type { Own } from './own.ts';

export interface TellingDeps {
  readonly journal: Journal;
  readonly archive: Pick<Archive, 'secretOf' | 'pollOf'>;
  readonly number: NumberId;
  readonly own: () => Own;
}

export type Telling =
  | { readonly kind: 'message'; readonly message: Admitted<LiveMessage>; readonly media: MediaRow | null }
  | { readonly kind: 'record'; readonly event: Recorded }
  /** An edit of something that was withheld: it is withheld as well. */
  | { readonly kind: 'withheld-after-all'; readonly event: Recorded; readonly day: string };

type MessageRow = Extract<InboxRow, { kind: 'message' }>;

/** `order`: the row's place. Every party and chat in it is known to the archive by now. */
export async function tell(deps: TellingDeps, row: InboxRow, order: number): Promise<Telling> {
  switch (row.kind) {
    case 'message':
      return tellMessage(deps, row, order);
    case 'withheld':
      return { kind: 'record', event: withheld(deps, row, row.reason) };
    case 'undecryptable':
      return { kind: 'record', event: withheld(deps, row, 'undecryptable') };
    case 'recovered':
      return { kind: 'record', event: { kind: 'recovered', id: row.hash } };
    case 'doubt':
      return {
        kind: 'record',
        event: { kind: 'doubt', one: personOf(deps, row.one), other: personOf(deps, row.other), at: row.at },
      };
    case 'event':
      return { kind: 'record', event: resolved(deps, row) };
    default:
      return row satisfies never;
  }
}

async function tellMessage(deps: TellingDeps, row: MessageRow, order: number): Promise<Telling> {
  const { envelope, decoded } = row;
  const place = placeOf(deps, row.chat);
  const named = targetIn(decoded.content);
  const target = named && refTo(deps, place, named);
  const content = await readable(deps, row, place, named, target);
  if (content === 'withheld') {
    return { kind: 'withheld-after-all', event: withheld(deps, row, 'not-notified'), day: row.day };
  }
  const author = envelope.fromMe ? 'us' : personOf(deps, row.party ?? '');
  const ref: MessageRef = { conversation: place.conversation, author, id: envelope.id };
  const at = envelope.t * 1000;
  const isOwn = envelope.fromMe && content.kind !== 'system';
  const message = readmit<LiveMessage>(row, {
    ref,
    number: deps.number,
    contact: place.contact,
    device: isOwn ? envelope.device : null,
    at,
    order,
    content,
    target,
    quotes: decoded.quotes && refTo(deps, place, decoded.quotes),
    mentions: mentionsIn(deps, content),
    forwarded: decoded.forwarded,
    secret: decoded.secret,
  });
  if (content.kind !== 'file') return { kind: 'message', message, media: null };
  const { source, fileName } = content;
  const { jid, kind } = place.chat;
  const { fromMe } = envelope;
  const participant = kind === 'group' ? envelope.author : null;
  const { contact } = place;
  const waiting = { ref, contact, source, fileName, at, order, day: row.day, jid, fromMe, participant };
  return { kind: 'message', message, media: { ...waiting, tries: 0, nextTryAt: 0 } };
}

interface Place {
  readonly chat: Chat;
  readonly conversation: ConversationId;
  /** Of a 1:1 chat. */
  readonly contact: PersonId | null;
}

function placeOf(deps: TellingDeps, id: string): Place {
  const chat = deps.journal.chat.get(id);
  if (chat?.conversation == null) throw new TypeError('A row waits in a chat that the archive does not know.');
  const contact = chat.party === null ? null : personOf(deps, chat.party);
  return { chat, conversation: chat.conversation, contact };
}

function personOf({ journal }: TellingDeps, party: string): PersonId {
  const person = journal.party.get(party)?.person;
  if (!person) throw new TypeError('A row waits of somebody whom the archive does not know.');
  return person;
}

function targetIn(content: Content): Target | null {
  return 'target' in content ? content.target : null;
}

/** Null if the author is somebody of whom nothing was ever heard. */
function refTo(deps: TellingDeps, { chat, conversation }: Place, target: Target): MessageRef | null {
  const author = target.fromMe ? 'us' : partyBehind(deps, chat, target)?.person;
  return author ? { conversation, author, id: target.id } : null;
}

function partyBehind({ journal }: TellingDeps, chat: Chat, { participant }: Target): Party | undefined {
  if (chat.party !== null) return journal.party.get(chat.party);
  return participant === null ? undefined : partyOf(journal, participant);
}

/** WhatsApp writes who is mentioned as an at sign and the digits of their LID or phone number. Nobody is met by that. */
function mentionsIn({ journal }: TellingDeps, content: Readable): LiveMessage['mentions'] {
  const text = 'text' in content ? content.text : content.kind === 'file' ? content.caption : '';
  const written = new Set(Array.from(text.matchAll(/@(\d{5,})/g), ([, digits = '']) => digits));
  return [...written].flatMap((name) => {
    const party = partyOf(journal, `${name}@lid`) ?? partyOf(journal, `${name}@s.whatsapp.net`);
    return party?.person ? [{ person: party.person, name }] : [];
  });
}

type Readable = LiveMessage['content'];

/** What came encrypted by the secret of another message is opened by it; if that was never kept, neither is this. */
async function readable(
  deps: TellingDeps,
  { envelope, decoded: { content }, party }: MessageRow,
  place: Place,
  named: Target | null,
  target: MessageRef | null,
): Promise<Readable | 'withheld'> {
  if (content.kind === 'nothing') throw new TypeError('What is no message is never put into the inbox.');
  if (content.kind !== 'encrypted') return content;
  const { of, payload, iv } = content;
  const secret = target === null ? undefined : await deps.archive.secretOf(target);
  if (named === null || target === null || secret === undefined) {
    return named !== null && wasWithheld(deps, place, named) ? 'withheld' : { kind: 'unreadable', bytes: payload };
  }
  const editor = envelope.fromMe ? null : deps.journal.party.get(party ?? '');
  const author = named.fromMe ? null : partyBehind(deps, place.chat, named);
  const text = openEncrypted({
    of,
    secret,
    payload,
    iv,
    originalId: named.id,
    originalSenders: jidsOf(deps, author),
    editors: [...jidsOf(deps, editor), envelope.author],
    poll: of === 'poll-vote' ? await deps.archive.pollOf(target) : undefined,
  });
  if (text === undefined) return { kind: 'unreadable', bytes: payload };
  return { kind: of, target: content.target, text };
}

/** Null: ourselves. */
function jidsOf({ own }: TellingDeps, party: Party | null | undefined): readonly string[] {
  if (party === null) {
    const { lid, pn } = own();
    return lid === null ? [pn] : [lid, pn];
  }
  if (party === undefined) return [];
  return [
    ...(party.lid === null ? [] : [`${party.lid}@lid`]),
    ...(party.phone === null ? [] : [`${party.phone.slice(1)}@s.whatsapp.net`]),
  ];
}

function wasWithheld(deps: TellingDeps, { chat }: Place, named: Target): boolean {
  const author = named.fromMe ? 'us' : partyBehind(deps, chat, named)?.id;
  if (author === undefined) return false;
  const seen = deps.journal.seen.get(messageKey(chat.id, author, named.id));
  return seen?.by === 'message' && seen.fate !== 'stored';
}

function withheld(
  deps: TellingDeps,
  { chat, envelope }: Exclude<InboxRow, { kind: 'event' | 'recovered' | 'doubt' }>,
  reason: Extract<Recorded, { kind: 'withheld' }>['reason'],
): Recorded {
  const { hash, t } = envelope;
  const { conversation } = placeOf(deps, chat);
  return { kind: 'withheld', id: hash, conversation, at: t * 1000, reason, hash };
}

function resolved(deps: TellingDeps, { party, chat, event }: Extract<InboxRow, { kind: 'event' }>): Recorded {
  switch (event.kind) {
    case 'consent':
      return {
        ...event,
        person: personOf(deps, party ?? ''),
        conversation: chat === null ? null : placeOf(deps, chat).conversation,
      };
    case 'alert':
      return { ...event, person: party === null ? null : personOf(deps, party) };
    case 'key-changed':
      return { ...event, person: personOf(deps, party ?? '') };
    case 'ledger':
    case 'gap':
    case 'link':
      return event;
    default:
      return event satisfies never;
  }
}

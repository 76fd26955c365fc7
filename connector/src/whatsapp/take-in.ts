/** Decides what becomes of one message that arrived: kept, withheld or only counted, with every row that follows from it. */
import type { JournalChange } from '@atalaia/storage';
import { hearAnswer } from '../consent/answer.ts';
import { admit } from '../consent/gate.ts';
import { judgedIn, wayOf } from '../consent/standing.ts';
import type { Decoded } from '../content.ts';
import { type Draft, draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import { count, dayOf, type Fate } from '../journal/ledger.ts';
import type { Envelope, InboxRow, SeenRow } from '../journal/rows.ts';
import { ciphertextKey, messageKey } from '../journal/seen.ts';
import { type Identified, identify } from './identify.ts';
import type { Own } from './own.ts';

export interface TakeInDeps {
  /** Our own account. */
  readonly own: () => Own;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** See `IdentifyDeps`. */
  readonly phoneOf: (lid: string) => string | undefined;
}

/**
 * The changes that a readable message brings about; only reads. A ciphertext or a message that was seen before is
 * not counted or kept again, and once counted as undecryptable it moves to what it turns out to be.
 */
export function takeIn(
  deps: TakeInDeps,
  journal: Journal,
  envelope: Envelope,
  decoded: Decoded,
): readonly JournalChange[] {
  const now = deps.clock();
  const draft = draftOn(journal);
  draft.add([journal.seen.put(ciphertextKey(envelope.hash), { by: 'ciphertext', at: now }, now)]);
  if (envelope.to === 'own') return draft.changes;
  const arrival = arrivalOf(deps, journal, envelope, now);
  if (arrival.before !== undefined && arrival.before.fate !== 'undecryptable') return draft.changes;
  if (decoded.content.kind === 'nothing') takeBack(draft, arrival);
  else if (arrival.found === undefined) settle(draft, arrival, 'excluded');
  else keepOrWithhold(deps, draft, arrival, arrival.found, decoded);
  return draft.changes;
}

/** The changes that a message brings about which could not be decrypted: WhatsApp is asked to send it again. Only reads. */
export function takeUndecryptable(deps: TakeInDeps, journal: Journal, envelope: Envelope): readonly JournalChange[] {
  if (envelope.to === 'own') return [];
  const arrival = arrivalOf(deps, journal, envelope, deps.clock());
  if (arrival.before !== undefined) return [];
  const draft = draftOn(journal);
  if (arrival.found === undefined || arrival.found.party?.state === 'excluded') {
    settle(draft, arrival, 'excluded');
    return draft.changes;
  }
  sight(draft, arrival, arrival.found);
  settle(draft, arrival, 'undecryptable', [{ kind: 'undecryptable', ...traceOf(arrival, arrival.found) }]);
  return draft.changes;
}

/**
 * The changes that a call or a change of a group brings about: kept if the gate lets it through, else nothing is left
 * of it. It is no message and not counted as one. Only reads.
 */
export function takeSign(
  deps: TakeInDeps,
  journal: Journal,
  envelope: Envelope,
  decoded: Decoded,
): readonly JournalChange[] {
  const key = ciphertextKey(envelope.hash);
  const { found, now, day } = arrivalOf(deps, journal, envelope, deps.clock());
  if (found === undefined || journal.seen.get(key) !== undefined) return [];
  const draft = draftOn(journal);
  draft.add(found.changes);
  const row = { kind: 'message', envelope, ...whose(found), decoded, day } as const;
  const passed = passGate(draft.journal, row, found, envelope.offline);
  if (passed.kind === 'withheld') return [];
  draft.add([draft.journal.seen.put(key, { by: 'ciphertext', at: now }, now)]);
  draft.add(append(draft.journal, [passed.content]));
  return draft.changes;
}

/** One message at the door. */
interface Arrival {
  readonly envelope: Envelope;
  /** Undefined for what is never captured: status, channels, groups that are not allowed. */
  readonly found: Identified | undefined;
  readonly key: string;
  readonly before: Extract<SeenRow, { by: 'message' }> | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of the ledger, in the number's zone. */
  readonly day: string;
}

function arrivalOf(deps: TakeInDeps, journal: Journal, envelope: Envelope, now: number): Arrival {
  const settings = journal.self.get('settings');
  const allowed = envelope.to !== 'group' || settings?.groups.includes(envelope.chat) === true;
  const found = allowed ? identify({ ...deps, journal, own: deps.own() }, envelope) : undefined;
  const chat = found?.chat.id ?? envelope.chat;
  const author = envelope.fromMe ? 'us' : (found?.party?.id ?? envelope.author);
  const key = messageKey(chat, author, envelope.id);
  const seen = journal.seen.get(key);
  const before = seen?.by === 'message' ? seen : undefined;
  // What is sent again comes with a new time; it was written by the end of the second in which it came first.
  const t = before?.t === undefined ? envelope.t : Math.min(envelope.t, before.t + 1);
  const day = before?.day ?? dayOf(now, settings?.zone ?? 'UTC');
  return { envelope: { ...envelope, t }, found, key, before, now, day };
}

/** A consent reply takes effect before the message that brings it is judged. */
function keepOrWithhold(deps: TakeInDeps, draft: Draft, arrival: Arrival, found: Identified, decoded: Decoded): void {
  sight(draft, arrival, found);
  const { envelope, day } = arrival;
  const { chat, party } = found;
  if (party !== null) draft.add(hearAnswer(deps, draft.journal, { envelope, decoded, chat, party }));
  const row = { kind: 'message', envelope, ...whose(found), decoded, day } as const;
  const late = envelope.offline || arrival.before !== undefined;
  const verdict = isEditOfWithheld(draft.journal, found, envelope, decoded)
    ? ({ kind: 'withheld', reason: 'not-notified' } as const)
    : passGate(draft.journal, row, found, late);
  if (verdict.kind === 'admitted') settle(draft, arrival, 'stored', [verdict.content]);
  // A private chat is only counted: not even when something came is kept.
  else if (verdict.reason === 'excluded') settle(draft, arrival, 'excluded');
  else {
    const { reason } = verdict;
    settle(draft, arrival, 'withheld', [{ kind: 'withheld', ...traceOf(arrival, found), reason }]);
  }
}

/** An edit repeats the words of its original: of one that was not kept, neither is the edit. */
function isEditOfWithheld(
  journal: Journal,
  { chat, party }: Identified,
  { fromMe }: Envelope,
  { content }: Decoded,
): boolean {
  if (content.kind !== 'edit') return false;
  const original = journal.seen.get(messageKey(chat.id, fromMe ? 'us' : (party?.id ?? ''), content.target.id));
  return original?.by === 'message' && original.fate === 'withheld';
}

function passGate(
  journal: Journal,
  row: Extract<InboxRow, { kind: 'message' }>,
  { chat, party }: Identified,
  late: boolean,
) {
  const settings = journal.self.get('settings');
  if (settings === undefined) return { kind: 'withheld', reason: 'not-armed' } as const;
  const current = party === null ? null : (journal.party.get(party.id) ?? party);
  return admit(row, wayOf(settings), judgedIn(journal, { chat, party: current, t: row.envelope.t, late }));
}

/** New parties, aliases and chats, and doubts about who is who. */
function sight(draft: Draft, { now }: Arrival, found: Identified): void {
  draft.add(found.changes);
  draft.add(
    append(
      draft.journal,
      found.doubts.map(({ one, other }) => ({ kind: 'doubt', one, other, at: now })),
    ),
  );
}

/** Counts the message once, remembers it, and puts what is to be told of it into the inbox. */
function settle(
  draft: Draft,
  { envelope, key, before, now, day }: Arrival,
  fate: Fate,
  rows: readonly InboxRow[] = [],
) {
  if (before?.fate === fate) return;
  const { hash, t } = envelope;
  draft.add([
    draft.journal.seen.put(
      key,
      { by: 'message', fate, hash: before?.hash ?? hash, t: before?.t ?? t, at: now, day },
      now,
    ),
  ]);
  const file = rows.some((row) => row.kind === 'message' && row.decoded.content.kind === 'file');
  const first = before === undefined ? { received: 1 } : { undecryptable: -1 };
  draft.add([count(draft.journal, day, { ...first, [fate]: 1, ...(file ? { mediaPending: 1 } : {}) })]);
  draft.add(append(draft.journal, [...recovered(before), ...rows]));
}

/** What could not be decrypted turns out to be no message to anybody: it is not counted at all. */
function takeBack(draft: Draft, { key, before, day }: Arrival): void {
  if (before === undefined) return;
  draft.add([draft.journal.seen.remove(key), count(draft.journal, day, { received: -1, undecryptable: -1 })]);
  draft.add(append(draft.journal, recovered(before)));
}

function recovered(before: Arrival['before']): readonly InboxRow[] {
  return before === undefined ? [] : [{ kind: 'recovered', hash: before.hash }];
}

function whose({ chat, party }: Identified): { readonly chat: string; readonly party: string | null } {
  return { chat: chat.id, party: party?.id ?? null };
}

/** All that is kept of a message that is not. */
function traceOf({ envelope: { id, hash, t, fromMe } }: Arrival, found: Identified) {
  return { envelope: { id, hash, t, fromMe }, ...whose(found) };
}

/** Takes WhatsApp's word on what we sent: accepted, refused, delivered, read; and moves the people who were told by it. */
import type { JournalChange } from '@atalaia/storage';
import { OUTREACH_REFUSED } from '../consent/notice.ts';
import { eventsBefore, noticeEvent, reaches, type Stage, stageOf, timeOf } from '../consent/proof.ts';
import { standingOf, THE_GROUP } from '../consent/standing.ts';
import { type Draft, draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chat, OutboxRow, Party, Standing, Unresolved } from '../journal/rows.ts';
import { partyOf } from './identify.ts';
import { aliasKeyOf, isOwn, type Own } from './own.ts';

/** A device that asks again is answered this long (milliseconds); later it would only disturb. */
const RESENT_FOR_MS = 15 * 60 * 1000;

type Attributes = Readonly<Record<string, string>>;

/**
 * The changes that the server's ack of one of our messages brings about; none for messages that are not ours. `now`
 * in milliseconds, for an ack that does not say when.
 */
export function acceptAck(journal: Journal, attributes: Attributes, now: number): readonly JournalChange[] {
  const row = journal.outbox.get(attributes['id'] ?? '');
  if (row === undefined || reaches(row.state, 'accepted') || row.state === 'refused') return [];
  const draft = draftOn(journal);
  const proof = [...row.proof, timed({ ...attributes, class: 'message' }, now)];
  if (attributes['error'] === undefined) accept(draft, { ...row, state: 'accepted', proof });
  else refuse(draft, { ...row, state: 'refused', error: attributes['error'], proof }, now);
  return draft.changes;
}

/** The changes that one receipt for one message (`id`) brings about. Twice the same changes nothing. */
export function takeReceipt(
  journal: Journal,
  attributes: Attributes,
  { own, now }: { readonly own: Own; readonly now: number },
): readonly JournalChange[] {
  const row = journal.outbox.get(attributes['id'] ?? '');
  const from = attributes['participant'] ?? attributes['from'];
  if (row === undefined || from === undefined) return [];
  if (row.kind === 'test') return isOwn(own, from) ? testArrived(journal, row, timed(attributes, now)) : [];
  const stage = stageOf(attributes);
  const chat = journal.chat.get(row.chat);
  // Our own other devices confirm too; that tells the contact nothing.
  if (stage === undefined || chat === undefined || isOwn(own, from)) return [];
  if (row.proof.some((known) => isSameReceipt(known, attributes))) return [];
  const draft = draftOn(journal);
  const noted = timed(attributes, now);
  const receipt: Receipt = { row, chat, stage, from, attributes: noted, t: Math.max(timeOf(noted), acceptedT(row)) };
  if (chat.kind === 'group') memberReceived(draft, receipt);
  else contactReceived(draft, receipt);
  return draft.changes;
}

/** What we sent under this id, for a device that asks for it again; undefined for anything else. `now` in milliseconds. */
export function sentBefore(
  journal: Pick<Journal, 'outbox'>,
  id: string,
  now: number,
): { readonly extendedTextMessage: { readonly text: string } } | undefined {
  const row = journal.outbox.get(id);
  if (row === undefined) return undefined;
  const accepted = acceptedT(row);
  if (accepted > 0 && now - accepted * 1000 > RESENT_FOR_MS) return undefined;
  return { extendedTextMessage: { text: row.text } };
}

/** When WhatsApp accepted it, in seconds; 0 where that is not known. */
function acceptedT(row: OutboxRow): number {
  const accepted = row.proof.find((attributes) => stageOf(attributes) === 'accepted');
  return accepted === undefined ? 0 : timeOf(accepted);
}

interface Receipt {
  readonly row: OutboxRow;
  readonly chat: Chat;
  readonly stage: Stage;
  readonly from: string;
  readonly attributes: Attributes;
  /** Seconds: nobody was told before WhatsApp had the message, whatever a receipt says. */
  readonly t: number;
}

function accept(draft: Draft, row: OutboxRow): void {
  draft.add([draft.journal.outbox.put(row)]);
  const chat = draft.journal.chat.get(row.chat);
  if (row.kind !== 'notice' || chat === undefined) return;
  const t = timeOf(row.proof.at(-1) ?? {});
  if (chat.kind === 'group') {
    // From now on our own words in the group may be kept; of its members each is told by their own receipt.
    const standing = standingOf(draft.journal, chat.id, THE_GROUP);
    draft.add([draft.journal.standing.put(told(standing, row, t))]);
    return;
  }
  const party = contactOf(draft.journal, chat);
  if (party === undefined) return;
  const before = standingOf(draft.journal, chat.id, party.id);
  const standing = neededFor(draft.journal) === 'accepted' ? arrived(told(before, row, t), row) : before;
  draft.add([draft.journal.standing.put(standing)]);
  tell(draft, chat, party, [noticeEvent(row, 'notice-accepted', { party, standing, at: t * 1000 })]);
}

/** 463: WhatsApp does not let this number write first. No notice goes out any more until a human resumes. */
function refuse(draft: Draft, row: OutboxRow, now: number): void {
  draft.add([draft.journal.outbox.put(row)]);
  const chat = draft.journal.chat.get(row.chat);
  const party = chat === undefined ? undefined : contactOf(draft.journal, chat);
  if (row.kind === 'notice' && chat !== undefined && party !== undefined) {
    const standing = standingOf(draft.journal, chat.id, party.id);
    tell(draft, chat, party, [noticeEvent(row, 'notice-refused-by-whatsapp', { party, standing, at: now })]);
  }
  if (row.error !== OUTREACH_REFUSED || draft.journal.self.get('outreach') !== undefined) return;
  draft.add([draft.journal.self.put('outreach', { refusedAt: now })]);
  const event = { kind: 'alert', id: `outreach-refused/${row.id}`, alert: 'outreach-refused', at: now } as const;
  draft.add(append(draft.journal, [{ kind: 'event', chat: null, party: null, event }]));
}

function contactReceived(draft: Draft, receipt: Receipt): void {
  const { row, chat, stage, from, attributes, t } = receipt;
  const party = contactOf(draft.journal, chat);
  const sender = partyOf(draft.journal, from);
  // WhatsApp may answer under an identifier that nobody has met yet, never under somebody else's.
  if (party === undefined || (sender !== undefined && sender.id !== party.id)) return;
  const next = advanced(row, stage, attributes);
  draft.add([draft.journal.outbox.put(next)]);
  if (row.kind !== 'notice') return;
  const before = standingOf(draft.journal, chat.id, party.id);
  const standing = received(draft.journal, before, receipt, !reaches(row.state, 'delivered'));
  draft.add([draft.journal.standing.put(standing)]);
  tell(draft, chat, party, [noticeEvent(row, `notice-${stage}`, { party, standing, at: t * 1000 })]);
}

/** A member who never wrote is no party yet: what they were told waits under their alias. */
function memberReceived(draft: Draft, receipt: Receipt): void {
  const { row, chat, stage, from, attributes, t } = receipt;
  const alias = aliasKeyOf(from);
  if (alias === undefined) return;
  const party = partyOf(draft.journal, from);
  const member = party?.id ?? alias;
  const first = !row.deliveredTo.includes(member);
  const next = {
    ...advanced(row, stage, attributes),
    deliveredTo: first ? [...row.deliveredTo, member] : row.deliveredTo,
  };
  draft.add([draft.journal.outbox.put(next)]);
  if (row.kind !== 'notice') return;
  const before = { ...standingOf(draft.journal, chat.id, member), notice: row.id };
  const standing = received(draft.journal, before, receipt, first);
  draft.add([draft.journal.standing.put(standing)]);
  if (party === undefined) return;
  tell(draft, chat, party, [
    ...(first ? eventsBefore(row, party, standing) : []),
    noticeEvent(row, `notice-${stage}`, { party, standing, at: t * 1000 }),
  ]);
}

/** How a person stands after their receipt. In a group acceptance alone tells nobody: at least delivery is needed. */
function received(journal: Journal, before: Standing, { row, stage, t }: Receipt, first: boolean): Standing {
  const standing = first ? arrived(before, row) : before;
  return reaches(stage, neededFor(journal)) ? told(standing, row, t) : standing;
}

/** Told by an earlier notice, they stay told since then. */
function told(standing: Standing, row: OutboxRow, t: number): Standing {
  const { notice, generation } = row;
  if (notice === null || generation === null) return standing;
  const { notified } = standing;
  if (notified?.notice === notice && notified.generation === generation && t <= notified.arrivedT) return standing;
  return { ...standing, notified: { notice, generation, fromT: Math.min(notified?.fromT ?? t, t), arrivedT: t } };
}

/** From here on the next word may be an answer to it; an agent's word from before still waits. */
function arrived(standing: Standing, row: OutboxRow): Standing {
  return standing.notice === row.id ? { ...standing, contactWrote: false, agentWrote: false } : standing;
}

function advanced(row: OutboxRow, stage: Stage, attributes: Attributes): OutboxRow {
  return { ...row, state: reaches(row.state, stage) ? row.state : stage, proof: [...row.proof, attributes] };
}

function testArrived(journal: Journal, row: OutboxRow, attributes: Attributes): readonly JournalChange[] {
  if (attributes['type'] === 'retry' || reaches(row.state, 'delivered')) return [];
  return [journal.outbox.put(advanced(row, 'delivered', attributes))];
}

function tell(draft: Draft, chat: Chat, party: Party, events: readonly Unresolved[]): void {
  draft.add(
    append(
      draft.journal,
      events.map((event) => ({ kind: 'event', chat: chat.id, party: party.id, event })),
    ),
  );
}

function contactOf(journal: Journal, chat: Chat): Party | undefined {
  return chat.party === null ? undefined : journal.party.get(chat.party);
}

function neededFor(journal: Journal): Stage {
  return journal.self.get('settings')?.notifiedBy ?? 'delivered';
}

/** A receipt without a time came now. */
function timed(attributes: Attributes, now: number): Attributes {
  const t = attributes['t'] ?? '';
  return /^[0-9]{1,12}$/.test(t) ? attributes : { ...attributes, t: String(Math.ceil(now / 1000)) };
}

function isSameReceipt(known: Attributes, attributes: Attributes): boolean {
  return (
    known['class'] === undefined && ['from', 'participant', 'type'].every((name) => known[name] === attributes[name])
  );
}

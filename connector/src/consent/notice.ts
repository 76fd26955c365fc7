/** Is a notice due to this contact, or in this group? If so, it is planned: written down, to be sent in its turn. */
import type { JournalChange } from '@atalaia/storage';
import type { Journal } from '../journal/journal.ts';
import type { Chat, Party, Standing } from '../journal/rows.ts';
import type { NoticeText, NumberSettings } from '../number-link.ts';
import { effectOf } from './effects.ts';
import { languageFor, noticeIn } from './language.ts';
import { outgoing } from './outgoing.ts';
import { silentStanding, standingOf, THE_GROUP } from './standing.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whose message it was that makes us ask: the contact's, an agent's in a 1:1 chat, a member's in a group. */
export interface Occasion {
  readonly chat: Chat;
  readonly party: Party;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Call it after a message of this party, or of an agent to them, and only then: WhatsApp restricts numbers that write
 * first, so a notice is a reply or goes into a chat that an agent opened. Answers the rows to commit; none if no
 * notice is due.
 */
export function planNotice(
  { newId }: { readonly newId: () => string },
  journal: Journal,
  occasion: Occasion,
): readonly JournalChange[] {
  const due = dueNotice(journal, occasion);
  return due === undefined ? [] : noticeRows({ newId }, journal, occasion, due);
}

/** The rows of a notice that is to be sent whatever was sent before. */
export function noticeRows(
  { newId }: { readonly newId: () => string },
  journal: Journal,
  { chat, party, now }: Occasion,
  notice: NoticeText,
): readonly JournalChange[] {
  const row = outgoing({ chat, kind: 'notice', text: notice.text, notice }, { now, newId });
  const owner = chat.kind === 'group' ? THE_GROUP : party.id;
  const planned = { notice: row.id, lastNoticeAt: now, question: null };
  return [journal.outbox.put(row), journal.standing.put({ ...standingOf(journal, chat.id, owner), ...planned })];
}

/** The notice that this contact has yet to be told; undefined if there is none, or none may be sent now. */
export function dueNotice(journal: Journal, { chat, party, now }: Occasion): NoticeText | undefined {
  const settings = journal.self.get('settings');
  if (settings === undefined || !settings.armed || journal.self.get('outreach') !== undefined) return undefined;
  if (chat.kind === 'group' && !settings.groups.includes(chat.jid)) return undefined;
  if (!mayBeTold(settings, party) || isUnderWay(journal, { chat, party, now })) return undefined;
  const notice = noticeIn(settings, languageFor(settings, chat, party));
  const standing = silentStanding(journal, chat, party) ?? standingOf(journal, chat.id, party.id);
  return notice !== undefined && isUntold(settings, standing, notice, now) ? notice : undefined;
}

/** Nobody whom the program does not know yet, whose chat is private, who is restricted or being erased, or who objected. */
export function mayBeTold({ basis, mode }: NumberSettings, party: Party): boolean {
  if (party.person === null || party.state !== 'active') return false;
  if (party.perhaps.some(({ state }) => state !== 'active')) return false;
  // Who refused is left in peace, except where the record goes on: then a change matters to them.
  return party.answer !== 'refused' || effectOf(basis, mode, 'refused').capture === 'on';
}

/** One at a time and at most one a day, in a group as in a chat: one that did not arrive is tried again the next day. */
function isUnderWay(journal: Journal, { chat, party, now }: Occasion): boolean {
  const { notice, lastNoticeAt } = standingOf(journal, chat.id, chat.kind === 'group' ? THE_GROUP : party.id);
  const last = notice === null ? undefined : journal.outbox.get(notice);
  if (last?.state === 'planned') return true;
  // What WhatsApp refused for want of trust never went out; a human has looked since.
  if (last?.state === 'refused' && last.error === OUTREACH_REFUSED) return false;
  return lastNoticeAt !== null && now - lastNoticeAt < DAY_MS;
}

/** WhatsApp's error for writing first without leave ("reach-out time-lock"). */
export const OUTREACH_REFUSED = '463';

function isUntold(settings: NumberSettings, { notified }: Standing, notice: NoticeText, now: number): boolean {
  if (notified === null) return true;
  if (notified.generation < notice.generation) return true;
  return settings.renewAfterMonths !== null && now >= monthsAfter(notified.arrivedT * 1000, settings.renewAfterMonths);
}

/** The same day so many months later, or the last day of that month; UTC is near enough for months. */
function monthsAfter(at: number, months: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').add({ months }).epochMilliseconds;
}

/** The times in which a number did not hear WhatsApp: recorded as they begin and end, counted by the minute, told as an alert. */
import type { JournalChange } from '@atalaia/storage';
import type { Recorded } from '../archive.ts';
import { draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import { count, dayOf } from '../journal/ledger.ts';
import type { InboxRow, SelfRows } from '../journal/rows.ts';

const minute = 60_000;

/** An outage of so long (milliseconds) is told as an alert; what only a human can end is told at once. */
const graceBeforeAlert = 5 * minute;

type Gap = SelfRows['gap'];

/** The changes that begin a gap at `from` (milliseconds); an open one goes on, with the reason that now holds. */
export function openGap(journal: Journal, id: string, from: number, reason: string): readonly JournalChange[] {
  const open = journal.self.get('gap');
  if (open?.reason === reason) return [];
  const gap: Gap = open ? { ...open, reason } : { id, from, reason, countedTo: from, alerted: false };
  return [journal.self.put('gap', gap), ...append(journal, [gapEvent(gap, null)])];
}

/** The changes that end the open gap; none where none is open. */
export function closeGap(journal: Journal, now: number): readonly JournalChange[] {
  const draft = draftOn(journal);
  draft.add(countGap(draft.journal, now));
  const gap = draft.journal.self.get('gap');
  if (gap === undefined) return [];
  draft.add(minutesOn(draft.journal, now, Math.round(Math.max(0, now - gap.countedTo) / minute)));
  draft.add([journal.self.remove('gap'), ...append(draft.journal, [gapEvent(gap, now)])]);
  return draft.changes;
}

/** The changes that count the whole minutes of the open gap since the last count, each on its own day of the number's zone. */
export function countGap(journal: Journal, now: number): readonly JournalChange[] {
  const gap = journal.self.get('gap');
  if (gap === undefined) return [];
  const draft = draftOn(journal);
  const byDay = new Map<string, number>();
  let countedTo = gap.countedTo;
  const zone = zoneOf(journal);
  while (countedTo + minute <= now) {
    // A minute belongs to the day on which it begins.
    const ofDay = Math.ceil((Math.min(nextDay(countedTo, zone), now) - countedTo) / minute);
    const minutes = Math.min(ofDay, Math.floor((now - countedTo) / minute));
    byDay.set(dayOf(countedTo, zone), minutes);
    countedTo += minutes * minute;
  }
  if (byDay.size === 0) return [];
  for (const [day, minutesDisconnected] of byDay) draft.add([count(draft.journal, day, { minutesDisconnected })]);
  draft.add([journal.self.put('gap', { ...gap, countedTo })]);
  return draft.changes;
}

/** When the day after that of `at` begins in the zone; both in milliseconds. */
function nextDay(at: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return today.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds;
}

/** The changes that tell of the open gap as an alert, once: at once where `urgent`, else after a while. */
export function alertOfGap(journal: Journal, now: number, urgent: boolean): readonly JournalChange[] {
  const gap = journal.self.get('gap');
  if (gap === undefined || gap.alerted || (!urgent && now - gap.from < graceBeforeAlert)) return [];
  const alert: Recorded & { kind: 'alert' } = {
    kind: 'alert',
    id: `gap/${gap.id}`,
    alert: 'monitoring-interrupted',
    person: null,
    at: now,
  };
  return [journal.self.put('gap', { ...gap, alerted: true }), ...append(journal, [event(alert)])];
}

function minutesOn(journal: Journal, at: number, minutesDisconnected: number): readonly JournalChange[] {
  return minutesDisconnected === 0 ? [] : [count(journal, dayOf(at, zoneOf(journal)), { minutesDisconnected })];
}

function gapEvent({ id, from, reason }: Gap, to: number | null): InboxRow {
  return event({ kind: 'gap', id, from, to, reason });
}

/** A row of the inbox that tells the program something about the number itself. */
export function event(told: Extract<InboxRow, { kind: 'event' }>['event']): InboxRow {
  return { kind: 'event', party: null, chat: null, event: told };
}

function zoneOf(journal: Journal): string {
  return journal.self.get('settings')?.zone ?? 'UTC';
}

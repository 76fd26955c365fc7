/** The day's count of what came and what became of it: changes in the same commit as what it counts. */
import type { JournalChange, LedgerCounts } from '@atalaia/storage';
import type { Journal } from './journal.ts';
import type { LedgerRow } from './rows.ts';

/** Changes of a day's counts; what is absent stays. */
export type Delta = Partial<LedgerCounts> & { readonly minutesDisconnected?: number };

/** What became of a message, as the ledger names it. */
export type Fate = 'stored' | 'withheld' | 'excluded' | 'undecryptable';

const emptyDay: Omit<LedgerRow, 'day'> = {
  received: 0,
  stored: 0,
  withheld: 0,
  excluded: 0,
  undecryptable: 0,
  mediaPending: 0,
  mediaKept: 0,
  mediaExpired: 0,
  minutesDisconnected: 0,
  told: 'not',
};

/** The day (YYYY-MM-DD) in the number's zone at `at`, milliseconds since the epoch. */
export function dayOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The change that adds `delta` to the counts of `day`. Read it over the changes made so far: it puts the whole row. */
export function count(journal: Journal, day: string, delta: Delta): JournalChange {
  const before = journal.ledger.get(day) ?? { ...emptyDay, day };
  return journal.ledger.put({
    day,
    received: before.received + (delta.received ?? 0),
    stored: before.stored + (delta.stored ?? 0),
    withheld: before.withheld + (delta.withheld ?? 0),
    excluded: before.excluded + (delta.excluded ?? 0),
    undecryptable: before.undecryptable + (delta.undecryptable ?? 0),
    mediaPending: before.mediaPending + (delta.mediaPending ?? 0),
    mediaKept: before.mediaKept + (delta.mediaKept ?? 0),
    mediaExpired: before.mediaExpired + (delta.mediaExpired ?? 0),
    minutesDisconnected: before.minutesDisconnected + (delta.minutesDisconnected ?? 0),
    told: 'not',
  });
}

/** Tells the program how the days stand: those that changed, and each once more when it has ended. */
import type { JournalChange, NumberId } from '@atalaia/storage';
import type { Archive, Recorded } from '../archive.ts';
import type { Journal } from '../journal/journal.ts';
import { count, dayOf } from '../journal/ledger.ts';
import type { LedgerRow } from '../journal/rows.ts';

export interface TellLedgerDeps {
  readonly journal: Journal;
  readonly archive: Pick<Archive, 'record'>;
  readonly number: NumberId;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** A file of a day may still be fetched, or a message of it recovered, for some weeks. */
const KEPT_DAYS = 60;

/** A day on which nothing came is told as well: that nothing came is worth knowing. */
export async function tellLedger({ journal, archive, number, clock }: TellLedgerDeps): Promise<void> {
  const today = dayOf(clock(), journal.self.get('settings')?.zone ?? 'UTC');
  if (journal.ledger.get(today) === undefined) journal.commit([count(journal, today, {})]);
  const days = journal.ledger.list(1000).map(({ row }) => row);
  const news = days.filter((row) => row.told !== standing(row, today));
  if (news.length === 0) return;
  await archive.record(
    number,
    news.flatMap((row) => [eventOf(row, row.day < today), ...alertOf(row, today, clock())]),
  );
  journal.commit([...news.flatMap((row) => told(journal, row, today)), ...outdated(journal, days)], 'with-next');
}

function standing(row: LedgerRow, today: string): LedgerRow['told'] {
  return row.day < today ? 'whole-day' : 'so-far';
}

/** Unless it has changed while the program was told. */
function told(journal: Journal, row: LedgerRow, today: string): readonly JournalChange[] {
  const now = journal.ledger.get(row.day);
  const unchanged =
    now !== undefined && (Object.keys(row) as (keyof LedgerRow)[]).every((key) => now[key] === row[key]);
  return unchanged ? [journal.ledger.put({ ...row, told: standing(row, today) })] : [];
}

function outdated(journal: Journal, days: readonly LedgerRow[]): readonly JournalChange[] {
  return days
    .toSorted((one, other) => (one.day < other.day ? 1 : -1))
    .slice(KEPT_DAYS)
    .map(({ day }) => journal.ledger.remove(day));
}

/** Most of what can't be decrypted comes again readable; what is left at the end of a day is for a human to know. */
function alertOf({ day, undecryptable }: LedgerRow, today: string, at: number): readonly Recorded[] {
  if (day >= today || undecryptable === 0) return [];
  return [{ kind: 'alert', id: `undecryptable/${day}`, alert: 'undecryptable', person: null, at }];
}

function eventOf({ day, minutesDisconnected, told: _, ...counts }: LedgerRow, ended: boolean): Recorded {
  return { kind: 'ledger', day, counts, minutesDisconnected, ended };
}

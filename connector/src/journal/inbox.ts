/** Puts what came at the end of the inbox, for the drain to pass on. */
import type { JournalChange } from '@atalaia/storage';
import type { Journal } from './journal.ts';
import type { InboxRow } from './rows.ts';

/** The changes that append `rows` in their order. Read it over the changes made so far: it takes the next places. */
export function append(journal: Journal, rows: readonly InboxRow[]): readonly JournalChange[] {
  if (rows.length === 0) return [];
  const first = journal.self.get('sequence') ?? 1;
  return [
    ...rows.map((row, index) => journal.inbox.put(String(first + index), row, first + index)),
    journal.self.put('sequence', first + rows.length),
  ];
}

/** A decision in several steps: each reads the journal as the steps before it will have left it. */
import type { JournalChange } from '@atalaia/storage';
import type { Journal } from './journal.ts';

export interface Draft {
  /** The journal as it will be once `changes` are committed. */
  readonly journal: Journal;
  /** In the order in which they were added; nothing is written before they are committed. */
  readonly changes: readonly JournalChange[];
  add(changes: readonly JournalChange[]): void;
}

export function draftOn(journal: Journal): Draft {
  const changes: JournalChange[] = [];
  let after = journal;
  return {
    changes,
    get journal() {
      return after;
    },
    add(more) {
      if (more.length === 0) return;
      changes.push(...more);
      after = journal.after(changes);
    },
  };
}

/** Takes all entries with one word out of the search index, so that no byte of them is left, however many they are. */
import { once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { readMeta } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

/** What `forget-worker.ts` is told: the file of the index, and the word as the index is asked for it. */
export interface ForgetAsked {
  readonly path: string;
  readonly word: string;
}

/** Entries overwritten where they stand, half a millisecond each; of someone with more the index is written anew. */
const fewEntries = 500;
/** Entries per commit: some milliseconds, so that other work gets its turn. */
const atOnce = 10;
/** What a blanked entry is made of: no id begins with it. */
export const blankSign = ' ';
/** Stands in the index's `meta` from before an entry is only marked until none is left in any page: a crash in between is made up for. */
export const unmerged = 'unmerged';

/** Takes rows out of the index, and out of the entries. */
export interface EntryRemover {
  /** Out of the index; its entry is overwritten where it stands, and is there to be deleted. */
  blank(row: number): void;
  delete(row: number): void;
}

/**
 * Blank first all that are forgotten, then delete: SQLite moves rows to other pages as their neighbours are deleted, and
 * the bytes that they were moved from stay. Blank ones may.
 */
export function entryRemover(db: DatabaseSync): EntryRemover {
  const entryOf = db.prepare('SELECT message, words FROM entries WHERE row = ?');
  const removeWords = db.prepare("INSERT INTO found(found, rowid, words) VALUES('delete', ?, ?)");
  const overwrite = db.prepare('UPDATE entries SET message = ?, words = ? WHERE row = ?');
  const removeEntry = db.prepare('DELETE FROM entries WHERE row = ?');
  return {
    blank(row) {
      const { message, words } = entryOf.get(row) ?? {};
      removeWords.run(row, String(words));
      // As long as they were: longer or shorter ones would be moved.
      overwrite.run(blankSign.repeat(String(message).length), blankSign.repeat(String(words).length), row);
    },
    delete: (row) => void removeEntry.run(row),
  };
}

/** While the index is written anew nothing else is written into it; it is read as before. */
export function openForgetting(db: DatabaseSync, commits: GroupCommit): (word: string) => Promise<void> {
  const matching = db.prepare(`SELECT rowid AS row FROM found WHERE found MATCH ? LIMIT ${atOnce}`);
  const remover = entryRemover(db);

  /** Blanks `fewEntries` at most. */
  async function blankFew(word: string): Promise<{ readonly rows: readonly number[]; readonly more: boolean }> {
    const rows: number[] = [];
    while (rows.length < fewEntries) {
      const some = await commits.write(() => {
        const found = matching.all(word).map((row) => Number(row['row']));
        found.forEach(remover.blank);
        return found;
      });
      rows.push(...some);
      if (some.length < atOnce) return { rows, more: false };
      await nextTurn();
    }
    return { rows, more: true };
  }

  return async (word) => {
    const { rows, more } = await blankFew(word);
    if (!more && readMeta(db, unmerged) !== 'yes') {
      await commits.write(() => rows.forEach(remover.delete));
      return;
    }
    const path = db.location();
    if (path === null) throw new TypeError('The index is no file.');
    await commits.standAside(() => inThread({ path, word }));
  };
}

/** One step of it may take a second: merging does not stop within what it leaves behind. */
async function inThread(asked: ForgetAsked): Promise<void> {
  const worker = new Worker(new URL('forget-worker.ts', import.meta.url), { workerData: asked });
  await once(worker, 'exit');
}

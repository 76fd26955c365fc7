/** Takes all entries with one word out of the search index, so that no byte of them is left, however many they are. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readMeta, writeMeta } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

/** Entries overwritten where they stand: each costs half a millisecond. Of someone with more the index is written anew. */
const fewEntries = 500;
/** Entries per commit: overwritten, and marked as deleted; pages of the index merged. Some milliseconds each. */
const overwrittenAtOnce = 10;
const markedAtOnce = 50;
const mergedAtOnce = 4;
/** Less than the number of any row. */
const beforeAll = -1;
/** Stands from before the first entry is only marked until none is left in any page: a crash in between is made up for. */
const unmerged = 'unmerged';

/** `remove`: takes one row out of the entries and of the index. */
export function openForgetting(
  db: DatabaseSync,
  commits: GroupCommit,
  remove: (row: number) => void,
): (word: string) => Promise<void> {
  const matching = db.prepare('SELECT rowid AS row FROM found WHERE found MATCH ? AND rowid > ? LIMIT ?');
  const onlyMark = db.prepare("INSERT INTO found(found, rank) VALUES('secure-delete', 0)");
  const overwrite = db.prepare("INSERT INTO found(found, rank) VALUES('secure-delete', 1)");
  const merge = db.prepare("INSERT INTO found(found, rank) VALUES('merge', ?)");
  const changes = db.prepare('SELECT total_changes() AS changes');
  const changed = () => Number(changes.get()?.['changes']);

  /** The first rows after this one, `most` at most; the last of them, or undefined if there is none beyond. */
  const forgetSome = (word: string, after: number, most: number) =>
    commits.write(() => {
      const rows = matching.all(word, after, most).map((row) => Number(row['row']));
      for (const row of rows) remove(row);
      return rows.length < most ? undefined : rows.at(-1);
    });

  /** All pages are merged into new ones, a few at a time, and what is marked as deleted is left behind (sqlite.org/fts5.html, §6.9). */
  async function mergeAll(): Promise<void> {
    for (let pages = -mergedAtOnce; ; pages = mergedAtOnce) {
      const written = await commits.write(() => {
        const before = changed();
        merge.run(pages);
        return changed() - before;
      });
      if (written < 2) return;
      await nextTurn();
    }
  }

  return async (word) => {
    let last: number | undefined = beforeAll;
    for (let done = 0; done < fewEntries && last !== undefined; done += overwrittenAtOnce) {
      last = await forgetSome(word, last, overwrittenAtOnce);
      await nextTurn();
    }
    if (last === undefined && readMeta(db, unmerged) !== 'yes') return;
    await commits.write(() => {
      writeMeta(db, unmerged, 'yes');
      onlyMark.run();
    });
    // From where it was: to pass over what is only marked, all of it would be read each time.
    while (last !== undefined) {
      last = await forgetSome(word, last, markedAtOnce);
      await nextTurn();
    }
    await commits.write(() => overwrite.run());
    await mergeAll();
    await commits.write(() => writeMeta(db, unmerged, 'no'));
  };
}

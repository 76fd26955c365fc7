/**
 * Forgets, in a thread of its own, all entries with one word: in the index each is only marked as deleted, which is
 * quick, and then all its pages are merged into new ones, which leaves behind what is marked (sqlite.org/fts5.html, "merge").
 */
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import { settle, writeMeta } from './database.ts';
import { blankSign, entryRemover, type ForgetAsked, unmerged } from './forget-entries.ts';

/** Entries, and pages, per transaction. */
const entriesAtOnce = 500;
const mergedAtOnce = 64;

const { path, word } = workerData as ForgetAsked;
const db = new DatabaseSync(path);
const remover = entryRemover(db);
try {
  settle(db, false);
  inTransaction(() => {
    writeMeta(db, unmerged, 'yes');
    overwriting(false);
  });
  blankAll();
  deleteBlank();
  inTransaction(() => overwriting(true));
  mergeAll();
  inTransaction(() => writeMeta(db, unmerged, 'no'));
} finally {
  db.close();
}

function blankAll(): void {
  // From where it was: to pass over what is marked already, all of it would be read each time.
  const next = db.prepare(`SELECT rowid AS row FROM found WHERE found MATCH ? AND rowid > ? LIMIT ${entriesAtOnce}`);
  eachRow((after) => next.all(word, after), remover.blank);
}

/** Also those that a crash left. */
function deleteBlank(): void {
  const next = db.prepare(
    `SELECT row FROM entries WHERE row > ? AND message LIKE '${blankSign}%' LIMIT ${entriesAtOnce}`,
  );
  eachRow((after) => next.all(after), remover.delete);
}

function eachRow(next: (after: number) => readonly Record<string, unknown>[], work: (row: number) => void): void {
  for (let last: number | undefined = -1; last !== undefined; ) {
    const rows: readonly number[] = next(last).map((row) => Number(row['row']));
    inTransaction(() => rows.forEach(work));
    last = rows.at(-1);
  }
}

function mergeAll(): void {
  const merge = db.prepare("INSERT INTO found(found, rank) VALUES('merge', ?)");
  const changes = db.prepare('SELECT total_changes() AS changes');
  const changed = () => Number(changes.get()?.['changes']);
  // Negative: all pages take part, and not only those of a level that is full.
  for (let pages = -mergedAtOnce; ; pages = mergedAtOnce) {
    const before = changed();
    inTransaction(() => merge.run(pages));
    if (changed() - before < 2) return;
  }
}

/** Whether what is deleted is overwritten at once, or only marked. */
function overwriting(on: boolean): void {
  db.exec(`INSERT INTO found(found, rank) VALUES('secure-delete', ${on ? 1 : 0})`);
}

function inTransaction(work: () => unknown): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Opens one SQLite file so that what was committed survives a power cut and what was removed is overwritten. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Beyond this size only the header and the schema are verified at open: a whole check would delay the start by seconds. */
const wholeCheckBytes = 256 * 1024 * 1024;

export interface DatabaseLayout {
  /** What the file holds, for sentences: "The records in …". */
  readonly what: string;
  /** Version of the tables that this program writes; a file with a greater one is refused. */
  readonly layout: number;
  /** Statements that make the tables of an empty file. */
  readonly create: string;
  /** Held by this connection alone until it closes; another process is told `owned`. */
  readonly exclusive?: boolean;
  /** What to do when the file is damaged, as an order; without it: "restore them from a backup". */
  readonly remedy?: string;
  /** Holds nothing of its own: a file that is damaged or of another layout is removed, and an empty one takes its place. */
  readonly rebuilt?: boolean;
}

export type OpenedDatabase =
  | { readonly kind: 'opened'; readonly db: DatabaseSync; readonly fresh: boolean }
  | { readonly kind: 'owned' }
  | { readonly kind: 'unusable'; readonly problem: string };

/** Opens or creates the file with mode 0600. Never throws: what is wrong comes back as a plain sentence. */
export function openDatabase(path: string, declared: DatabaseLayout): OpenedDatabase {
  const opened = open(path, declared);
  if (opened.kind !== 'unreadable') return opened;
  if (!declared.rebuilt) return { kind: 'unusable', problem: opened.problem };
  for (const suffix of ['-wal', '-shm', '']) rmSync(path + suffix, { force: true });
  const again = open(path, declared);
  return again.kind === 'unreadable' ? { kind: 'unusable', problem: again.problem } : again;
}

/** `unreadable`: the file is there, but not what this program can read. */
function open(
  path: string,
  declared: DatabaseLayout,
): OpenedDatabase | { readonly kind: 'unreadable'; readonly problem: string } {
  let db: DatabaseSync | undefined;
  try {
    createPrivately(path);
    db = new DatabaseSync(path, { allowExtension: false });
    settle(db, declared.exclusive ?? false);
    const fresh = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() === undefined;
    if (fresh) {
      db.exec(`BEGIN IMMEDIATE; CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES('layout', '${declared.layout}'); ${declared.create} COMMIT;`);
    } else {
      const problem = problemOf(db, path, declared);
      if (problem !== undefined) {
        db.close();
        return { kind: 'unreadable', problem };
      }
    }
    return { kind: 'opened', db, fresh };
  } catch (error) {
    db?.close();
    const code = sqliteCode(error);
    if (code === sqlite.busy) return { kind: 'owned' };
    const place = `${declared.what} in ${path}`;
    if (code === sqlite.notADatabase || code === sqlite.corrupt)
      return { kind: 'unreadable', problem: corrupt(place, declared) };
    return { kind: 'unusable', problem: `${place} cannot be opened: check the disk and the folder's permissions.` };
  }
}

/** A value of the file's `meta` table. */
export function readMeta(db: DatabaseSync, key: string): string | undefined {
  const row = db.prepare('SELECT value FROM meta WHERE key = ?').get(key);
  return row === undefined ? undefined : String(row['value']);
}

export function writeMeta(db: DatabaseSync, key: string, value: string): void {
  db.prepare('INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value').run(key, value);
}

/** Primary result codes of SQLite that we tell apart (sqlite.org/rescode.html). */
const sqlite = { busy: 5, corrupt: 11, constraint: 19, notADatabase: 26 } as const;

function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

/** A unique index refused the row. */
export function isConstraint(error: unknown): boolean {
  return sqliteCode(error) === sqlite.constraint;
}

/** SQLite gives its files the mode of the database; so that file is made first, and its entry synced. */
function createPrivately(path: string): void {
  if (existsSync(path)) return;
  closeSync(openSync(path, 'a', 0o600));
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** What holds for every connection to a file: synced, and what is removed overwritten. `exclusive`: no other may open it. */
export function settle(db: DatabaseSync, exclusive: boolean): void {
  if (exclusive) db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY',
  );
  // fullfsync: macOS's fsync leaves the bytes in the drive's cache.
  db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA trusted_schema = OFF');
}

function problemOf(db: DatabaseSync, path: string, declared: DatabaseLayout): string | undefined {
  const place = `${declared.what} in ${path}`;
  const layout = Number(readMeta(db, 'layout'));
  if (declared.rebuilt && layout !== declared.layout) return corrupt(place, declared);
  if (layout > declared.layout) {
    return `${place} were written by a newer version of Atalaia (layout ${layout}, this one knows ${declared.layout}): start that version.`;
  }
  if (statSync(path).size > wholeCheckBytes) return undefined;
  const checked = db.prepare('PRAGMA quick_check(1)').get();
  // The check read every page; an idle number's journal shall not hold them all.
  db.exec('PRAGMA shrink_memory');
  return checked?.['quick_check'] === 'ok' ? undefined : corrupt(place, declared);
}

function corrupt(place: string, { remedy = 'restore them from a backup' }: DatabaseLayout): string {
  return `${place} are damaged: ${remedy}.`;
}

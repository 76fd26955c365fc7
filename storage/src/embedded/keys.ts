/** The key store on SQLite, in a folder of its own; a destroyed key is overwritten in every file before that is said. */
import type { DatabaseSync } from 'node:sqlite';
import { asFault } from '../fault.ts';
import type { ErasureId, KeyId } from '../ids.ts';
import { type Scope, scope } from '../model/scope.ts';
import type { KeyOwner, Keys, WrappedKey } from '../ports.ts';
import type { GroupCommit } from './group-commit.ts';

/**
 * Rows are only appended and overwritten in place, never deleted: SQLite then moves no cell between pages, so no
 * stale copy of a wrapped key stays behind. `destroyed` remembers owners that get no key again.
 */
export const keysLayout = {
  what: 'The keys',
  layout: 1,
  create: `
    CREATE TABLE keys(sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, owner TEXT NOT NULL, wrapped_by TEXT NOT NULL,
      created_at INTEGER NOT NULL, alive INTEGER NOT NULL, wrapped BLOB NOT NULL);
    CREATE UNIQUE INDEX keys_by_id ON keys(id);
    CREATE INDEX keys_by_owner ON keys(owner);
    CREATE TABLE destroyed(owner TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;`,
  exclusive: true,
} as const;

export function embeddedKeys(db: DatabaseSync, commits: GroupCommit): Keys {
  // Key stores of before there were marks or parts get their tables now.
  db.exec(`CREATE TABLE IF NOT EXISTS marks(alias TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS parts(erasure TEXT PRIMARY KEY NOT NULL, scope TEXT NOT NULL) WITHOUT ROWID`);
  const isDestroyed = db.prepare('SELECT 1 FROM destroyed WHERE owner = ?');
  const insert = db.prepare(`INSERT INTO keys(id, owner, wrapped_by, created_at, alive, wrapped)
    VALUES(?, ?, ?, ?, 1, ?) ON CONFLICT DO NOTHING`);
  const get = db.prepare('SELECT * FROM keys WHERE id = ? AND alive = 1');
  const ofOwner = db.prepare('SELECT * FROM keys WHERE owner = ? AND alive = 1 ORDER BY sequence');
  const rewrap = db.prepare('UPDATE keys SET wrapped_by = ?, wrapped = ? WHERE id = ? AND alive = 1');
  const overwrite = db.prepare(
    'UPDATE keys SET alive = 0, wrapped = zeroblob(length(wrapped)) WHERE owner = ? AND alive = 1',
  );
  const list = db.prepare(`SELECT * FROM keys WHERE alive = 1
    AND sequence > COALESCE((SELECT sequence FROM keys WHERE id = ?), 0) ORDER BY sequence LIMIT ?`);
  const wraps = db.prepare('SELECT 1 FROM keys WHERE wrapped_by = ? AND alive = 1 LIMIT 1');
  const overwriteOne = db.prepare('UPDATE keys SET alive = 0, wrapped = zeroblob(length(wrapped)) WHERE id = ?');
  const remember = db.prepare('INSERT INTO destroyed VALUES(?) ON CONFLICT DO NOTHING');
  const mark = db.prepare(
    "INSERT INTO marks VALUES(?, ?) ON CONFLICT(alias) DO UPDATE SET kind = excluded.kind WHERE kind <> 'objected'",
  );
  const markOf = db.prepare('SELECT kind FROM marks WHERE alias = ?');
  const setPart = db.prepare('INSERT INTO parts VALUES(?, ?) ON CONFLICT DO NOTHING');
  const parts = db.prepare('SELECT erasure, scope FROM parts');
  const unmark = db.prepare('DELETE FROM marks WHERE alias = ?');

  return {
    insert: (key) =>
      commits.write(() => {
        if (isDestroyed.get(key.owner) !== undefined) return 'destroyed';
        const { changes } = insert.run(key.id, key.owner, key.wrappedBy, key.createdAt, key.wrapped);
        return changes === 1 ? 'inserted' : 'duplicate';
      }),
    get: (id) => reading(() => toKey(get.get(id))),
    ofOwner: (owner) =>
      reading(() =>
        ofOwner
          .all(owner)
          .map(toKey)
          .filter((key) => key !== undefined),
      ),
    isDestroyed: (owner) => reading(() => isDestroyed.get(owner) !== undefined),
    list: ({ after = '', limit }) =>
      reading(() =>
        list
          .all(after, limit)
          .map(toKey)
          .filter((key) => key !== undefined),
      ),
    rewrap: (key) => commits.write(() => rewrap.run(key.wrappedBy, key.wrapped, key.id).changes === 1),
    markOf: (alias) =>
      reading(() => {
        const kind = markOf.get(alias)?.['kind'];
        return kind === 'objected' || kind === 'erased' ? kind : undefined;
      }),
    unmark: (aliases) =>
      commits.write(() => {
        for (const alias of aliases) unmark.run(alias);
      }),
    parts: () =>
      reading(() =>
        parts.all().map((row) => ({
          erasure: String(row['erasure']) as ErasureId,
          scopes: scopesIn(String(row['scope'])),
        })),
      ),
    async retire(intermediates) {
      const retired = await commits.write(() => {
        if (intermediates.some((id) => wraps.get(id) !== undefined)) return false;
        for (const id of intermediates) overwriteOne.run(id);
        return true;
      });
      if (retired) await commits.emptyLog();
      return retired;
    },
    async destroy(owners, marks = [], part = undefined) {
      const destroyed = await commits.write(() => {
        let keys = 0;
        for (const owner of owners) {
          keys += Number(overwrite.run(owner).changes);
          remember.run(owner);
        }
        for (const { alias, kind } of marks) mark.run(alias, kind);
        if (part !== undefined) setPart.run(part.erasure, JSON.stringify(part.scopes));
        return keys;
      });
      await commits.emptyLog();
      return destroyed;
    },
  };
}

/** Key stores of before an erasure could have several hold the only one by itself. */
function scopesIn(json: string): readonly Scope[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.map((one) => scope.parse(one)) : [scope.parse(parsed)];
}

async function reading<R>(work: () => R): Promise<R> {
  try {
    return work();
  } catch (error) {
    throw asFault(error);
  }
}

function toKey(row: Record<string, unknown> | undefined): WrappedKey | undefined {
  if (row === undefined) return undefined;
  return {
    id: String(row['id']) as KeyId,
    owner: String(row['owner']) as KeyOwner | 'intermediate',
    wrappedBy: String(row['wrapped_by']),
    wrapped: row['wrapped'] as Uint8Array,
    createdAt: Number(row['created_at']),
  };
}

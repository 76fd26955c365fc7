/**
 * A second key store in another place, for the day the first is lost: what is destroyed here is destroyed there before
 * that is said, what is made here is there within a minute. Never versioned; it opens as a key folder.
 */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeyId } from '../ids.ts';
import { copyMasterKey } from '../master-key.ts';
import type { Keys } from '../ports.ts';
import { makeFolder } from '../private-folder.ts';
import { openDatabase, readMeta, writeMeta } from './database.ts';
import { groupCommit } from './group-commit.ts';
import { embeddedKeys, keysLayout } from './keys.ts';

/** New keys reach the replica so long after they were made, at most. */
const SOON = 60_000;
const PAGE = 500;

export interface ReplicaDeps {
  /** The key store in use, and its port. */
  readonly db: DatabaseSync;
  readonly keys: Keys;
  readonly keysDir: string;
  /** Where the replica lies; made if missing. */
  readonly folder: string;
  readonly reportFault: (fault: unknown) => void;
}

/** Use `keys` from now on. Disposing copies what was made last. */
export interface KeyReplica extends AsyncDisposable {
  readonly keys: Keys;
  /** Brings over what the key folder holds beside the keys: the master key, or what a passphrase needs. */
  copyMasterKey(): Promise<void>;
}

export type OpenedReplica =
  | { readonly kind: 'opened'; readonly replica: KeyReplica }
  | { readonly kind: 'unusable'; readonly problem: string };

/** The replica is as the key store when it answers. @throws StorageFault */
export async function openKeyReplica(deps: ReplicaDeps): Promise<OpenedReplica> {
  const { db, folder } = deps;
  const problem = makeFolder(folder);
  if (problem !== undefined) return { kind: 'unusable', problem };
  const opened = openDatabase(join(folder, 'keys.sqlite'), keysLayout);
  if (opened.kind === 'owned') return unusable(`Another program has the key replica ${folder} open: end it.`);
  if (opened.kind === 'unusable') return opened;
  const installation = readMeta(db, 'installation') ?? '';
  if ((readMeta(opened.db, 'installation') ?? installation) !== installation) {
    opened.db.close();
    return unusable(`The key replica ${folder} holds the keys of another archive: name another ATALAIA_KEY_REPLICA.`);
  }
  writeMeta(opened.db, 'installation', installation);
  const commits = groupCommit(opened.db);
  const theirs = embeddedKeys(opened.db, commits);
  await copyMasterKey(deps.keysDir, folder);
  await catchUp(db, opened.db);
  await commits.emptyLog();
  const replica = mirror(deps, theirs, () => {
    commits.close();
    opened.db.close();
  });
  return { kind: 'opened', replica };
}

function unusable(problem: string): OpenedReplica {
  return { kind: 'unusable', problem };
}

/** Everything, a page at a time; a key that was destroyed since is written over in its place. */
async function catchUp(from: DatabaseSync, to: DatabaseSync): Promise<void> {
  const keys = from.prepare('SELECT * FROM keys WHERE sequence > ? ORDER BY sequence LIMIT ?');
  // In the order in which they were made, under sequences of the replica's own: some reached it before older ones.
  const put = to.prepare(`INSERT INTO keys(id, owner, wrapped_by, created_at, alive, wrapped)
    VALUES(?, ?, ?, ?, ?, ?)
    ON CONFLICT(id) DO UPDATE SET wrapped_by = excluded.wrapped_by, alive = excluded.alive, wrapped = excluded.wrapped
    WHERE alive <> excluded.alive OR wrapped <> excluded.wrapped`);
  for (let rows = keys.all(0, PAGE); rows.length > 0; rows = keys.all(Number(rows.at(-1)?.['sequence']), PAGE)) {
    to.exec('BEGIN IMMEDIATE');
    for (const row of rows) {
      const { id, owner, wrapped_by, created_at, alive, wrapped } = row as Record<string, number | string>;
      put.run(id ?? '', owner ?? '', wrapped_by ?? '', created_at ?? 0, alive ?? 0, wrapped ?? '');
    }
    to.exec('COMMIT');
    await nextTurn();
  }
  const owners = from.prepare('SELECT owner FROM destroyed WHERE owner > ? ORDER BY owner LIMIT ?');
  const remember = to.prepare('INSERT INTO destroyed VALUES(?) ON CONFLICT DO NOTHING');
  for (let rows = owners.all('', PAGE); rows.length > 0; rows = owners.all(String(rows.at(-1)?.['owner']), PAGE)) {
    to.exec('BEGIN IMMEDIATE');
    for (const { owner } of rows) remember.run(String(owner));
    to.exec('COMMIT');
    await nextTurn();
  }
  const mark = to.prepare('INSERT INTO marks VALUES(?, ?)');
  const marks = from.prepare('SELECT alias, kind FROM marks').all();
  to.exec('BEGIN IMMEDIATE; DELETE FROM marks');
  for (const { alias, kind } of marks) mark.run(String(alias), String(kind));
  const setPart = to.prepare('INSERT INTO parts VALUES(?, ?) ON CONFLICT DO NOTHING');
  for (const { erasure, scope } of from.prepare('SELECT erasure, scope FROM parts').all())
    setPart.run(String(erasure), String(scope));
  to.exec('COMMIT');
}

function mirror({ keys, keysDir, folder, reportFault }: ReplicaDeps, theirs: Keys, close: () => void): KeyReplica {
  const made = new Set<KeyId>();
  let timer: NodeJS.Timeout | undefined;

  async function bringOver(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    for (const id of [...made]) {
      const key = await keys.get(id);
      // In the turn in which it is written: what is re-wrapped from now on is told to the replica too.
      made.delete(id);
      if (key === undefined) continue;
      try {
        await theirs.insert(key);
      } catch (error) {
        made.add(id);
        throw error;
      }
    }
  }

  /** Intermediate keys that are no more here go there too; first what they still wrap, if the replica failed meanwhile. */
  async function followRetired(): Promise<void> {
    const here = new Set((await keys.ofOwner('intermediate')).map(({ id }) => id));
    const retired = (await theirs.ofOwner('intermediate')).filter(({ id }) => !here.has(id)).map(({ id }) => id);
    const gone = new Set<string>(retired);
    for (let page = await theirs.list({ limit: PAGE }); page.length > 0; ) {
      for (const { id, owner, wrappedBy } of page) {
        if (owner === 'intermediate' || !gone.has(wrappedBy)) continue;
        const key = await keys.get(id);
        await (key === undefined ? theirs.destroy([owner]) : theirs.rewrap(key));
      }
      const last = page.at(-1);
      page = last === undefined ? [] : await theirs.list({ after: last.id, limit: PAGE });
    }
    if (!(await theirs.retire(retired))) throw new Error('The key replica does not follow the rotation.');
  }

  function soon(): void {
    timer ??= setTimeout(() => {
      bringOver().catch((fault: unknown) => {
        reportFault(fault);
        timer = undefined;
        soon();
      });
    }, SOON).unref();
  }

  return {
    copyMasterKey: () => copyMasterKey(keysDir, folder),
    keys: {
      ...keys,
      async insert(key) {
        const outcome = await keys.insert(key);
        // The few that open all others are not waited for.
        if (key.owner === 'intermediate') await theirs.insert(key);
        else if (outcome === 'inserted') made.add(key.id);
        if (made.size > 0) soon();
        return outcome;
      },
      async rewrap(key) {
        const there = await keys.rewrap(key);
        if (there && !made.has(key.id)) await theirs.rewrap(key);
        return there;
      },
      async retire(intermediates) {
        if (!(await keys.retire(intermediates))) return false;
        await bringOver();
        await followRetired();
        return true;
      },
      async destroy(owners, marks, part) {
        const destroyed = await keys.destroy(owners, marks, part);
        await theirs.destroy(owners, marks, part);
        return destroyed;
      },
      async unmark(aliases) {
        await keys.unmark(aliases);
        await theirs.unmark(aliases);
      },
    },
    async [Symbol.asyncDispose]() {
      try {
        await bringOver();
      } catch (fault) {
        reportFault(fault);
      }
      close();
    },
  };
}

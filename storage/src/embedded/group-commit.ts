/** Writes asked for in the same turn of the event loop share one transaction and one disk sync. */
import type { DatabaseSync } from 'node:sqlite';
import { asFault, StorageFault } from '../fault.ts';

export interface GroupCommit {
  /**
   * Runs `work` (synchronous statements of this database) in the next shared transaction; resolves with its result
   * once the commit is durable. If `work` throws, only it is refused; if the disk fails, all of the group are.
   * @throws StorageFault
   */
  write<R>(work: () => R): Promise<R>;
  /** Meanwhile another connection writes: what is asked for here waits until `work` has ended. One at a time. */
  standAside(work: () => Promise<void>): Promise<void>;
  /**
   * Moves what was committed into the database file and cuts the write-ahead log, so that what was overwritten
   * stands in neither. @throws StorageFault
   */
  emptyLog(): Promise<void>;
  /** Commits what waits, then refuses every further write. */
  close(): void;
}

/** Writes of one transaction: some milliseconds, so that a burst does not hold the event loop. */
const groupSize = 256;

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (fault: StorageFault) => void;
}

export function groupCommit(db: DatabaseSync): GroupCommit {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  // They answer with the last row id written, which may be beyond 2^53.
  for (const statement of [begin, commit]) statement.setReadBigInts(true);
  const checkpoint = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  let waiting: Waiting[] = [];
  let closed = false;
  let aside: Promise<void> | undefined;

  function flush(): void {
    if (aside) return;
    const group = waiting.slice(0, groupSize);
    waiting = waiting.slice(groupSize);
    if (waiting.length > 0) setImmediate(flush);
    if (group.length > 0) runGroup(db, begin, commit, group);
  }

  return {
    write<R>(work: () => R): Promise<R> {
      if (closed) return Promise.reject(new StorageFault('closed'));
      return new Promise<R>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ work, resolve: resolve as (result: unknown) => void, reject });
      });
    },
    async standAside(work) {
      while (aside) await aside.catch(() => undefined);
      if (closed) throw new StorageFault('closed');
      aside = work().finally(() => {
        aside = undefined;
        if (waiting.length > 0) setImmediate(flush);
      });
      try {
        await aside;
      } catch (error) {
        throw asFault(error);
      }
    },
    async emptyLog() {
      while (aside) await aside.catch(() => undefined);
      if (closed) throw new StorageFault('closed');
      try {
        const row = checkpoint.get();
        if (row?.['busy'] !== 0) throw new Error('The write-ahead log is in use.');
      } catch (error) {
        throw asFault(error);
      }
    },
    close() {
      closed = true;
      aside = undefined;
      while (waiting.length > 0) flush();
    },
  };
}

type Prepared = ReturnType<DatabaseSync['prepare']>;

function runGroup(db: DatabaseSync, begin: Prepared, commit: Prepared, group: readonly Waiting[]): void {
  let left = group;
  while (left.length > 0) {
    const results: unknown[] = [];
    try {
      begin.run();
      for (const one of left) results.push(one.work());
      commit.run();
    } catch (error) {
      if (db.isTransaction) rollBack(db);
      const failed = isDiskFailure(error) ? undefined : left[results.length];
      left = refused(left, failed, asFault(error));
      continue;
    }
    left.forEach((one, at) => void one.resolve(results[at]));
    return;
  }
}

/**
 * One that fails by itself is undone with the whole group, and the others run again without it: nothing of it is
 * left, however many statements it was. A failing disk refuses all. Answers who is left.
 */
function refused(group: readonly Waiting[], failed: Waiting | undefined, fault: StorageFault): readonly Waiting[] {
  const out = failed === undefined ? group : [failed];
  for (const one of out) one.reject(fault);
  return failed === undefined ? [] : group.filter((one) => one !== failed);
}

function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // The failing disk already ended the transaction; the group is refused either way.
  }
}

/** Out of memory, read-only, input/output, corrupt, full, cannot open, not a database (sqlite.org/rescode.html). */
const diskFailures: ReadonlySet<number> = new Set([7, 8, 10, 11, 13, 14, 26]);

function isDiskFailure(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && diskFailures.has(Number(error.errcode) & 0xff);
}

/** The embedded engine: all six ports on SQLite and files of one data folder and one key folder. */
import { join } from 'node:path';
import type { Clock, NewId } from '../ids.ts';
import type { Blobs, Feed, Keys, Queue, Records, Search } from '../ports.ts';
import { embeddedBlobs } from './blobs.ts';
import { type DatabaseLayout, type OpenedDatabase, openDatabase, readMeta, writeMeta } from './database.ts';
import { embeddedFeed } from './feed.ts';
import { type GroupCommit, groupCommit } from './group-commit.ts';
import { embeddedKeys, keysLayout } from './keys.ts';
import { embeddedQueue, type QueuePolicy, queueLayout } from './queue.ts';
import { embeddedRecords } from './records.ts';
import { embeddedSearch, searchLayout } from './search.ts';

export const keysFile = 'keys.sqlite';
export const recordsFile = 'records.sqlite';

/** The six ports, and their common end: what waits is committed, then the folders are given free. */
export interface Engine extends AsyncDisposable {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly keys: Keys;
  readonly queue: Queue;
  readonly feed: Feed;
  readonly search: Search;
}

export type OpenedEngine =
  | { readonly kind: 'opened'; readonly engine: Engine }
  | { readonly kind: 'owned' }
  | { readonly kind: 'unusable'; readonly problem: string };

export interface EngineOptions {
  readonly dataDir: string;
  readonly keysDir: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly queue: QueuePolicy;
  readonly reportFault: (fault: unknown) => void;
}

const ownerLayout: DatabaseLayout = { what: 'The owner of the data', layout: 1, create: '', exclusive: true };
const recordsLayout: DatabaseLayout = { what: 'The records', layout: 1, create: '' };

/** Both folders must exist. Nothing stays open unless the answer is `opened`. */
export async function openEmbedded(options: EngineOptions): Promise<OpenedEngine> {
  await using opening = new AsyncDisposableStack();
  const { dataDir, keysDir } = options;

  function open(path: string, layout: DatabaseLayout): OpenedDatabase {
    const opened = openDatabase(path, layout);
    if (opened.kind === 'opened') opening.defer(() => opened.db.close());
    return opened;
  }
  // The lock is taken first and, as everything is closed in reverse order, given back last.
  const owner = open(join(dataDir, 'owner.sqlite'), ownerLayout);
  if (owner.kind !== 'opened') return owner;
  const keys = open(join(keysDir, keysFile), keysLayout);
  if (keys.kind !== 'opened') return keys;
  const records = open(join(dataDir, recordsFile), recordsLayout);
  if (records.kind !== 'opened') return records;
  const jobs = open(join(dataDir, 'queue.sqlite'), queueLayout);
  if (jobs.kind !== 'opened') return jobs;
  const search = open(join(dataDir, 'search.sqlite'), searchLayout);
  if (search.kind !== 'opened') return search;

  if (!sameInstallation(keys.db, records.db, options.newId)) {
    return {
      kind: 'unusable',
      problem: `The keys in ${keysDir} belong to another archive than the one in ${dataDir}.`,
    };
  }
  const commits = (db: Parameters<typeof groupCommit>[0]): GroupCommit => {
    const group = groupCommit(db);
    opening.defer(() => group.close());
    return group;
  };
  const ports = {
    records: embeddedRecords(records.db, commits(records.db)),
    blobs: await embeddedBlobs(join(dataDir, 'blobs')),
    keys: embeddedKeys(keys.db, commits(keys.db)),
    feed: embeddedFeed(options.reportFault),
    search: embeddedSearch(search.db, commits(search.db)),
  };
  // Last made, first closed: work that is under way still finds the other ports open.
  const queue = embeddedQueue(jobs.db, commits(jobs.db), options.clock, options.queue);
  opening.defer(() => queue.close());
  const opened = opening.move();
  return { kind: 'opened', engine: { ...ports, queue, [Symbol.asyncDispose]: () => opened.disposeAsync() } };
}

/** Both files carry the same random id, so that keys of one archive are never used to fill another. */
function sameInstallation(
  keys: Parameters<typeof readMeta>[0],
  records: Parameters<typeof readMeta>[0],
  newId: NewId,
): boolean {
  const installation = readMeta(keys, 'installation') ?? newId();
  writeMeta(keys, 'installation', installation);
  const known = readMeta(records, 'installation');
  if (known === undefined) writeMeta(records, 'installation', installation);
  return known === undefined || known === installation;
}

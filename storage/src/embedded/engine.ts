/** The embedded engine: all six ports on SQLite and files of one data folder and one key folder. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock, NewId } from '../ids.ts';
import type { Blobs, Feed, Keys, Queue, Records, Search } from '../ports.ts';
import { embeddedBlobs } from './blobs.ts';
import { type DatabaseLayout, type OpenedDatabase, openDatabase, readMeta, writeMeta } from './database.ts';
import { embeddedFeed } from './feed.ts';
import { type GroupCommit, groupCommit } from './group-commit.ts';
import { type OpenedReplica, openKeyReplica } from './key-replica.ts';
import { embeddedKeys, keysLayout } from './keys.ts';
import { embeddedQueue, type QueuePolicy, queueLayout } from './queue.ts';
import { embeddedRecords } from './records.ts';
import { embeddedSearch, searchLayout } from './search.ts';
import { beginRestore, openSnapshots, type Snapshots } from './snapshot.ts';

const keysFile = 'keys.sqlite';
const recordsFile = 'records.sqlite';

/** The six ports, and their common end: what waits is committed, then the folders are given free. */
export interface Engine extends AsyncDisposable {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly keys: Keys;
  readonly queue: Queue;
  readonly feed: Feed;
  readonly search: Search;
  readonly snapshots: Snapshots;
  /** Brings the replica of the keys up to the files of the master key, if there is one. */
  replicateMasterKey(): Promise<void>;
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
  /** Folder of the second key store; absent: there is none. */
  readonly keyReplica?: string;
  /** The data folder is empty and is filled from a backup. */
  readonly restoring?: boolean;
}

const ownerLayout: DatabaseLayout = { what: 'The owner of the data', layout: 1, create: '', exclusive: true };
const recordsLayout: DatabaseLayout = { what: 'The records', layout: 1, create: '' };

/** What is wrong with the pair of folders, as a sentence, or undefined. Makes nothing; they need not exist yet. */
export function problemWithPair({
  dataDir,
  keysDir,
  restoring = false,
}: Pick<EngineOptions, 'dataDir' | 'keysDir' | 'restoring'>): string | undefined {
  const keysPath = join(keysDir, keysFile);
  const keys = statSync(keysPath, { throwIfNoEntry: false });
  const records = statSync(join(dataDir, recordsFile), { throwIfNoEntry: false });
  if (keys === undefined) {
    if (records === undefined) return undefined;
    return `${dataDir} holds an archive, but ${keysDir} holds no keys: restore the key folder from its replica.`;
  }
  if ((keys.mode & 0o077) !== 0) return `${keysPath} can be read by others: run chmod 600 ${keysPath}`;
  if (restoring || (records !== undefined && records.size > 0)) return undefined;
  const opened = openDatabase(keysPath, keysLayout);
  if (opened.kind === 'owned') return keysInUse(keysDir);
  if (opened.kind === 'unusable') return opened.problem;
  const lost = holdsKeys(opened.db);
  opened.db.close();
  return lost ? archiveLost(dataDir, keysDir) : undefined;
}

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
  if (keys.kind === 'owned') return { kind: 'unusable', problem: keysInUse(keysDir) };
  if (keys.kind !== 'opened') return keys;
  const records = open(join(dataDir, recordsFile), recordsLayout);
  if (records.kind !== 'opened') return records;
  const jobs = open(join(dataDir, 'queue.sqlite'), queueLayout);
  if (jobs.kind !== 'opened') return jobs;
  const search = open(join(dataDir, 'search.sqlite'), searchLayout);
  if (search.kind !== 'opened') return search;

  const { restoring = false } = options;
  if (restoring) {
    if (!records.fresh) return { kind: 'unusable', problem: `${dataDir} holds an archive already.` };
    if (!holdsKeys(keys.db))
      return { kind: 'unusable', problem: `${keysDir} holds no keys: restore it from its replica.` };
    beginRestore(records.db);
    writeMeta(records.db, 'installation', readMeta(keys.db, 'installation') ?? '');
  } else if (readMeta(records.db, 'restoring') !== undefined) {
    return { kind: 'unusable', problem: halfRestored(dataDir) };
  }
  switch (pairOf(keys.db, records.db, options.newId)) {
    case 'same':
      break;
    case 'lost':
      return { kind: 'unusable', problem: archiveLost(dataDir, keysDir) };
    case 'other':
      return {
        kind: 'unusable',
        problem: `The keys in ${keysDir} belong to another archive than the one in ${dataDir}.`,
      };
  }
  const commits = (db: DatabaseSync): GroupCommit => {
    const group = groupCommit(db);
    opening.defer(() => group.close());
    return group;
  };
  const recordCommits = commits(records.db);
  const snapshots = openSnapshots(records.db, join(dataDir, recordsFile), recordCommits);
  const ownKeys = embeddedKeys(keys.db, commits(keys.db));
  const replica = await replicaOf(options, keys.db, ownKeys);
  if (replica?.kind === 'unusable') return replica;
  if (replica !== undefined) opening.use(replica.replica);
  const ports = {
    records: embeddedRecords(records.db, recordCommits, snapshots.unread),
    blobs: await embeddedBlobs(join(dataDir, 'blobs')),
    keys: replica?.replica.keys ?? ownKeys,
    feed: embeddedFeed(options.reportFault),
    search: embeddedSearch(search.db, commits(search.db)),
  };
  // Last made, first closed: work that is under way still finds the other ports open.
  const queue = embeddedQueue(jobs.db, commits(jobs.db), options.clock, options.queue);
  opening.defer(() => queue.close());
  const opened = opening.move();
  const replicateMasterKey = async () => replica?.replica.copyMasterKey();
  return {
    kind: 'opened',
    engine: { ...ports, queue, snapshots, replicateMasterKey, [Symbol.asyncDispose]: () => opened.disposeAsync() },
  };
}

async function replicaOf(
  { keyReplica: folder, keysDir, reportFault }: EngineOptions,
  db: DatabaseSync,
  keys: Keys,
): Promise<OpenedReplica | undefined> {
  return folder === undefined ? undefined : openKeyReplica({ db, keys, keysDir, folder, reportFault });
}

/**
 * Both files carry the same random id, so that keys of one archive are never used to fill another. The records get it
 * before the first key is made: keys beside records without it mean that the archive was lost.
 */
function pairOf(keys: DatabaseSync, records: DatabaseSync, newId: NewId): 'same' | 'other' | 'lost' {
  const archive = readMeta(records, 'installation');
  const own = readMeta(keys, 'installation');
  if (archive !== undefined) return archive === own ? 'same' : 'other';
  if (holdsKeys(keys)) return 'lost';
  const installation = own ?? newId();
  writeMeta(keys, 'installation', installation);
  writeMeta(records, 'installation', installation);
  return 'same';
}

function holdsKeys(keys: DatabaseSync): boolean {
  return keys.prepare('SELECT 1 FROM keys LIMIT 1').get() !== undefined;
}

function halfRestored(dataDir: string): string {
  return `A restore into ${dataDir} was interrupted: empty that folder and restore the backup again.`;
}

function archiveLost(dataDir: string, keysDir: string): string {
  return `${keysDir} holds the keys of an archive, but ${dataDir} holds no archive: restore the data folder from its backup.`;
}

function keysInUse(keysDir: string): string {
  return `Another program has the key folder ${keysDir} open: end it, or name another folder with ATALAIA_KEYS.`;
}

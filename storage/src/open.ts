/** Opens a company's storage: the data folder, which has one owner, and the key folder apart from it. */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { nonceSource } from './aes-gcm.ts';
import { openBlindIndexer } from './blind-index.ts';
import { type Engine, openEmbedded, problemWithPair } from './embedded/engine.ts';
import { openJournals } from './embedded/journal.ts';
import { defaultQueuePolicy, type QueuePolicy } from './embedded/queue.ts';
import { StorageFault } from './fault.ts';
import type { Clock, NewId } from './ids.ts';
import type { OpenJournal } from './journal.ts';
import { openKeyRing } from './key-ring.ts';
import { keepNextMasterKey, type MasterKeyChoice, makeNextMasterKey, openMasterKey } from './master-key.ts';
import { type Media, openMedia } from './media.ts';
import { makeFolder, problemWithFolder } from './private-folder.ts';
import { openRecovery, type Recovery } from './recovery.ts';
import { openRotation, type Rotation } from './rotation.ts';
import type { BlindIndexer, Vault } from './seal.ts';
import { openSigner, type Signer } from './signer.ts';
import { openVault } from './vault.ts';

/** All that the program keeps, seals and finds. Disposing it commits what waits and gives the folders free. */
export interface Storage extends Engine {
  readonly vault: Vault;
  readonly blind: BlindIndexer;
  readonly media: Media;
  readonly signer: Signer;
  readonly rotation: Rotation;
  readonly recovery: Recovery;
  /** Journals still open are closed with the storage. */
  readonly openJournal: OpenJournal;
}

export interface StorageOptions {
  /** Made with mode 0700 if missing. */
  readonly dataDir: string;
  /** Made with mode 0700 if missing; neither folder may lie within the other. */
  readonly keysDir: string;
  readonly masterKey: MasterKeyChoice;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly queue?: QueuePolicy;
  /** Folder of a second key store, on another disk or machine; written at every change. */
  readonly keyReplica?: string;
  /** An empty data folder is to be filled from a backup, under the keys that are there; `snapshots.endRestore` ends it. */
  readonly restoring?: boolean;
  /** Told what a listener of the feed threw. */
  readonly reportFault?: (fault: unknown) => void;
}

/** `owned`: another process has the data folder open. `unusable`: a sentence for the administrator. */
export type OpenedStorage =
  | { readonly kind: 'opened'; readonly storage: Storage }
  | { readonly kind: 'owned' }
  | { readonly kind: 'unusable'; readonly problem: string };

/** Opens or makes the storage in these two folders. A refusal for what the folders are or hold makes nothing. */
export async function openStorage(options: StorageOptions): Promise<OpenedStorage> {
  try {
    return await openBoth(options);
  } catch (error) {
    if (!(error instanceof StorageFault)) throw error;
    const problem = `${options.dataDir} or ${options.keysDir} cannot be read or written: check the disk and the permissions.`;
    return { kind: 'unusable', problem };
  }
}

async function openBoth(options: StorageOptions): Promise<OpenedStorage> {
  const problem =
    problemWithFolders(options) ??
    problemWithPair(options) ??
    makeFolder(options.dataDir) ??
    makeFolder(options.keysDir);
  if (problem !== undefined) return { kind: 'unusable', problem };
  const { dataDir, keysDir, clock, newId, queue = defaultQueuePolicy, reportFault = () => {} } = options;
  const { keyReplica, restoring = false } = options;
  const replica = keyReplica === undefined ? {} : { keyReplica };
  const opened = await openEmbedded({ dataDir, keysDir, clock, newId, queue, reportFault, restoring, ...replica });
  if (opened.kind !== 'opened') return opened;
  await using opening = new AsyncDisposableStack();
  const engine = opening.use(opened.engine);

  const fresh = (await engine.keys.ofOwner('intermediate')).length === 0;
  const master = await openMasterKey(keysDir, options.masterKey, fresh);
  if (master.kind !== 'opened') return master;
  const newNonce = nonceSource();
  // The first one was made only now.
  await engine.replicateMasterKey();
  const { key: masterKey, next: nextMasterKey } = master;
  const keying = { keys: engine.keys, masterKey, nextMasterKey, clock, newId, newNonce };
  const keyed = await openKeyRing(keying);
  if (keyed.kind !== 'opened') {
    return {
      kind: 'unusable',
      problem: `The master key does not open the keys in ${keysDir}: it is another installation's.`,
    };
  }
  const vault = openVault({ ring: keyed.ring, newNonce });
  const journals = opening.use(openJournals({ folder: join(dataDir, 'journals'), ring: keyed.ring, vault }));
  const parts = {
    vault,
    blind: await openBlindIndexer(keyed.ring),
    media: openMedia({ blobs: engine.blobs, vault }),
    signer: await openSigner(keyed.ring),
    recovery: openRecovery({ keys: engine.keys, keysDir, choice: options.masterKey }),
    rotation: openRotation({
      ...keying,
      ring: keyed.ring,
      async makeNext() {
        const made = await makeNextMasterKey(keysDir, options.masterKey);
        await engine.replicateMasterKey();
        return made;
      },
      async keepNext() {
        await keepNextMasterKey(keysDir, options.masterKey);
        await engine.replicateMasterKey();
      },
    }),
    openJournal: journals.open,
  };
  const held = opening.move();
  return { kind: 'opened', storage: { ...engine, ...parts, [Symbol.asyncDispose]: () => held.disposeAsync() } };
}

function problemWithFolders({ dataDir, keysDir, keyReplica }: StorageOptions): string | undefined {
  const problem = problemWithFolder(dataDir) ?? problemWithFolder(keysDir);
  if (problem !== undefined) return problem;
  if (isWithin(dataDir, keysDir) || isWithin(keysDir, dataDir)) {
    return `The key folder ${keysDir} and the data folder ${dataDir} must lie apart: a backup of the data must never hold the keys.`;
  }
  for (const folder of [dataDir, keysDir]) {
    if (keyReplica !== undefined && (isWithin(folder, keyReplica) || isWithin(keyReplica, folder))) {
      return `The key replica ${keyReplica} must lie apart from ${folder}, best on another disk or machine.`;
    }
  }
  return undefined;
}

function isWithin(outer: string, inner: string): boolean {
  const path = relative(realPath(outer), realPath(inner));
  return path === '' || !(path === '..' || path.startsWith('../') || path.startsWith('..\\'));
}

/** Links are followed also where what they lead to is not made yet. */
function realPath(path: string): string {
  const whole = resolve(path);
  const found = lstatSync(whole, { throwIfNoEntry: false });
  if (found === undefined) return dirname(whole) === whole ? whole : join(realPath(dirname(whole)), basename(whole));
  try {
    return realpathSync(whole);
  } catch {
    return found.isSymbolicLink() ? realPath(resolve(dirname(whole), readlinkSync(whole))) : whole;
  }
}

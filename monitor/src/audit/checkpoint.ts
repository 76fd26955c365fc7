/** Signs where every chain stands, and copies the statement out of the data folder, so that a rewritten trail is found. */
import { constants, existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, type Clock, checkpoints, type NewId, type Records } from '@atalaia/storage';
import { canonicalJson } from './canonical.ts';
import { readHeads } from './head.ts';

/** Signs with the installation's Ed25519 key. */
interface CheckpointSigner {
  sign(bytes: Uint8Array): Uint8Array;
  /** SHA-256 of the public key, as hex. */
  readonly fingerprint: string;
}

export interface TakeCheckpoint {
  readonly records: Pick<Records, 'find' | 'count' | 'insert'>;
  readonly signer: CheckpointSigner;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Folder that checkpoints are copied to; undefined: they stay in the records only. */
  readonly folder: string | undefined;
}

/** Takes a checkpoint of all chains. Undefined if nothing was ever recorded. */
export async function takeCheckpoint(deps: TakeCheckpoint): Promise<Checkpoint | undefined> {
  const heads = [...(await readHeads(deps.records))].map(([chain, { sequence, hash }]) => ({ chain, sequence, hash }));
  if (heads.length === 0) return undefined;
  const statement = { at: deps.clock(), heads, fingerprint: deps.signer.fingerprint };
  const signature = Buffer.from(deps.signer.sign(signedBytes(statement))).toString('base64');
  const checkpoint: Checkpoint = { id: deps.newId(), ...statement, signature };
  await deps.records.insert(checkpoints, checkpoint);
  await copyOut(deps, checkpoint);
  return checkpoint;
}

/** What the signature covers: the canonical JSON of time, heads and fingerprint. */
export function signedBytes(statement: Pick<Checkpoint, 'at' | 'heads' | 'fingerprint'>): Buffer {
  const { at, heads, fingerprint } = statement;
  return Buffer.from(canonicalJson({ at, heads, fingerprint }));
}

/** Into its folder, if there is one: a file for each checkpoint, there whole or not at all. Done again it changes nothing. */
export async function copyOut({ folder }: Pick<TakeCheckpoint, 'folder'>, checkpoint: Checkpoint): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `checkpoint-${new Date(checkpoint.at).toISOString().replaceAll(':', '-')}-${checkpoint.id}.json`;
  if (existsSync(join(folder, name))) return;
  const partial = join(folder, `.${name}.partial`);
  const file = await open(partial, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o600);
  try {
    await file.writeFile(`${JSON.stringify(checkpoint, null, 2)}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(partial, join(folder, name));
}

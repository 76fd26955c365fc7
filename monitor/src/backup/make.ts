/** Makes a backup while the program runs: one signed file, with everything as sealed as it lies on the disk. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { Blobs, Clock, Signer, Storage, StoredRow } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { backedUp, fileOf } from './contents.ts';
import { type Head, headBytes, magic } from './frames.ts';

export interface MakeBackup {
  readonly snapshots: Pick<Storage['snapshots'], 'rows' | 'count'>;
  readonly blobs: Pick<Blobs, 'get' | 'size'>;
  readonly signer: Signer;
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface MadeBackup {
  readonly rows: number;
  readonly files: number;
  /** Of the backup itself. */
  readonly bytes: number;
}

/**
 * `path` appears when it is whole. Memory holds a page of rows or a piece of one file, however much there is.
 * @throws Problem `bad-request` if there is such a file already
 */
export async function makeBackup(
  deps: MakeBackup,
  authorized: Authorized<'backup:make'>,
  path: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<MadeBackup> {
  const { actor } = authorized;
  if (await isThere(path)) throw new Problem('bad-request', 'There is such a file already: name another one.');
  await deps.audit.record({ chain: 'company', actor, act: 'backup-made', subject: 'backup' });
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  const file = await open(temporary, 'wx', 0o600);
  try {
    const made = await write(deps, file, onProgress);
    await file.sync();
    await rename(temporary, path);
    return made;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function write(
  deps: MakeBackup,
  file: FileHandle,
  onProgress: (done: number, total: number) => void,
): Promise<MadeBackup> {
  const { snapshots, signer, clock } = deps;
  const hash = createHash('sha256');
  let [rows, files, bytes] = [0, 0, 0];
  let [pieces, waiting]: [Uint8Array[], number] = [[], 0];

  async function flush(): Promise<void> {
    if (waiting === 0) return;
    const joined = Buffer.concat(pieces);
    [pieces, waiting] = [[], 0];
    hash.update(joined);
    for (let at = 0; at < joined.length; ) at += (await file.write(joined, at)).bytesWritten;
    bytes += joined.length;
  }

  async function put(...some: readonly Uint8Array[]): Promise<void> {
    for (const piece of some) {
      pieces.push(piece);
      waiting += piece.length;
    }
    if (waiting >= pieceBytes) await flush();
  }

  const total = snapshots.count();
  let seen = 0;
  await put(magic, headBytes({ kind: 'backup', installation: signer.fingerprint, at: clock(), bytes: 0 }));
  for await (const row of snapshots.rows()) {
    seen += 1;
    if (seen % 1000 === 0) onProgress(seen, total);
    const kept = backedUp(row);
    if (kept === undefined) continue;
    await put(...rowBytes(kept));
    rows += 1;
    const blob = fileOf(kept);
    const size = blob && (await deps.blobs.size(blob));
    const content = blob && (await deps.blobs.get(blob));
    // Erased since the snapshot, or its disk lost it: its message says that there was one.
    if (blob === undefined || size === undefined || content === undefined) continue;
    await put(headBytes({ kind: 'file', id: blob, bytes: size }));
    for await (const piece of content) await put(piece);
    files += 1;
  }
  await put(headBytes({ kind: 'end', rows, files, bytes: 0 }));
  await flush();
  const signature = signer.sign(hash.digest());
  await file.write(signature);
  onProgress(total, total);
  return { rows, files, bytes: bytes + signature.length };
}

const pieceBytes = 256 * 1024;

function rowBytes({ collection, id, version, body, sealed }: StoredRow): readonly Uint8Array[] {
  const bytes = Buffer.from(body);
  const lengths = Object.fromEntries(Object.entries(sealed).map(([field, value]) => [field, value.length]));
  const fields = Object.values(sealed);
  const all = fields.reduce((sum, { length }) => sum + length, bytes.length);
  const head: Head = { kind: 'row', collection, id, version, body: bytes.length, sealed: lengths, bytes: all };
  return [headBytes(head), bytes, ...fields];
}

async function isThere(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  await file?.close();
  return file !== undefined;
}

/** Whether a backup is whole, unaltered, and of this installation; asked before a byte of it is restored. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { isSignedBy, type Signer } from '@atalaia/storage';
import { Problem } from '../problem.ts';
import { altered, magic, readFrames, signatureBytes } from './frames.ts';

export interface CheckedBackup {
  /** When it was made, milliseconds since the epoch. */
  readonly at: number;
  /** Its frames, from the first to the last. */
  frames(): ReturnType<typeof readFrames>;
}

/** @throws Problem `bad-request` if it is not; `not-found` */
export async function checkBackup(
  signer: Pick<Signer, 'publicKey' | 'fingerprint'>,
  path: string,
): Promise<CheckedBackup> {
  const size = (await stat(path).catch(() => undefined))?.size;
  if (size === undefined) throw new Problem('not-found', 'There is no such backup file.');
  if (size < magic.length + signatureBytes) throw altered();
  const end = size - signatureBytes;
  const frames = () => readFrames(createReadStream(path, { start: magic.length, end: end - 1 }));
  const first = await firstOf(frames());
  const [digest, signature] = [await digestOf(path, end), await bytesAt(path, end)];
  if (!(await bytesAt(path, 0, magic.length)).equals(magic)) throw altered();
  if (!isSignedBy(signer.publicKey, digest, signature)) {
    if (first.installation === signer.fingerprint) throw altered();
    throw new Problem(
      'bad-request',
      'This backup was made by another installation, or altered: the keys here open nothing of it.',
    );
  }
  return { at: first.at, frames };
}

async function firstOf(frames: ReturnType<typeof readFrames>) {
  for await (const { head } of frames) {
    if (head.kind === 'backup') return head;
    break;
  }
  throw altered();
}

async function digestOf(path: string, end: number): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { end: end - 1 })) hash.update(piece as Buffer);
  return hash.digest();
}

async function bytesAt(path: string, position: number, length = signatureBytes): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

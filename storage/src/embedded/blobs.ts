/** Blobs as files: written aside, synced, renamed into place, so that one is there whole or not at all. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../durable-file.ts';
import { asFault } from '../fault.ts';
import { type BlobId, idPattern } from '../ids.ts';
import type { Blobs } from '../ports.ts';

const readBytes = 256 * 1024;

/** @param folder made if missing; what a killed process left half-written in it is removed. @throws StorageFault */
export async function embeddedBlobs(folder: string): Promise<Blobs> {
  const incoming = join(folder, 'incoming');
  try {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    for (const left of await readdir(incoming)) await rm(join(incoming, left), { force: true });
  } catch (error) {
    throw asFault(error);
  }

  const shelfOf = (id: BlobId) => join(folder, id.slice(0, 2));
  const pathOf = (id: BlobId) => {
    if (!idPattern.test(id)) throw new TypeError('This is no blob id.');
    return join(shelfOf(id), id);
  };

  return {
    async put(id, bytes) {
      const path = pathOf(id);
      const temporary = join(incoming, randomUUID());
      try {
        const size = await write(temporary, bytes);
        if ((await mkdir(shelfOf(id), { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(folder);
        await rename(temporary, path);
        await syncFolder(shelfOf(id));
        return { size };
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw isOfDisk(error) ? asFault(error) : error;
      }
    },

    async get(id, range) {
      const path = pathOf(id);
      return (await sizeOf(path)) === undefined ? undefined : read(path, range?.start ?? 0, range?.end ?? Infinity);
    },

    size: async (id) => sizeOf(pathOf(id)),

    async remove(id) {
      try {
        await rm(pathOf(id));
        await syncFolder(shelfOf(id));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw isOfDisk(error) ? asFault(error) : error;
      }
    },
  };
}

async function write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of bytes) {
      for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
      size += chunk.length;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

/** The file is opened only when the first bytes are asked for, so that an answer nobody reads leaves none open. */
async function* read(path: string, start: number, end: number): AsyncIterable<Uint8Array> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw asFault(error);
  });
  try {
    for (let at = start; at < end; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(readBytes, end - at)), {
        position: at,
      });
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw asFault(error);
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw asFault(error);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Told apart from what the given bytes themselves threw: that goes back to the caller as it is. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

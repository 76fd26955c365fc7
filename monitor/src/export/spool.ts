/** A file of the export that grows while others are written: packed and sealed on disk until its turn comes. */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { type BlobId, type Blobs, exportFiles, type Media, type SealingKey } from '@atalaia/storage';
import { packed, type ZipFile } from './zip.ts';

export interface Spool extends AsyncDisposable {
  /** Resolves when more may be written. */
  write(text: string | Uint8Array): Promise<void>;
  /** Ends it; the file is read once. */
  end(name: string): Promise<ZipFile>;
}

export interface SpoolDeps {
  readonly media: Pick<Media, 'sealFile' | 'openFile'>;
  readonly blobs: Pick<Blobs, 'remove'>;
}

/** Blobs that an export may leave behind when it is interrupted. */
export function spoolBlobs(id: string): readonly BlobId[] {
  return ['json', 'csv', 'pdf'].map((part) => spoolBlob(id, part));
}

/** Disposing removes it from disk. */
export function openSpool(deps: SpoolDeps, key: SealingKey, id: string, part: 'json' | 'csv' | 'pdf'): Spool {
  const blob = spoolBlob(id, part);
  const place = { collection: exportFiles.name, id, field: `spool.${part}` };
  const clear = new PassThrough({ highWaterMark: 256 * 1024 });
  const packing = packed(clear);
  const sealing = deps.media.sealFile(key, place, blob, packing.bytes);
  let failed = false;
  sealing.catch(() => {
    failed = true;
    clear.destroy();
  });
  return {
    async write(text) {
      if (failed) await sealing;
      if (!clear.write(text)) await Promise.race([once(clear, 'drain'), sealing]);
    },
    async end(name) {
      clear.end();
      const { sealedFileKey, size } = await sealing;
      const bytes = await deps.media.openFile(place, sealedFileKey, blob, size);
      if (!bytes) throw new Error('A part of the export is gone from the disk.');
      return { name, packed: bytes, sums: packing.sums() };
    },
    async [Symbol.asyncDispose]() {
      clear.destroy();
      await sealing.catch(() => undefined);
      await deps.blobs.remove(blob);
    },
  };
}

function spoolBlob(id: string, part: string): BlobId {
  return `${id}-${part}` as BlobId;
}

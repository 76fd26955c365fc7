/** An uploaded chat on its way in: sealed while it arrives, never a clear byte on disk, and read from its seal. */
import type { ChatSource } from '@atalaia/connector';
import {
  type BlobId,
  type Import,
  type ImportId,
  imports,
  type Media,
  type Sealed,
  segmentBytes,
  type Vault,
} from '@atalaia/storage';
import { companyKey } from '../company-key.ts';
import { stagedBlobOf } from './end.ts';
import type { ImportRequest } from './request.ts';

export interface StagedFile {
  readonly blob: BlobId;
  /** Goes into the sealed request. */
  readonly staged: NonNullable<ImportRequest['staged']>;
}

export async function stageFile(
  deps: { readonly media: Pick<Media, 'sealFile'>; readonly vault: Vault },
  id: ImportId,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StagedFile> {
  const blob = stagedBlobOf(id);
  const key = await companyKey(deps.vault);
  const { sealedFileKey, size } = await deps.media.sealFile(key, place(id), blob, bytes);
  return { blob, staged: { fileKey: Buffer.from(sealedFileKey).toString('base64'), size } };
}

/** The staged file of a begun import, to read from; undefined if none was uploaded. */
export function stagedSource(
  media: Pick<Media, 'openFile'>,
  begun: Pick<Import, 'id' | 'staged'>,
  request: ImportRequest,
): ChatSource | undefined {
  const { staged: blob } = begun;
  const { staged, fileName } = request;
  if (blob === null || !staged) return undefined;
  const fileKey = Buffer.from(staged.fileKey, 'base64') as Uint8Array as Sealed;
  const open = async (start: number, end: number) => {
    const bytes = await media.openFile(place(begun.id), fileKey, blob, staged.size, { start, end });
    if (!bytes) throw new Error(`The staged file of import ${begun.id} is gone`);
    return Buffer.concat(await Array.fromAsync(bytes));
  };
  const segment = keepingLast((index) => open(index * segmentBytes, (index + 1) * segmentBytes));
  return {
    size: staged.size,
    label: fileName,
    async read(start, end) {
      const first = Math.floor(start / segmentBytes);
      const last = Math.ceil(Math.min(end, staged.size) / segmentBytes) - 1;
      if (last - first >= segmentsKept) return open(start, end);
      const segments: Uint8Array[] = [];
      for (let index = first; index <= last; index++) segments.push(await segment(index));
      const offset = first * segmentBytes;
      return Buffer.concat(segments).subarray(start - offset, Math.max(start, end) - offset);
    },
  };
}

/** A ZIP is read in many small pieces that lie near each other: each segment is unsealed once for all of its pieces. */
const segmentsKept = 4;

function keepingLast(read: (index: number) => Promise<Uint8Array>): (index: number) => Promise<Uint8Array> {
  const kept = new Map<number, Promise<Uint8Array>>();
  return (index) => {
    const bytes = kept.get(index) ?? read(index);
    kept.delete(index);
    kept.set(index, bytes);
    bytes.catch(() => kept.delete(index));
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > segmentsKept) kept.delete(oldest);
    return bytes;
  };
}

function place(id: ImportId) {
  return { collection: imports.name, id, field: 'staged' };
}

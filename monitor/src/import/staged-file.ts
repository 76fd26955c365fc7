/** An uploaded chat on its way in: sealed while it arrives, never a clear byte on disk, and read from its seal. */
import type { ChatSource } from '@atalaia/connector';
import {
  type BlobId,
  type Import,
  type ImportId,
  imports,
  type Media,
  type Sealed,
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
  return {
    size: staged.size,
    label: fileName,
    async read(start, end) {
      const bytes = await media.openFile(place(begun.id), fileKey, blob, staged.size, { start, end });
      if (!bytes) throw new Error(`The staged file of import ${begun.id} is gone`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

function place(id: ImportId) {
  return { collection: imports.name, id, field: 'staged' };
}

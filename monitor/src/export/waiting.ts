/** An export as it waits for its turn: of a person, or of the company. */
import type { BlobId, Export, ExportId } from '@atalaia/storage';

type Asked = Pick<Export, 'id' | 'person' | 'language' | 'since' | 'request' | 'by' | 'total' | 'createdAt'>;

/** `total`: messages, about; for progress. `createdAt`: milliseconds since the epoch. */
export function waitingExport(asked: Asked): Export {
  const none = { problem: null, size: null, sha256: null, endedAt: null, expiresAt: null };
  return { ...asked, ...none, state: 'waiting', done: 0, blob: exportBlob(asked.id) };
}

/** Where the sealed ZIP lies; known before it is there, so that an erasure finds it. */
export function exportBlob(id: ExportId): BlobId {
  return `${id}-zip` as BlobId;
}

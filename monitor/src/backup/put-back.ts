/** Puts the rows and files of a checked backup into an empty archive, as they are: nothing is opened. */
import type { BlobId, Blobs, Storage, StoredRow } from '@atalaia/storage';
import type { CheckedBackup } from './check.ts';
import { altered, type Frame } from './frames.ts';

export interface PutBack {
  readonly snapshots: Pick<Storage['snapshots'], 'putBack'>;
  readonly blobs: Pick<Blobs, 'put'>;
}

const batchRows = 200;
const batchBytes = 1024 * 1024;

/** `onRow` is told how many rows there are so far. @throws Problem `bad-request` if the counts at its end do not fit */
export async function putBack(deps: PutBack, backup: CheckedBackup, onRow: (rows: number) => void): Promise<void> {
  let batch: StoredRow[] = [];
  let [waiting, rows, files] = [0, 0, 0];
  let ended = false;
  async function flush(): Promise<void> {
    if (batch.length > 0) await deps.snapshots.putBack(batch);
    [batch, waiting] = [[], 0];
    onRow(rows);
  }
  for await (const frame of backup.frames()) {
    const { head } = frame;
    switch (head.kind) {
      case 'backup':
        break;
      case 'row':
        batch.push(await rowIn(frame, head));
        rows += 1;
        waiting += head.bytes;
        if (batch.length >= batchRows || waiting >= batchBytes) await flush();
        break;
      case 'file':
        await deps.blobs.put(head.id as BlobId, frame.bytes());
        files += 1;
        break;
      case 'end':
        ended = head.rows === rows && head.files === files;
        break;
      default:
        head satisfies never;
    }
  }
  if (!ended) throw altered();
  await flush();
}

async function rowIn(frame: Frame, head: Extract<Frame['head'], { kind: 'row' }>): Promise<StoredRow> {
  const { collection, id, version } = head;
  const pieces: Buffer[] = [];
  for await (const piece of frame.bytes()) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  let at = head.body;
  const sealed: Record<string, Uint8Array> = {};
  for (const [field, length] of Object.entries(head.sealed)) {
    sealed[field] = bytes.subarray(at, at + length);
    at += length;
  }
  if (at !== head.bytes) throw altered();
  return { collection, id, version, body: bytes.toString('utf8', 0, head.body), sealed };
}

/** Receives the file of a begun import and sets it going. */
import { type Import, type ImportId, imports, type Media, type Records, type Vault } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { openRequest, sealRequest } from './request.ts';
import type { ImportRunner } from './runner.ts';
import { stageFile } from './staged-file.ts';

export interface UploadDeps {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly blobs: { remove(blob: NonNullable<Import['staged']>): Promise<boolean> };
  readonly media: Pick<Media, 'sealFile'>;
  readonly vault: Vault;
  readonly turns: Turns;
  readonly imports: Pick<ImportRunner, 'start'>;
}

/** Largest upload, in bytes. */
export const uploadLimit = 4 * 1024 ** 3;

/**
 * The file is durable and sealed when this answers; the import then runs by itself.
 * @throws Problem `not-found` unless the actor began this import, `changed-meanwhile` if it has its file already,
 * `file-too-large`.
 */
export async function uploadImportFile(
  deps: UploadDeps,
  authorized: Authorized<'import:run'>,
  id: ImportId,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await deps.turns.inTurn(`upload.${id}`, () => receive(deps, authorized, id, bytes));
  deps.imports.start(id);
}

async function receive(
  deps: UploadDeps,
  authorized: Authorized<'import:run'>,
  id: ImportId,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const begun = await deps.records.get(imports, id);
  if (begun?.doc.by !== actorRef(authorized.actor)) throw new Problem('not-found', 'There is no such import of yours.');
  if (!awaitsFile(begun.doc)) throw refused(begun.doc);
  const { blob, staged } = await stageFile(deps, id, limited(bytes));
  const request = await openRequest(deps.vault, id, begun.doc.sealedRequest);
  const ready: Import = {
    ...begun.doc,
    staged: blob,
    sealedRequest: await sealRequest(deps.vault, id, { ...request, staged }),
  };
  if ((await deps.records.replace(imports, begun.version, ready)) !== 'replaced') {
    await deps.blobs.remove(blob);
    throw refused((await deps.records.get(imports, id))?.doc ?? begun.doc);
  }
}

function awaitsFile(begun: Import): boolean {
  return begun.state === 'waiting' && begun.staged === null;
}

function refused({ state }: Import): Problem {
  if (state === 'refused') return new Problem('changed-meanwhile', 'This import has ended; begin another one.');
  return new Problem('changed-meanwhile', 'This import has its file already; begin another import for another file.');
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > uploadLimit)
      throw new Problem('file-too-large', 'The file is larger than 4 GiB; export the chat without media.');
    yield chunk;
  }
}

/** Ends an import: says what became of it, and removes the uploaded file and what the importer stated. */
import {
  type BlobId,
  type Blobs,
  type Clock,
  type Feed,
  type Import,
  type ImportId,
  imports,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { changeImport, rewriteImport } from './progress.ts';

export interface EndDeps {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly blobs: Pick<Blobs, 'remove'>;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly clock: Clock;
}

export interface Refusal {
  /** Stable, kebab-case. */
  readonly code: string;
  /** Names the line; quotes nothing of the chat, nor the file's name, which is the contact's. */
  readonly sentence: string;
}

/** Not taken in, or not to its end: what was stored before stays and is counted. */
export async function refuseImport(deps: EndDeps, id: ImportId, refusal: Refusal): Promise<Import> {
  const place = placeOf(imports, id, 'sealedProblem');
  const sealedProblem = (await companyKey(deps.vault)).seal(place, refusal.sentence);
  return endImport(deps, id, 'refused', undefined, { problem: refusal.code, sealedProblem });
}

/** Recorded in the audit trail before anybody is told. */
export async function endImport(
  deps: EndDeps,
  id: ImportId,
  state: 'done' | 'refused',
  counts: Import['counts'] | undefined,
  problem: Partial<Pick<Import, 'problem' | 'sealedProblem'>> = {},
): Promise<Import> {
  const before = await deps.records.get(imports, id);
  if (!before) throw new Error(`Import ${id} is missing`);
  const ended = { ...before.doc.counts, ...counts };
  const { stored, alreadyStored, withheld, filesLeft, alerts } = ended;
  await deps.audit.record({
    chain: before.doc.number,
    actor: systemActor,
    act: 'import-ended',
    subject: id,
    detail: { state, stored, alreadyStored, withheld, filesLeft, alerts, problem: problem.problem ?? null },
  });
  // An upload that was killed before it was noted here.
  if (before.doc.staged === null) await deps.blobs.remove(stagedBlobOf(id));
  const done = await changeImport(deps, before.doc, {
    state,
    counts: ended,
    endedAt: deps.clock(),
    sealedRequest: undefined,
    ...problem,
  });
  return removeStaged(deps, done);
}

/** Forgets the uploaded file of an ended import only once it is removed, so that a crash in between leaves a trace. */
export async function removeStaged(
  deps: Pick<EndDeps, 'records' | 'blobs'>,
  { id, staged }: Pick<Import, 'id' | 'staged'>,
): Promise<Import> {
  if (staged !== null) await deps.blobs.remove(staged);
  return rewriteImport(deps, id, { staged: null });
}

/** The uploaded file's id is the import's own, so that no upload is ever left without an import that leads to it. */
export function stagedBlobOf(id: ImportId): BlobId {
  return id as string as BlobId;
}

const systemActor: Actor = { kind: 'system' };

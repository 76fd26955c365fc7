/** Ends an import: says what became of it, and removes the uploaded file and what the importer stated. */
import {
  type Blobs,
  type Clock,
  type Feed,
  type Import,
  type ImportId,
  imports,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../rule/company-key.ts';
import { changeImport } from './progress.ts';

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
  /** Names the file and the line; quotes nothing of the chat. */
  readonly sentence: string;
}

/** Refused: nothing of the chat was stored. */
export async function refuseImport(deps: EndDeps, id: ImportId, refusal: Refusal): Promise<Import> {
  const place = { collection: imports.name, id, field: 'sealedProblem' };
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
  const { stored, alreadyStored, withheld, alerts } = ended;
  await deps.audit.record({
    chain: before.doc.number,
    actor: systemActor,
    act: 'import-ended',
    subject: id,
    detail: { state, stored, alreadyStored, withheld, alerts, problem: problem.problem ?? null },
  });
  const done = await changeImport(deps, before.doc, {
    state,
    counts: ended,
    staged: null,
    endedAt: deps.clock(),
    sealedRequest: undefined,
    ...problem,
  });
  if (before.doc.staged !== null) await deps.blobs.remove(before.doc.staged);
  return done;
}

const systemActor: Actor = { kind: 'system' };

/** Puts a company term in force: a new one, or a new revision of one that is kept beside it. */
import {
  type BlindIndexer,
  type Clock,
  type NewId,
  type Records,
  type StoredTerm,
  terms,
  type Vault,
} from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { TermView } from '../api/rule-views.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { actorNames } from '../person/actor-name.ts';
import { Problem } from '../problem.ts';
import { checkTerm } from './check-term.ts';
import { readChoices, refuseWhilePinned } from './choices.ts';
import { type TermFields, termPlace, termView } from './company-terms.ts';
import { revisionsOf, setState } from './revisions.ts';
import type { RunningRules } from './running.ts';

export interface SaveTerm {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly rules: Pick<RunningRules, 'reload'>;
}

/**
 * In force when resolved. `id` and `revision` name the revision that was read before changing it; both null for a new term.
 * @throws Problem `term-refused` if its own example contradicts it; `changed-meanwhile` if another revision came in between; `not-found`;
 * `rules-pinned`.
 */
export async function saveTerm(
  deps: SaveTerm,
  { actor }: Authorized<'term:change'>,
  input: { readonly id: string | null; readonly revision: number | null; readonly term: TermFields },
): Promise<TermView> {
  refuseWhilePinned((await readChoices(deps)).doc);
  const before = input.id === null ? undefined : await newestRevision(deps, input.id, input.revision);
  const id = deps.newId();
  const term = before?.doc.term ?? deps.newId();
  checkTerm(input.term);
  const key = await companyKey(deps.vault);
  const doc: StoredTerm = {
    id,
    term,
    revision: (before?.doc.revision ?? 0) + 1,
    state: 'active',
    by: actorRef(actor),
    createdAt: deps.clock(),
    sealedTerm: key.seal(termPlace(id), JSON.stringify(input.term)),
  };
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'term-saved',
    subject: term,
    detail: { revision: doc.revision, severity: input.term.severity },
  });
  if ((await deps.records.insert(terms, doc)) === 'duplicate') throw changedMeanwhile();
  if (before) await setState(deps, before, 'superseded');
  await deps.rules.reload();
  return { ...termView(doc, input.term), by: await actorNames(deps)(doc.by) };
}

async function newestRevision(deps: Pick<SaveTerm, 'records'>, term: string, revision: number | null) {
  const newest = (await revisionsOf(deps, term)).at(-1);
  if (!newest || newest.doc.state === 'removed') throw new Problem('not-found', 'There is no such term.');
  if (newest.doc.revision !== revision) throw changedMeanwhile();
  return newest;
}

function changedMeanwhile(): Problem {
  return new Problem('changed-meanwhile', 'Somebody changed this term meanwhile. Read it again before you change it.');
}

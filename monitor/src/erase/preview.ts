/** Shows what erasing something would destroy, what would stay and why, and what stands in the way: nothing is changed, but it is asked who else they may be. */
import { persons as personsOf, type Records, type Scope, type Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { ErasurePreview } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { holdViews, type ViewHolds } from '../hold/view.ts';
import { personView } from '../person/label.ts';
import { subjectOf } from '../scope/subject.ts';
import { type PlanErasure, planErasure } from './plan.ts';

export type PreviewErasure = PlanErasure &
  ViewHolds & {
    readonly records: Pick<Records, 'get'>;
    readonly vault: Pick<Vault, 'openText'>;
    readonly audit: Audit;
  };

/** People shown at most; a number has thousands. */
const personsShown = 50;

/** @throws Problem `not-found`; `about-yourself`. */
export async function previewErasure(
  deps: PreviewErasure,
  authorized: Authorized<'person:erase'>,
  input: { readonly scope: Scope },
): Promise<ErasurePreview> {
  const plan = await planErasure(deps, authorized, input.scope);
  const { concerned, counts, holds, doubts, limitation, undoHours, token } = plan;
  await refuseAboutSelf(deps, authorized.actor, concerned.persons);
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'erasure-previewed',
    subject: subjectOf(input.scope),
    detail: { scope: input.scope.kind, messages: counts.goes.messages },
  });
  const shown: ErasurePreview['persons'] = [];
  for (const id of concerned.persons.slice(0, personsShown)) {
    const person = (await deps.records.get(personsOf, id))?.doc;
    if (person) shown.push(personView(person, null));
  }
  const viewOf = holdViews(deps);
  return {
    persons: shown,
    goes: counts.goes,
    aftermath: counts.aftermath,
    stays: counts.stays,
    holds: await Promise.all(holds.map(viewOf)),
    doubts,
    limitation: limitation === null ? null : { until: limitation },
    undoHours,
    token,
  };
}

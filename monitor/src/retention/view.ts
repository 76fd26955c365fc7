/** A retention policy as screens show it. */
import { type NumberId, type Records, type Retention, retentions, type Vault } from '@atalaia/storage';
import type { RetentionView } from '../api/rights-views.ts';
import { numberViews } from '../number/view.ts';
import { actorNames } from '../person/actor-name.ts';

export interface ViewRetention {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Answers the views by the policy's id: a number's, or `company`. Undefined where none was settled. */
export function retentionViews(deps: ViewRetention): (id: Retention['id']) => Promise<RetentionView | undefined> {
  const nameOf = actorNames(deps);
  const viewOf = numberViews(deps);
  return async (id) => {
    const kept = (await deps.records.get(retentions, id))?.doc;
    if (!kept) return undefined;
    const { periods, runs, changedBy, changedAt } = kept;
    const number = id === 'company' ? null : await viewOf(id as NumberId);
    return { number, periods, runs, changedBy: await nameOf(changedBy), changedAt };
  };
}

/** Shows how long what is kept: the company's policy, those of single numbers, and the periods that norms ask for. */
import type { Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { RetentionPreset, RetentionView } from '../api/rights-views.ts';
import { retentionPresets } from './presets.ts';
import { retentionViews, type ViewRetention } from './view.ts';

export interface ReadRetention extends ViewRetention {
  readonly records: Pick<Records, 'get' | 'find'>;
}

/** The company's comes first, also while nothing is settled; numbers without one of their own follow it. */
export async function readRetention(
  deps: ReadRetention,
  authorized: Authorized<'retention:list'>,
): Promise<{ policies: RetentionView[]; presets: RetentionPreset[] }> {
  const viewOf = retentionViews(deps);
  const unset = { number: null, periods: [], runs: 'by-hand', changedBy: null, changedAt: null } as const;
  const policies: RetentionView[] = [(await viewOf('company')) ?? { ...unset, periods: [] }];
  for (const number of await visibleNumbers(deps, authorized, undefined)) {
    const own = await viewOf(number);
    if (own) policies.push(own);
  }
  return { policies, presets: [...retentionPresets] };
}

/** Reads and sets how many alerts a reviewer gets on a day. */
import { alertBudgets, alerts, type Clock, type Records } from '@atalaia/storage';
import { type Authorized, may } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { countOnDesk, countReviewers, readPerReviewer } from './budget.ts';

export interface AlertBudget {
  readonly records: Pick<Records, 'get' | 'find' | 'count' | 'insert' | 'replace'>;
  readonly clock: Clock;
  readonly audit: Audit;
}

/** `digest`: open alerts in it that this person may see. */
export async function readBudget(
  deps: Omit<AlertBudget, 'audit'>,
  authorized: Authorized<'alert:list'>,
): Promise<{ perReviewerPerDay: number | null; reviewers: number; today: number; digest: number }> {
  const waiting = {
    state: 'open',
    place: 'digest',
    number: await visibleNumbers(deps, authorized, undefined),
  } as const;
  const audiences = may(authorized.actor, 'reserved:see') ? ([null, 'dpo'] as const) : ([null] as const);
  const counted = await deps.records.count(alerts, {
    index: 'byAudience',
    equals: { audience: audiences.length === 1 ? null : audiences, ...waiting },
  });
  return {
    perReviewerPerDay: await readPerReviewer(deps),
    reviewers: await countReviewers(deps),
    today: await countOnDesk(deps, ['live', 'import']),
    digest: counted.get('all') ?? 0,
  };
}

/** For alerts raised from now on. @throws Problem `changed-meanwhile` */
export async function setBudget(
  deps: AlertBudget,
  { actor }: Authorized<'budget:change'>,
  { perReviewerPerDay }: { readonly perReviewerPerDay: number | null },
): Promise<void> {
  const before = await deps.records.get(alertBudgets, 'company');
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'alert-budget-set',
    subject: null,
    detail: { perReviewerPerDay },
  });
  const doc = { id: 'company' as const, perReviewerPerDay };
  const outcome = before
    ? await deps.records.replace(alertBudgets, before.version, doc)
    : await deps.records.insert(alertBudgets, doc);
  if (outcome !== 'inserted' && outcome !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody set the budget meanwhile. Read it again before you change it.');
  }
}

/** Settles how long a number, or the whole company, keeps what. */
import { type Clock, type NumberId, type Records, type Retention, retentions } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import { type Authorized, authorize } from '../access/permissions.ts';
import type { RetentionView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { findOwnNumber } from '../number/amend.ts';
import { Problem } from '../problem.ts';
import { type Policy, policyOf, settledIn } from './policy.ts';
import { retentionViews, type ViewRetention } from './view.ts';

export interface SetRetention extends ViewRetention {
  readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface RetentionFields extends Pick<Retention, 'periods' | 'runs'> {
  /** Null: the company's. Without periods a number follows the company's policy. */
  readonly number: string | null;
}

/**
 * @throws Problem `not-found`; `not-permitted` for the company's by someone limited to numbers, and for what erases more
 * by itself by someone who may not erase; `changed-meanwhile`
 */
export async function setRetention(
  deps: SetRetention,
  authorized: Authorized<'retention:set'>,
  { number, periods, runs }: RetentionFields,
): Promise<RetentionView> {
  if (number === null && authorized.numbers !== null) {
    throw new Problem('not-permitted', 'The company’s policy is settled by somebody who sees all numbers.');
  }
  const own = number === null ? null : await findOwnNumber(deps, authorized, number as NumberId);
  const id = number ?? 'company';
  const company = settledIn((await deps.records.get(retentions, 'company'))?.doc);
  const before = own === null ? company : await policyOf(deps, own);
  const after = settledIn({ periods, runs }) ?? (own === null ? undefined : company);
  if (erasesMore(before, after)) authorize(authorized.actor, 'person:erase');
  await deps.audit.record({
    chain: number ?? 'company',
    actor: authorized.actor,
    act: 'retention-set',
    subject: id,
    detail: { months: Math.max(0, ...periods.map(({ months }) => months)), periods: periods.length, runs },
  });
  const settled: Retention = {
    id,
    periods: periods.map((period) => ({ ...period })),
    runs,
    changedBy: actorRef(authorized.actor),
    changedAt: deps.clock(),
  };
  const known = await deps.records.get(retentions, id);
  const written = known
    ? await deps.records.replace(retentions, known.version, settled)
    : await deps.records.insert(retentions, settled);
  const shown = await retentionViews(deps)(id);
  if ((written !== 'inserted' && written !== 'replaced') || !shown) {
    throw new Problem('changed-meanwhile', 'Somebody changed this policy a moment ago; look again, then try again.');
  }
  return shown;
}

/** Whether more goes by itself than before. */
function erasesMore(before: Policy | undefined, after: Policy | undefined): boolean {
  if (after?.runs !== 'nightly' || after.months === null) return false;
  return before?.runs !== 'nightly' || before.months === null || after.months < before.months;
}

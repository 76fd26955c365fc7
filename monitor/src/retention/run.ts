/** Erases what is too old on a number by its retention: what a hold or an open alert protects stays. */
import type { Erasure, MonitoredNumber, NumberId, Records } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { ErasureView } from '../api/rights-views.ts';
import { type ConfirmErasure, confirmErasure } from '../erase/confirm.ts';
import { erasuresUnderWay } from '../erase/not-ended.ts';
import { erasureViews, type ViewErasures } from '../erase/view.ts';
import { whatGoes } from '../erase/what-goes.ts';
import { findOwnNumber } from '../number/amend.ts';
import { concernedBy } from '../scope/find.ts';
import { policyOf, tooOldBefore } from './policy.ts';
import { settledMonths } from './preview.ts';

export type EraseTooOld = ConfirmErasure & {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
};
export type RunRetention = EraseTooOld & ViewErasures;

/** By hand. Null if nothing is too old. @throws Problem `not-found`; `not-ready` if no period was settled */
export async function runRetention(
  deps: RunRetention,
  authorized: Authorized<'person:erase'>,
  input: { readonly number: string },
): Promise<{ erasure: ErasureView | null }> {
  const number = await findOwnNumber(deps, authorized, input.number as NumberId);
  await settledMonths(deps, number);
  const erasure = await eraseTooOld(deps, authorized.actor, number);
  return { erasure: erasure && (await erasureViews(deps)(erasure)) };
}

/**
 * Confirms the erasure, which then runs by itself; there is no undo window: the policy was settled before. Null if
 * nothing goes or no period is settled. While an earlier run is under way, that one is answered.
 */
export async function eraseTooOld(deps: EraseTooOld, actor: Actor, number: MonitoredNumber): Promise<Erasure | null> {
  const { months } = await policyOf(deps, number);
  if (months === null) return null;
  const underWay = await runningOn(deps, number.id);
  if (underWay) return underWay;
  const until = tooOldBefore(deps.clock(), months, number.zone);
  const scope = { kind: 'period', number: number.id, from: null, until } as const;
  const concerned = await concernedBy(deps, scope);
  if (!concerned || (await nothing(whatGoes(deps, { scope, whole: [], source: 'retention' })))) return null;
  await deps.audit.record({
    chain: number.id,
    actor,
    act: 'retention-run',
    subject: number.id,
    detail: { until, months },
  });
  return confirmErasure(deps, actor, {
    scope,
    mode: 'erase',
    // Everybody on the number: named in the trail by the number, not one by one each night.
    concerned: { ...concerned, persons: [] },
    reason: `Retention of ${months} months.`,
    objected: false,
    source: 'retention',
    request: null,
    undoHours: 0,
  });
}

async function runningOn(deps: Pick<EraseTooOld, 'records'>, number: NumberId): Promise<Erasure | undefined> {
  for await (const one of erasuresUnderWay(deps)) {
    if (one.source === 'retention' && one.scope.kind === 'period' && one.scope.number === number) return one;
  }
  return undefined;
}

async function nothing(items: AsyncIterable<unknown>): Promise<boolean> {
  for await (const _ of items) return false;
  return true;
}

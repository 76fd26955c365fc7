/** Reads and sets how many alerts a reviewer gets on a day. */
import { alertBudgets, alerts, type Clock, type NumberId, numbers, type Records } from '@atalaia/storage';
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

/** What came to the desk since the day began in a zone: these are what a new alert of a number there is held against. */
interface DeskToday {
  readonly zone: string;
  readonly live: number;
  readonly imported: number;
}

/** `today`: for each zone of the numbers this person may see; `digest`: open alerts in it that they may see. */
export async function readBudget(
  deps: Omit<AlertBudget, 'audit'>,
  authorized: Authorized<'alert:list'>,
): Promise<{ perReviewerPerDay: number | null; reviewers: number; today: DeskToday[]; digest: number }> {
  const visible = await visibleNumbers(deps, authorized, undefined);
  const waiting = { state: 'open', place: 'digest', number: visible } as const;
  const audiences = may(authorized.actor, 'reserved:see') ? ([null, 'dpo'] as const) : ([null] as const);
  const counted = await deps.records.count(alerts, {
    index: 'byAudience',
    equals: { audience: audiences.length === 1 ? null : audiences, ...waiting },
  });
  return {
    perReviewerPerDay: await readPerReviewer(deps),
    reviewers: await countReviewers(deps),
    today: await deskToday(deps, visible),
    digest: counted.get('all') ?? 0,
  };
}

async function deskToday(deps: Omit<AlertBudget, 'audit'>, visible: readonly NumberId[]): Promise<DeskToday[]> {
  const kept = await Promise.all(visible.map((id) => deps.records.get(numbers, id)));
  const zones = new Set(kept.flatMap((number) => number?.doc.zone ?? []));
  return Promise.all(
    [...zones].sort().map(async (zone) => ({
      zone,
      live: await countOnDesk(deps, 'live', zone),
      imported: await countOnDesk(deps, 'import', zone),
    })),
  );
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

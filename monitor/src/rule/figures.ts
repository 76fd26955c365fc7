/** What each rule cost and brought: alerts, how they were decided, what it found on trial, and reviewers' time. */
import {
  type Alert,
  alerts,
  type Clock,
  hits,
  type NumberId,
  type Records,
  type RuleId,
  ruleVersions,
} from '@atalaia/storage';
import { type Authorized, may, maySee } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import { isForThem } from '../alert/find.ts';
import { type ReviewTime, reviewTime } from '../alert/review-time.ts';
import type { RuleFigures } from '../api/rule-views.ts';
import { everyPage } from '../every-page.ts';
import { listRules } from './list.ts';
import { precisionOf } from './precision.ts';
import type { RunningRules } from './running.ts';

export interface ReadFigures {
  readonly records: Pick<Records, 'find' | 'count'>;
  readonly rules: Pick<RunningRules, 'current' | 'packs' | 'ruleId'>;
  readonly clock: Clock;
}

export interface Figures {
  days: number;
  rules: RuleFigures[];
  totals: Omit<RuleFigures, 'rule'>;
  reviewTime: ReviewTime;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Over the alerts of the last days, on the numbers this person may see. Rules without any are left out. */
export async function readFigures(
  deps: ReadFigures,
  authorized: Authorized<'rule:list'>,
  { days }: { readonly days: number },
): Promise<Figures> {
  const now = deps.clock();
  const from = now - days * dayMs;
  const tally = await tallyAlerts(deps, authorized, from);
  const time = await reviewTime(deps);
  const running = Math.max(1, (now - Math.max(from, await firstActivation(deps))) / dayMs);
  const figuresOf = ({ alerts: raised, confirmed, dismissed }: Tally, shadowHits: number) => ({
    alerts: raised,
    confirmed,
    dismissed,
    precision: precisionOf(confirmed, dismissed),
    shadowHits,
    alertsPerDay: raised / running,
    minutesPerDay: (raised / running) * time.minutes,
  });
  const rules: RuleFigures[] = [];
  const numbers = await visibleNumbers(deps, authorized, undefined);
  let shadowTotal = 0;
  for (const ref of visibleRules(deps, authorized)) {
    const rule = deps.rules.ruleId(ref as `${string}/${string}`);
    const counted = tally.byRule.get(rule) ?? nothing;
    const shadowHits = await countShadow(deps, rule, numbers, from);
    shadowTotal += shadowHits;
    if (counted.alerts + shadowHits > 0) rules.push({ rule: ref, ...figuresOf(counted, shadowHits) });
  }
  return { days, rules, totals: figuresOf(tally.all, shadowTotal), reviewTime: time };
}

interface Tally {
  readonly alerts: number;
  readonly confirmed: number;
  readonly dismissed: number;
}

const nothing: Tally = { alerts: 0, confirmed: 0, dismissed: 0 };

function counting(before: Tally, { state }: Alert): Tally {
  return {
    alerts: before.alerts + 1,
    confirmed: before.confirmed + (state === 'confirmed' ? 1 : 0),
    dismissed: before.dismissed + (state === 'dismissed' ? 1 : 0),
  };
}

async function tallyAlerts(deps: ReadFigures, authorized: Authorized<'rule:list'>, from: number) {
  const byRule = new Map<RuleId, Tally>();
  let all = nothing;
  const every = everyPage((after) =>
    deps.records.find(alerts, { index: 'byRaised', range: { from }, order: 'descending', limit: 200, ...after }),
  );
  for await (const { doc } of every) {
    if (!maySee(authorized, doc.number) || !isForThem(authorized, doc)) continue;
    all = counting(all, doc);
    for (const rule of doc.rules ?? [doc.rule]) byRule.set(rule, counting(byRule.get(rule) ?? nothing, doc));
  }
  return { byRule, all };
}

/** What rules for dpos found on trial is counted for dpos only. */
function visibleRules(deps: ReadFigures, authorized: Authorized<'rule:list'>): ReadonlySet<string> {
  const rows = listRules(deps, authorized).packs.flatMap((pack) => pack.rules);
  const reserved = may(authorized.actor, 'reserved:see');
  return new Set(rows.filter(({ audience }) => reserved || audience === null).map(({ ref }) => ref));
}

async function countShadow(
  deps: ReadFigures,
  rule: RuleId,
  number: readonly NumberId[],
  from: number,
): Promise<number> {
  const counted = await deps.records.count(hits, {
    index: 'byRule',
    equals: { rule, shadow: true, number },
    range: { from },
  });
  return counted.get('all') ?? 0;
}

/** Before the first rules ran, nothing could be found: days before it are not counted. */
async function firstActivation(deps: Pick<ReadFigures, 'records'>): Promise<number> {
  const first = await deps.records.find(ruleVersions, { index: 'byActivation', limit: 1 });
  return first.items[0]?.doc.activatedAt ?? 0;
}

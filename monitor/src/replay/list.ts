/** Shows replays and what they found, to those who may see all that they looked at. */
import { type Cursor, type Records, type Replay, replays, type Vault } from '@atalaia/storage';
import { type Authorized, may, maySee } from '../access/permissions.ts';
import { reviewTime } from '../alert/review-time.ts';
import type { ReplayView } from '../api/rule-views.ts';
import { numberViews } from '../number/view.ts';
import { actorNames } from '../person/actor-name.ts';
import { Problem } from '../problem.ts';
import type { RunningRules } from '../rule/running.ts';
import { type ReplayRunner, rulesOfReplay } from './runner.ts';

export interface ListReplays {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'open' | 'openText'>;
  readonly rules: Pick<RunningRules, 'ruleId'>;
}

const rulesNamed = 20;

/** The newest first, without their results. */
export async function listReplays(
  deps: ListReplays,
  authorized: Authorized<'replay:run'>,
  input: { readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ replays: ReplayView[]; next: string | null }> {
  const page = await deps.records.find(replays, {
    index: 'byCreation',
    order: 'descending',
    limit: input.limit,
    ...(input.cursor === undefined ? {} : { after: input.cursor }),
  });
  const theirs = page.items.map(({ doc }) => doc).filter((replay) => isTheirs(authorized, replay));
  const views: ReplayView[] = [];
  for (const replay of theirs) views.push(await replayView(deps, { ...replay, result: null }));
  return { replays: views, next: page.next ?? null };
}

/** @throws Problem `not-found` for one that they may not see. */
export async function readReplay(
  deps: ListReplays,
  authorized: Authorized<'replay:run'>,
  { id }: { readonly id: string },
): Promise<ReplayView> {
  return replayView(deps, await findReplay(deps, authorized, id));
}

/** Ends it; one that has ended stays as it is. @throws Problem `not-found` */
export async function cancelReplay(
  deps: ListReplays & { readonly replays: Pick<ReplayRunner, 'cancel'> },
  authorized: Authorized<'replay:run'>,
  { id }: { readonly id: string },
): Promise<ReplayView> {
  await findReplay(deps, authorized, id);
  await deps.replays.cancel(id);
  return readReplay(deps, authorized, { id });
}

async function findReplay(deps: ListReplays, authorized: Authorized<'replay:run'>, id: string): Promise<Replay> {
  const found = await deps.records.get(replays, id);
  if (!found || !isTheirs(authorized, found.doc)) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return found.doc;
}

function isTheirs(authorized: Authorized<'replay:run'>, { numbers, reserved }: Replay): boolean {
  if (reserved && !may(authorized.actor, 'reserved:see')) return false;
  return numbers === null ? authorized.numbers === null : numbers.every((number) => maySee(authorized, number));
}

export async function replayView(deps: ListReplays, replay: Replay): Promise<ReplayView> {
  const { packs, shadow } = await rulesOfReplay(deps, replay);
  const refs = packs.flatMap((pack) => pack.rules.map(({ id }) => `${pack.id}/${id}` as const));
  const counted = [...new Set(refs)].filter((ref) => !shadow.includes(ref));
  const names = new Map(counted.map((ref) => [deps.rules.ruleId(ref) as string, ref as string]));
  const viewOf = numberViews(deps);
  const { id, state, what, from, until, done, total, createdAt, endedAt, numbers } = replay;
  return {
    id,
    state,
    what,
    rules: counted.slice(0, rulesNamed),
    numbers: numbers && (await Promise.all(numbers.map(viewOf))),
    from,
    until,
    done,
    total,
    by: await actorNames(deps)(replay.by),
    createdAt,
    endedAt,
    result: replay.result && (await resultView(deps, replay.result, (rule) => names.get(rule) ?? '')),
  };
}

async function resultView(
  deps: ListReplays,
  { days, ...result }: NonNullable<Replay['result']>,
  nameOf: (rule: string) => string,
): Promise<NonNullable<ReplayView['result']>> {
  const viewOf = numberViews(deps);
  const { minutes } = await reviewTime(deps);
  const alertsPerDay = result.alerts / days;
  return {
    ...result,
    byRule: result.byRule.map((one) => ({ ...one, rule: nameOf(one.rule) })),
    forecast: { days, alertsPerDay, minutesPerDay: alertsPerDay * minutes },
    samples: await Promise.all(
      result.samples
        .toSorted((a, b) => b.at - a.at)
        .map(async (one) => ({ ...one, rule: nameOf(one.rule), number: await viewOf(one.number) })),
    ),
  };
}

/** Starts a replay: a rule that is being written, one that the company keeps, or all that runs now, over the archive or a part of it. */
import type { Pack, RuleRef } from '@atalaia/rules';
import {
  type Clock,
  type NewId,
  type NumberId,
  type Records,
  type Replay,
  replays,
  type Vault,
} from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import { type Authorized, may } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { RuleProblemView } from '../api/rule-views.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { Problem } from '../problem.ts';
import { refOf } from '../rule/company-rules.ts';
import type { ChosenRules } from '../rule/mode.ts';
import { readRule } from '../rule/rule-revisions.ts';
import { checkRuleText, type RuleText } from '../rule/rule-text.ts';
import type { RunningRules } from '../rule/running.ts';
import { packed } from '../rule/version.ts';
import { type ReplayRunner, replayPlace } from './runner.ts';
import { countInScope } from './scope.ts';

export interface StartReplay {
  readonly records: Pick<Records, 'get' | 'find' | 'count' | 'insert'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly rules: Pick<RunningRules, 'current' | 'models' | 'ruleId'>;
  readonly replays: Pick<ReplayRunner, 'start'>;
}

export interface ReplayAsked {
  readonly what:
    | { readonly rule: string; readonly language: RuleText['language'] }
    | { readonly companyRule: string }
    | { readonly running: true };
  readonly numbers?: readonly string[] | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

type Started =
  | { readonly kind: 'started'; readonly replay: Replay }
  /** The text is no rule; one whose examples do not hold is replayed all the same. */
  | { readonly kind: 'refused'; readonly problems: RuleProblemView[] };

/** One audit entry stands for the run, before the first text is opened. @throws Problem `not-found` for a foreign number or an unknown rule. */
export async function startReplay(
  deps: StartReplay,
  authorized: Authorized<'replay:run'>,
  asked: ReplayAsked,
): Promise<Started> {
  const chosen = await rulesFor(deps, authorized, asked.what);
  if (chosen.kind === 'refused') return chosen;
  const { what, rules, rule } = chosen;
  const scope = {
    numbers: await numbersFor(deps, authorized, asked.numbers),
    from: asked.from ?? null,
    until: asked.until ?? null,
  };
  const total = await countInScope(deps, scope);
  const { actor } = authorized;
  const id = deps.newId();
  const key = await companyKey(deps.vault);
  const replay: Replay = {
    id,
    state: 'waiting',
    what,
    version: deps.rules.current().version,
    sealedPacks: key.seal(replayPlace(id), await packed(rules)),
    reserved: rules.packs.some((pack) => pack.rules.some(({ audience }) => audience === 'dpo')),
    ...scope,
    by: actorRef(actor),
    createdAt: deps.clock(),
    endedAt: null,
    total,
    done: 0,
    result: null,
  };
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'replay-run',
    subject: id,
    detail: {
      what,
      rule: rule === undefined ? null : deps.rules.ruleId(rule),
      version: replay.version,
      numbers: scope.numbers?.length ?? null,
      from: scope.from,
      until: scope.until,
      messages: total,
    },
  });
  await deps.records.insert(replays, replay);
  deps.replays.start(id);
  return { kind: 'started', replay };
}

type Chosen =
  | {
      readonly kind: 'chosen';
      readonly what: Replay['what'];
      readonly rules: ChosenRules;
      /** The one rule that is replayed. */
      readonly rule: RuleRef | undefined;
    }
  | Extract<Started, { kind: 'refused' }>;

async function rulesFor(
  deps: StartReplay,
  authorized: Authorized<'replay:run'>,
  what: ReplayAsked['what'],
): Promise<Chosen> {
  const { set, shadow } = deps.rules.current();
  // Nobody learns by a replay what is not theirs to see.
  const running = may(authorized.actor, 'reserved:see') ? set.packs : set.packs.map(withoutReserved);
  if ('running' in what) {
    return { kind: 'chosen', what: 'running', rules: { packs: running, shadow: [...shadow] }, rule: undefined };
  }
  if ('companyRule' in what) {
    const kept = await readRule(deps, what.companyRule);
    return { kind: 'chosen', what: 'company-rule', rules: alone(kept.pack, running), rule: refOf(kept) };
  }
  const { pack, problems } = checkRuleText({ yaml: what.rule, language: what.language }, deps.rules.models());
  if (!pack) return { kind: 'refused', problems: [...problems] };
  const rule: RuleRef = `${pack.id}/${pack.rules[0].id}`;
  return { kind: 'chosen', what: 'rule', rules: alone(pack, running), rule };
}

function withoutReserved(pack: Pack): Pack {
  return { ...pack, rules: pack.rules.filter(({ audience }) => audience !== 'dpo') };
}

/** Only this rule counts. What conduct rules look for is found by the others, which run beside one of them. */
function alone(pack: Pack, running: readonly Pack[]): ChosenRules {
  const own = new Set(pack.rules.map(({ id }) => `${pack.id}/${id}`));
  if (!pack.rules.some(({ kind }) => kind === 'conduct')) return { packs: [pack], shadow: [] };
  const beside = running.map((one) => ({ ...one, rules: one.rules.filter(({ id }) => !own.has(`${one.id}/${id}`)) }));
  const helping = beside.flatMap((one) => one.rules.map(({ id }): RuleRef => `${one.id}/${id}`));
  return { packs: [pack, ...beside], shadow: helping };
}

/** Null: all there are. */
async function numbersFor(
  deps: StartReplay,
  authorized: Authorized<'replay:run'>,
  asked: readonly string[] | undefined,
): Promise<NumberId[] | null> {
  if (asked === undefined) return authorized.numbers === null ? null : [...authorized.numbers];
  const visible = await visibleNumbers(deps, authorized, undefined);
  return asked.map((number) => {
    const found = visible.find((one) => one === number);
    if (!found) throw new Problem('not-found', 'There is nothing here that you may see.', { pointer: '/numbers' });
    return found;
  });
}

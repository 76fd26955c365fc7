/** Proposes exceptions for a rule: words around its hits that dismissed alerts share, with what they would have spared and lost. */
import { setImmediate } from 'node:timers/promises';
import { compileRules, type Pack, type RuleRef, type Screenable } from '@atalaia/rules';
import {
  type Alert,
  type ConversationId,
  hits,
  type MessageId,
  messages,
  type Records,
  type RuleId,
  alerts as raised,
} from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import { isForThem } from '../alert/find.ts';
import type { ProposalView } from '../api/rule-views.ts';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import { type OpenScreenable, openScreenable } from '../screenable.ts';
import { phrasesAround } from './phrases.ts';
import type { RunningRules } from './running.ts';

export interface ProposeExceptions extends OpenScreenable {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly audit: Audit;
  readonly rules: Pick<RunningRules, 'current' | 'models' | 'ruleId'>;
}

/** Decided alerts looked at, of either kind, the latest; and how far back they are looked for among all. */
const mostDecided = 100;
const mostLookedThrough = 5000;
const hitsPerAlert = 20;
/** Phrases whose effect is worked out, and proposals answered. */
const mostTried = 40;
const mostProposed = 10;

/** A decided alert with the messages in which the rule fired. */
interface Decided {
  readonly confirmed: boolean;
  readonly conversation: ConversationId;
  readonly said: readonly Said[];
}

interface Said {
  readonly asked: Screenable;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/**
 * The best first. The texts are opened for it, which is recorded as one run before. What only one chat says is never
 * proposed: it may be somebody's name.
 * @throws Problem `not-found` if no such rule runs.
 */
export async function proposeExceptions(
  deps: ProposeExceptions,
  authorized: Authorized<'rule:change'>,
  { rule }: { readonly rule: string },
): Promise<{ proposals: ProposalView[] }> {
  const packs = packsWith(deps, rule);
  const found = await decidedWith(deps, authorized, deps.rules.ruleId(rule as RuleRef));
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'exceptions-proposed',
    subject: deps.rules.ruleId(rule as RuleRef),
    detail: { alerts: found.length },
  });
  const decided: Decided[] = [];
  for (const alert of found) decided.push(await openDecided(deps, alert, deps.rules.ruleId(rule as RuleRef)));
  const tried: Effect[] = [];
  for (const words of sharedPhrases(decided).slice(0, mostTried)) {
    tried.push(effectOf(packs, deps.rules.models(), decided, words));
    await setImmediate();
  }
  return { proposals: bestOf(tried).map((effect) => proposalOf(decided, effect)) };
}

/** The rule alone, as it runs in each language. */
function packsWith({ rules }: ProposeExceptions, ref: string): readonly Pack[] {
  const packs = rules
    .current()
    .set.packs.map((pack) => ({ ...pack, rules: pack.rules.filter(({ id }) => `${pack.id}/${id}` === ref) }))
    .filter((pack) => pack.rules.length > 0);
  if (packs.length === 0) throw new Problem('not-found', 'There is no such rule in force.', { pointer: '/rule' });
  return packs;
}

async function decidedWith(
  deps: ProposeExceptions,
  authorized: Authorized<'rule:change'>,
  rule: RuleId,
): Promise<readonly Alert[]> {
  const found = { dismissed: [] as Alert[], confirmed: [] as Alert[] };
  let looked = 0;
  const every = everyPage((after) =>
    deps.records.find(raised, { index: 'byRaised', order: 'descending', limit: 200, ...after }),
  );
  for await (const { doc } of every) {
    if (++looked > mostLookedThrough) break;
    if (doc.state !== 'dismissed' && doc.state !== 'confirmed') continue;
    if (!(doc.rules ?? [doc.rule]).includes(rule) || !maySee(authorized, doc.number)) continue;
    if (isForThem(authorized, doc) && found[doc.state].length < mostDecided) found[doc.state].push(doc);
  }
  return [...found.dismissed, ...found.confirmed];
}

async function openDecided(deps: ProposeExceptions, alert: Alert, rule: RuleId): Promise<Decided> {
  const page = await deps.records.find(hits, { index: 'byAlert', equals: { alert: alert.id }, limit: 1000 });
  const own = page.items.map(({ doc }) => doc).filter((hit) => hit.rule === rule && hit.end > hit.start);
  const said: Said[] = [];
  const byMessage: ReadonlyMap<MessageId, typeof own> = Map.groupBy(own.slice(0, hitsPerAlert), (hit) => hit.message);
  for (const [id, spans] of byMessage) {
    const message = (await deps.records.get(messages, id))?.doc;
    if (message) said.push({ asked: await openScreenable(deps, message), spans });
  }
  return { confirmed: alert.state === 'confirmed', conversation: alert.conversation, said };
}

/** Phrases that stand in dismissed alerts of several conversations, those of most alerts first. */
function sharedPhrases(decided: readonly Decided[]): readonly string[] {
  const chats = new Map<string, Set<ConversationId>>();
  for (const { confirmed, conversation, said } of decided) {
    if (confirmed) continue;
    for (const phrase of new Set(said.flatMap(({ asked, spans }) => phrasesAround(asked.text, spans)))) {
      chats.set(phrase, (chats.get(phrase) ?? new Set()).add(conversation));
    }
  }
  return [...chats]
    .filter(([, shared]) => shared.size > 1)
    .sort(([one, a], [other, b]) => b.size - a.size || other.length - one.length)
    .map(([phrase]) => phrase);
}

interface Effect {
  readonly words: string;
  /** Places of the alerts that would not have been raised, in the list of decided ones. */
  readonly spared: readonly number[];
  readonly lost: number;
}

/** By the engine itself, so that what is promised is what happens. */
function effectOf(
  packs: readonly Pack[],
  models: ReturnType<RunningRules['models']>,
  decided: readonly Decided[],
  words: string,
): Effect {
  const changed = packs.map((pack) => ({
    ...pack,
    rules: pack.rules.map((rule) => ({ ...rule, except: [...(rule.except ?? []), words] })),
  }));
  const set = compileRules(changed, { models, inactive: true });
  const silent = decided.flatMap(({ said }, index) =>
    said.length > 0 && said.every(({ asked }) => set.evaluate(asked).length === 0) ? [index] : [],
  );
  const lost = silent.filter((index) => decided[index]?.confirmed);
  return { words, spared: silent.filter((index) => !decided[index]?.confirmed), lost: lost.length };
}

/** Of phrases that spare the same alerts the longest, which says most exactly what is meant; none that loses a confirmed alert. */
function bestOf(effects: readonly Effect[]): readonly Effect[] {
  const longest = new Map<string, Effect>();
  for (const effect of effects) {
    if (effect.lost > 0 || effect.spared.length < 2) continue;
    const key = effect.spared.join();
    const other = longest.get(key);
    if ((other?.words.length ?? 0) < effect.words.length) longest.set(key, effect);
  }
  return [...longest.values()].sort((a, b) => b.spared.length - a.spared.length).slice(0, mostProposed);
}

function proposalOf(decided: readonly Decided[], { words, spared, lost }: Effect): ProposalView {
  const confirmed = decided.filter((one) => one.confirmed).length;
  return {
    words,
    dismissed: { avoided: spared.length, of: decided.length - confirmed },
    confirmed: { lost, of: confirmed },
  };
}

/** Runs rules over the archive as if they had been there: opens message after message, evaluates, counts. Nobody is shown a word. */
import {
  type ConductState,
  compileConduct,
  nothingYet,
  type PlacedRule,
  type Rule,
  type RuleRef,
  type Screenable,
  step,
} from '@atalaia/rules';
import {
  type Clock,
  type MessageId,
  type NumberId,
  numbers,
  type Records,
  type Replay,
  type RuleId,
} from '@atalaia/storage';
import type { Calendars } from '../calendar/calendars.ts';
import { eventOf } from '../conduct/event-of.ts';
import type { ChosenRules } from '../rule/mode.ts';
import { type OpenScreenable, openScreenable } from '../screenable.ts';
import { openEvaluator } from './evaluator.ts';
import { type InScope, messagesInScope } from './scope.ts';
import { openTally, type Tally } from './tally.ts';

export interface RunReplay extends OpenScreenable {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
  readonly clock: Clock;
  readonly ruleId: (ref: RuleRef) => RuleId;
}

/** A batch is evaluated together and leaves the event loop free after: so many messages, or so many characters. */
const batchMessages = 100;
const batchCharacters = 65_536;

/**
 * The counts of what fired; rules on trial in `rules` only help conduct rules and are not counted. `tell` hears how
 * many messages are done and may end the run by throwing.
 */
export async function runReplay(
  deps: RunReplay,
  scope: Pick<Replay, 'numbers' | 'from' | 'until'>,
  rules: ChosenRules,
  tell: (done: number) => Promise<void>,
): Promise<NonNullable<Replay['result']>> {
  await using evaluator = openEvaluator(rules.packs);
  const tally = openTally();
  const follow = openFollower(deps, scope, rules, tally);
  let batch: Opened[] = [];
  let characters = 0;
  let done = 0;
  const flush = async () => {
    const fired = await evaluator.evaluate(batch.map(({ asked }) => asked));
    for (const [index, one] of batch.entries()) await follow.hear(one, fired[index] ?? []);
    done += batch.length;
    batch = [];
    characters = 0;
    await tell(done);
  };
  for await (const one of messagesInScope(deps, scope)) {
    const asked = await openScreenable(deps, one.message);
    batch.push({ ...one, asked });
    characters += asked.text.length;
    if (batch.length >= batchMessages || characters >= batchCharacters) await flush();
  }
  if (batch.length > 0) await flush();
  await follow.end();
  return tally.result(deps.ruleId);
}

interface Opened extends InScope {
  readonly asked: Screenable;
}

interface Found {
  readonly rule: RuleRef;
  readonly at: number;
  readonly message: MessageId;
}

/** Follows one conversation after the other for conduct rules, and counts what fires. */
function openFollower(deps: RunReplay, { until }: Pick<Replay, 'until'>, { packs, shadow }: ChosenRules, tally: Tally) {
  const placed = packs.flatMap((pack) =>
    pack.rules.map((rule): PlacedRule => ({ ref: `${pack.id}/${rule.id}`, rule, language: pack.language })),
  );
  const known = new Map<RuleRef, Rule>(placed.map(({ ref, rule }) => [ref, rule]));
  const conduct = compileConduct({ rules: placed });
  const uncounted = new Set(shadow);
  const dayOf = openDays(deps);
  let last: { readonly one: InScope; readonly hours: Awaited<ReturnType<Calendars['of']>> } | undefined;
  const states = new Map<'live' | 'import', ConductState>();

  const count = ({ message }: InScope, day: (at: number) => string, hit: Found) => {
    const { rule, at } = hit;
    if (uncounted.has(rule)) return;
    const found = known.get(rule);
    const place = { ...message, id: hit.message };
    tally.count({ rule, place, at, day: day(at), raises: found?.effect === 'alert', audience: found?.audience });
  };

  /** Whoever was left waiting at the end of a live chat waits until now, or until the end of what was asked for. */
  const endOfChat = async () => {
    const state = states.get('live');
    if (last === undefined || state === undefined) return;
    const { one, hours } = last;
    const place = { hours, number: one.message.number };
    const ticked = step(conduct, place, state, { kind: 'tick', at: Math.min(deps.clock(), until ?? deps.clock()) });
    const day = await dayOf(one.message.number);
    for (const hit of ticked.hits) count(one, day, { ...hit, message: hit.message as MessageId });
  };

  return {
    async hear(one: InScope, fired: readonly RuleRef[]): Promise<void> {
      const { message, conversation } = one;
      if (last?.one.conversation.id !== conversation.id) {
        await endOfChat();
        states.clear();
        last = undefined;
      }
      tally.see(message.at);
      const day = await dayOf(message.number);
      for (const rule of fired) count(one, day, { rule, at: message.at, message: message.id });
      if (conduct.rules.length === 0) return;
      const event = await eventOf(deps, conduct, conversation, message, fired);
      if (!event) return;
      const hours = await deps.calendars.of(message.number);
      last = { one, hours };
      const state = states.get(message.origin) ?? nothingYet;
      const stepped = step(conduct, { hours, number: message.number }, state, event);
      states.set(message.origin, stepped.state);
      for (const hit of stepped.hits) count(one, day, { ...hit, message: hit.message as MessageId });
    },
    end: endOfChat,
  };
}

/** The local day of an instant, in the number's zone. */
function openDays(deps: Pick<RunReplay, 'records'>): (number: NumberId) => Promise<(at: number) => string> {
  const formats = new Map<NumberId, Intl.DateTimeFormat>();
  return async (number) => {
    let format = formats.get(number);
    if (!format) {
      const zone = (await deps.records.get(numbers, number))?.doc.zone ?? 'UTC';
      // Sweden writes days as YYYY-MM-DD.
      format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
      formats.set(number, format);
    }
    const chosen = format;
    return (at) => chosen.format(at);
  };
}

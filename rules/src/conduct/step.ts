/** Follows one conversation: from what is remembered and what happens, to what is remembered then and which conduct rules fire. */
import type { Direction, RuleRef, Severity } from '../rule.ts';
import type { BusinessHours } from './calendar.ts';
import { type Conduct, isAmong, type PlacedConduct } from './conduct.ts';
import type { ConductEvent, ConductState, Sign } from './state.ts';

/** A conduct rule fired. */
export interface ConductHit {
  readonly rule: RuleRef;
  readonly severity: Severity;
  /** The message it is about: the one that waits, was deleted, or made the pattern whole. */
  readonly message: string;
  /** UTC milliseconds: when it happened or fell due. */
  readonly at: number;
}

export interface Stepped {
  /** The very state that was given if nothing has to be remembered. */
  readonly state: ConductState;
  readonly hits: readonly ConductHit[];
}

/** What the conversation takes place in. */
export interface ConductPlace {
  readonly hours: BusinessHours;
  /** Random id; rules limited to numbers look only at these. */
  readonly number?: string;
}

const minuteMs = 60_000;
/** Signs remembered of a conversation; the oldest go first. */
const signsKept = 64;

/**
 * Pure: the same events in the same order give the same hits, however they are batched and wherever ticks come between.
 * What fell due before an event fires before it. The same event again fires nothing again. Never throws.
 */
export function step(conduct: Conduct, place: ConductPlace, state: ConductState, event: ConductEvent): Stepped {
  const rules = conduct.rules.filter(({ rule }) => looksAt(rule.numbers, place.number));
  const overdue = tellOverdue(rules, place, state, event.at);
  const next = happen(conduct, rules, place, overdue.state, event);
  return { state: next.state, hits: [...overdue.hits, ...next.hits] };
}

/** When the next rule falls due if nothing else happens; undefined if none does. */
export function dueOf(conduct: Conduct, place: ConductPlace, { waiting }: ConductState): number | undefined {
  if (!waiting) return undefined;
  const rules = conduct.rules.filter(({ rule }) => looksAt(rule.numbers, place.number));
  const dues = untold(rules, place, waiting).map(({ due }) => due);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function happen(
  conduct: Conduct,
  rules: readonly PlacedConduct[],
  place: ConductPlace,
  state: ConductState,
  event: ConductEvent,
): Stepped {
  switch (event.kind) {
    case 'message':
      return hear(conduct, rules, place, state, event);
    case 'edit':
      return edit(conduct, rules, state, event);
    case 'delete': {
      const told = tellGone(rules, state, event, []);
      return { ...told, state: takenBack(told.state, event.id) };
    }
    case 'reaction':
      return { state: event.from === 'agent' ? answered(rules, state, event.at) : state, hits: [] };
    case 'tick':
      return { state, hits: [] };
    default:
      throw new TypeError(`Nothing happens at ${String(event satisfies never)}`);
  }
}

function hear(
  conduct: Conduct,
  rules: readonly PlacedConduct[],
  place: ConductPlace,
  before: ConductState,
  event: Extract<ConductEvent, { kind: 'message' }>,
): Stepped {
  const outside = tellOutside(rules, place, before, event);
  let state = noteTurn(rules, place, outside.state, event);
  const fired = [...event.rules, ...outside.hits.map(({ rule }) => rule)].filter((rule) => conduct.watches(rule));
  if (fired.length === 0 || before.signs.some(({ message }) => message === event.id)) {
    return { state, hits: outside.hits };
  }
  const sign: Sign = { message: event.id, at: event.at, rules: [...new Set(fired)] };
  const hits = [...outside.hits, ...tellTogether(rules, state.signs, sign, event.from)];
  state = withSign(conduct, state, sign);
  return { state, hits };
}

/** Whose turn it is: a contact's message waits, the company's answers it. A late one of before the answer waits no more. */
function noteTurn(
  rules: readonly PlacedConduct[],
  place: ConductPlace,
  state: ConductState,
  event: Extract<ConductEvent, { kind: 'message' }>,
): ConductState {
  if (event.from === 'agent') return answered(rules, state, event.at);
  if (event.from !== 'contact') return state;
  let next = state;
  if (looksForAnswers(rules) && event.asks && event.at > (state.answeredAt ?? Number.NEGATIVE_INFINITY)) {
    next = asked(next, event);
  }
  // Inside business hours this is never asked for, so it need not be remembered.
  const within = longestAnswer(rules);
  const mayMatter =
    within !== undefined && !(place.hours.isOpen(event.at) && place.hours.isOpen(event.at + within * minuteMs));
  if (mayMatter && event.at > (state.contactAt ?? Number.NEGATIVE_INFINITY)) next = { ...next, contactAt: event.at };
  return next;
}

function asked(state: ConductState, { id, at }: { readonly id: string; readonly at: number }): ConductState {
  const { waiting } = state;
  if (!waiting) return { ...state, waiting: { message: id, at, told: [] } };
  return waiting.message === id ? state : { ...state, waiting: { ...waiting, latest: { message: id, at } } };
}

/** Remembered also if nobody waits: what the contact wrote before may come later. What was asked after it still waits. */
function answered(rules: readonly PlacedConduct[], state: ConductState, at: number): ConductState {
  const { waiting, answeredAt } = state;
  let next = state;
  if (waiting && at >= waiting.at) {
    const { latest } = waiting;
    next = latest && latest.at > at ? { ...state, waiting: { ...latest, told: [] } } : without(state, 'waiting');
  }
  if (!looksForAnswers(rules) || (answeredAt !== undefined && answeredAt >= at)) return next;
  return { ...next, answeredAt: at };
}

/** The question that waits is deleted: then the latest other one waits, and what was told is not told again. */
function takenBack(state: ConductState, message: string): ConductState {
  const { waiting } = state;
  if (waiting?.latest?.message === message) {
    const { latest: _, ...alone } = waiting;
    return { ...state, waiting: alone };
  }
  if (waiting?.message !== message) return state;
  const { latest, told } = waiting;
  return latest ? { ...state, waiting: { ...latest, told } } : without(state, 'waiting');
}

function looksForAnswers(rules: readonly PlacedConduct[]): boolean {
  return rules.some(({ rule }) => rule.when.kind === 'no-answer');
}

interface Due extends PlacedConduct {
  readonly due: number;
}

function untold(
  rules: readonly PlacedConduct[],
  { hours }: ConductPlace,
  waiting: NonNullable<ConductState['waiting']>,
): readonly Due[] {
  return rules.flatMap(({ ref, rule }) => {
    if (rule.when.kind !== 'no-answer' || waiting.told.includes(ref)) return [];
    const due = hours.after(waiting.at, rule.when.minutes);
    return due === undefined ? [] : [{ ref, rule, due }];
  });
}

function tellOverdue(rules: readonly PlacedConduct[], place: ConductPlace, state: ConductState, at: number): Stepped {
  const { waiting } = state;
  if (!waiting) return { state, hits: [] };
  const overdue = untold(rules, place, waiting).filter(({ due }) => due <= at);
  if (overdue.length === 0) return { state, hits: [] };
  return {
    state: { ...state, waiting: { ...waiting, told: [...waiting.told, ...overdue.map(({ ref }) => ref)] } },
    hits: overdue.map((one) => hitOf(one, waiting.message, one.due)),
  };
}

function tellOutside(
  rules: readonly PlacedConduct[],
  { hours }: ConductPlace,
  state: ConductState,
  { id, at, from }: Extract<ConductEvent, { kind: 'message' }>,
): Stepped {
  if (from !== 'agent' || hours.isOpen(at)) return { state, hits: [] };
  const { contactAt, outsideAt } = state;
  if (outsideAt !== undefined && isClosedBetween(hours, outsideAt, at)) return { state, hits: [] };
  const fires = rules.filter(({ rule: { when } }) => {
    if (when.kind !== 'outside-hours') return false;
    return contactAt === undefined || at < contactAt || at - contactAt > when.answerWithin * minuteMs;
  });
  if (fires.length === 0) return { state, hits: [] };
  return { state: { ...state, outsideAt: at }, hits: fires.map((one) => hitOf(one, id, at)) };
}

/** What this sign makes whole with those before it. A sign that adds nothing new to them fires nothing. */
function tellTogether(
  rules: readonly PlacedConduct[],
  signs: readonly Sign[],
  sign: Sign,
  from: Direction | undefined,
): readonly ConductHit[] {
  return rules
    .filter(({ rule }) => rule.from === undefined || from === undefined || rule.from === from)
    .filter(({ rule: { when } }) => {
      if (when.kind === 'signs-together') {
        const named = (one: Sign) => one.rules.filter((rule) => isAmong(rule, when.rules));
        const before = new Set(signs.filter((one) => isNear(one, sign, when.minutes)).flatMap(named));
        const all = new Set([...before, ...named(sign)]);
        return all.size >= when.atLeast && all.size > before.size;
      }
      if (when.kind !== 'one-then-other' || !sign.rules.some((rule) => isAmong(rule, when.next))) return false;
      const near = signs.filter((one) => one.at <= sign.at && isNear(one, sign, when.minutes));
      const first = near.findLastIndex((one) => one.rules.some((rule) => isAmong(rule, when.first)));
      const since = near.slice(first + 1);
      return first >= 0 && !since.some((one) => one.rules.some((rule) => isAmong(rule, when.next)));
    })
    .map((one) => hitOf(one, sign.message, sign.at));
}

function edit(
  conduct: Conduct,
  rules: readonly PlacedConduct[],
  state: ConductState,
  event: Extract<ConductEvent, { kind: 'edit' }>,
): Stepped {
  const told = tellGone(rules, state, event, event.rules);
  const fired = event.rules.filter((rule) => conduct.watches(rule));
  const known = state.signs.some(({ message }) => message === event.id);
  if (fired.length === 0 || known) return told;
  // Words that fire only now: the message is a sign from here on.
  const sign: Sign = { message: event.id, at: event.at, rules: [...new Set(fired)] };
  return {
    state: withSign(conduct, told.state, sign),
    hits: [...told.hits, ...tellTogether(rules, state.signs, sign, event.from)],
  };
}

/** A message that had fired is gone, or says something else now. `left`: the rules that its new words still meet. */
function tellGone(
  rules: readonly PlacedConduct[],
  state: ConductState,
  event: Extract<ConductEvent, { kind: 'edit' | 'delete' }>,
  left: readonly RuleRef[],
): Stepped {
  const sign = state.signs.find(({ message, gone }) => message === event.id && gone !== true);
  if (!sign) return { state, hits: [] };
  const fires = rules.filter(({ rule: { when, from } }) => {
    if (when.kind !== 'deletion-after-hit' || !isNear(sign, event, when.minutes)) return false;
    if (from !== undefined && event.from !== undefined && from !== event.from) return false;
    return sign.rules.some((rule) => isAmong(rule, when.rules)) && !left.some((rule) => isAmong(rule, when.rules));
  });
  if (fires.length === 0) return { state, hits: [] };
  const signs = state.signs.map((one) => (one === sign ? { ...one, gone: true } : one));
  return { state: { ...state, signs }, hits: fires.map((one) => hitOf(one, event.id, event.at)) };
}

function withSign(conduct: Conduct, state: ConductState, sign: Sign): ConductState {
  const signs = state.signs.filter((one) => one.at >= sign.at - conduct.reachMs);
  return { ...state, signs: [...signs, sign].slice(-signsKept) };
}

/** Asks for the next opening only, for years may lie between. */
function isClosedBetween(hours: BusinessHours, one: number, other: number): boolean {
  const opening = hours.next(Math.min(one, other));
  return opening === undefined || opening.opens >= Math.max(one, other);
}

function longestAnswer(rules: readonly PlacedConduct[]): number | undefined {
  const minutes = rules.flatMap(({ rule }) => (rule.when.kind === 'outside-hours' ? [rule.when.answerWithin] : []));
  return minutes.length === 0 ? undefined : Math.max(...minutes);
}

function isNear(one: { readonly at: number }, other: { readonly at: number }, minutes: number): boolean {
  return Math.abs(one.at - other.at) <= minutes * minuteMs;
}

function looksAt(numbers: readonly string[] | undefined, number: string | undefined): boolean {
  return numbers === undefined || (number !== undefined && numbers.includes(number));
}

function hitOf({ ref, rule }: PlacedConduct, message: string, at: number): ConductHit {
  return { rule: ref, severity: rule.severity, message, at };
}

function without<K extends keyof ConductState>(state: ConductState, key: K): Omit<ConductState, K> & ConductState {
  const { [key]: _, ...rest } = state;
  return rest as Omit<ConductState, K> & ConductState;
}

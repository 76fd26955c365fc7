/** Conduct rules follow any conversation the same way, wherever ticks come between and whatever comes twice; and remember little. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileConduct } from '../../rules/src/conduct/conduct.ts';
import type { ConductPattern } from '../../rules/src/conduct/pattern.ts';
import {
  businessHours,
  type ConductEvent,
  type ConductHit,
  type ConductState,
  compileRules,
  nothingYet,
  type RuleRef,
  step,
  usualCalendar,
} from '../../rules/src/index.ts';

const title = { 'pt-BR': 'x', en: 'x', es: 'x' };
const patterns: readonly ConductPattern[] = [
  { kind: 'no-answer', minutes: 45 },
  { kind: 'no-answer', minutes: 180 },
  { kind: 'outside-hours', answerWithin: 30 },
  { kind: 'deletion-after-hit', rules: ['signs/a', 'signs/b'], minutes: 600 },
  { kind: 'signs-together', rules: ['signs'], atLeast: 3, minutes: 1440 },
  { kind: 'one-then-other', first: ['signs/a'], next: ['signs/b'], minutes: 240 },
];
const examples = { match: ['x'], pass: ['x'] };
const conduct = compileConduct(
  compileRules([
    {
      id: 'test',
      version: '1',
      language: 'any',
      title,
      active: true,
      rules: patterns.map((when, index) => ({
        id: `rule-${index}`,
        kind: 'conduct' as const,
        when,
        severity: 'low' as const,
        effect: 'alert' as const,
        title,
        why: title,
        examples,
      })),
    },
  ]),
);
const place = { hours: businessHours(usualCalendar('America/Sao_Paulo')), number: 'number' };

function follow(events: readonly ConductEvent[], given: ConductState = nothingYet) {
  let state = given;
  const hits: ConductHit[] = [];
  for (const event of events) {
    const stepped = step(conduct, place, state, event);
    // What is remembered goes through a document in between.
    state = JSON.parse(JSON.stringify(stepped.state)) as ConductState;
    hits.push(...stepped.hits);
  }
  return { state, hits };
}

const from = fc.constantFrom('agent' as const, 'contact' as const);
const rules = fc.subarray(['signs/a', 'signs/b', 'signs/c', 'other/z'] satisfies RuleRef[], { maxLength: 2 });
/** Minutes since the event before. */
const gap = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 60 * 30 }));
const happening = fc.record({
  kind: fc.constantFrom(
    'message' as const,
    'message' as const,
    'message' as const,
    'edit' as const,
    'delete' as const,
    'reaction' as const,
  ),
  from,
  rules,
  gap,
  /** How many messages ago the one was that is edited or deleted. */
  back: fc.integer({ min: 0, max: 8 }),
  asks: fc.boolean(),
});

const conversation = fc.array(happening, { maxLength: 60 }).map((happenings) => {
  let at = Date.UTC(2026, 2, 2, 12);
  let count = 0;
  return happenings.map((one): ConductEvent => {
    at += one.gap * 60_000;
    const id = `m${Math.max(0, count - one.back)}`;
    switch (one.kind) {
      case 'message':
        count += 1;
        return {
          kind: 'message',
          id: `m${count}`,
          at,
          from: one.from,
          rules: one.rules,
          asks: one.asks && one.from === 'contact',
        };
      case 'edit':
        return { kind: 'edit', id, at, from: one.from, rules: one.rules };
      case 'delete':
        return { kind: 'delete', id, at, from: one.from };
      case 'reaction':
        return { kind: 'reaction', at, from: one.from };
      default:
        return one.kind satisfies never;
    }
  });
});

test('ticks change when a rule fires, never whether', () => {
  fc.assert(
    fc.property(
      conversation,
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 20 }),
      (events, steps) => {
        const end = { kind: 'tick', at: (events.at(-1)?.at ?? 0) + 86_400_000 * 5 } as const;
        const ticked = events.flatMap((event, index): ConductEvent[] => {
          const until = events[index + 1]?.at ?? event.at;
          const every = (steps[index % steps.length] ?? 1) * 60_000;
          const ticks: ConductEvent[] = [];
          for (let at = event.at; at <= until && ticks.length < 50; at += every) ticks.push({ kind: 'tick', at });
          return [event, ...ticks];
        });
        expect(follow([...ticked, end]).hits).toEqual(follow([...events, end]).hits);
      },
    ),
  );
});

test('what comes twice fires once', () => {
  fc.assert(
    fc.property(conversation, (events) => {
      const twice = events.flatMap((event) => [event, event]);
      expect(follow(twice)).toEqual(follow(events));
    }),
  );
});

test('following on from what was kept is following without a break', () => {
  fc.assert(
    fc.property(conversation, fc.nat(60), (events, cut) => {
      const first = follow(events.slice(0, cut));
      const second = follow(events.slice(cut), first.state);
      expect([...first.hits, ...second.hits]).toEqual(follow(events).hits);
    }),
  );
});

test('what is remembered stays small, whatever happens', () => {
  let at = Date.UTC(2026, 2, 2, 12);
  const flood = Array.from({ length: 2000 }, (_, index): ConductEvent => {
    at += 1000;
    return {
      kind: 'message',
      id: `m${index}`,
      at,
      from: 'agent',
      asks: false,
      rules: ['signs/a', 'signs/b', 'signs/c'],
    };
  });
  const { state } = follow(flood);
  expect(state.signs.length).toBe(64);
  expect(JSON.stringify(state).length).toBeLessThan(10_000);
});

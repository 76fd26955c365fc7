/** Conduct rules fire on what happens in a conversation over time; each pattern told as a small story. */
import { describe, expect, test } from 'vitest';
import { checkPackText } from '../../monitor/src/rule/read-packs.ts';
import { compileConduct } from '../../rules/src/conduct/conduct.ts';
import type { ConductPattern } from '../../rules/src/conduct/pattern.ts';
import { playStory } from '../../rules/src/conduct/story.ts';
import { businessHours, compileRules, nothingYet, type RuleSet, step, usualCalendar } from '../../rules/src/index.ts';
import { packSource } from './pack-source.ts';

function setOf(when: ConductPattern): RuleSet {
  const title = { 'pt-BR': 'x', en: 'x', es: 'x' };
  return compileRules([
    {
      id: 'test',
      version: '1',
      language: 'any',
      title,
      active: true,
      rules: [
        {
          id: 'it',
          kind: 'conduct',
          when,
          severity: 'low',
          effect: 'alert',
          title,
          why: title,
          examples: { match: ['x'], pass: ['x'] },
        },
      ],
    },
  ]);
}

function fires(when: ConductPattern, lines: readonly string[]): number {
  const fired = playStory(setOf(when), lines.join('\n'));
  if (fired === undefined) throw new Error('This story cannot be read.');
  return fired.length;
}

describe('no answer', () => {
  const when: ConductPattern = { kind: 'no-answer', minutes: 60 };

  test.each([
    ['nobody answers in an hour', ['Mon 10:00 contact: quanto custa?', '11:00 tick'], 1],
    ['the answer comes too late', ['Mon 10:00 contact: quanto custa?', '11:30 agent: dez reais'], 1],
    ['it is told once', ['Mon 10:00 contact: oi?', '11:00 tick', '11:05 contact: alô?', 'Tue 15:00 tick'], 1],
    ['the answer comes in time', ['Mon 10:00 contact: quanto custa?', '10:59 agent: dez reais', '15:00 tick'], 0],
    ['the evening does not count', ['Thu 17:30 contact: oi, tem vaga', 'Fri 08:00 tick'], 0],
    ['thanks ask for nothing', ['Mon 10:00 contact: ok, muito obrigada!', 'Tue 17:00 tick'], 0],
    ['the contact took it back', ['Mon 10:00 contact: oi?', '10:10 contact deletes 10:00', '17:00 tick'], 0],
    [
      'the contact asked again, then took the first one back',
      ['Mon 10:00 contact: oi?', '10:01 contact: quanto custa?', '10:02 contact deletes 10:00', '12:00 tick'],
      1,
    ],
    [
      'the contact took both back',
      ['Mon 10:00 contact: a?', '10:01 contact: b?', '10:02 contact deletes 10:01', '10:03 contact deletes 10:00'],
      0,
    ],
    [
      'told already, then the first one is taken back',
      ['Mon 10:00 contact: a?', '10:01 contact: b?', '11:00 tick', '11:30 contact deletes 10:00', '15:00 tick'],
      1,
    ],
    ['the question comes late, after its answer', ['Mon 10:05 agent: ligo já', '10:00 contact: oi?', '12:00 tick'], 0],
    ['an older answer comes late too', ['Mon 10:05 agent: a', '09:50 agent: b', '10:00 contact: oi?', '12:00 tick'], 0],
    [
      'an answer to the first of two comes late',
      ['Mon 10:00 contact: a?', '10:30 contact: b?', '10:10 agent: c', '12:00 tick'],
      1,
    ],
    [
      'a second wait is told too',
      ['Mon 10:00 contact: a?', '11:00 tick', '11:01 agent: b', '12:00 contact: c?', '13:00 tick'],
      2,
    ],
  ])('%s', (_, story, expected) => {
    expect(fires(when, story)).toBe(expected);
  });

  test('only hours of business count, over the weekend too', () => {
    expect(fires(when, ['Fri 17:30 contact: oi, tem vaga', 'Sat 12:00 tick', 'Sun 20:00 tick'])).toBe(0);
    expect(fires({ ...when, minutes: 30 }, ['Fri 17:30 contact: oi, tem vaga', '18:00 tick'])).toBe(1);
  });
});

describe('outside hours', () => {
  const when: ConductPattern = { kind: 'outside-hours', answerWithin: 30 };

  test.each([
    ['somebody writes at night', ['Mon 21:00 agent: oi, tudo bem?'], 1],
    ['it is told once a night', ['Mon 21:00 agent: a', '21:05 agent: b', '23:50 agent: c'], 1],
    ['and again the next night', ['Mon 21:00 agent: a', 'Tue 21:00 agent: b'], 2],
    ['once in a weekend', ['Fri 19:00 agent: a', 'Sat 12:00 agent: b', 'Sun 12:00 agent: c'], 1],
    ['an answer is welcome', ['Mon 20:50 contact: socorro', '21:00 agent: pois não'], 0],
    ['an answer to what came at closing time', ['Mon 17:55 contact: socorro', '18:10 agent: pois não'], 0],
    ['hours later it is no answer', ['Mon 18:30 contact: socorro', '21:00 agent: pois não'], 1],
    ['in business hours', ['Mon 10:00 agent: bom dia'], 0],
    ['the contact may write at night', ['Mon 23:00 contact: oi'], 0],
  ])('%s', (_, story, expected) => {
    expect(fires(when, story)).toBe(expected);
  });

  test('the year 9999 is told at once, not after a walk through every day', () => {
    let days = 0;
    const { zone, week, holidays } = usualCalendar('UTC');
    const counted = {
      ...{ zone, holidays },
      get week() {
        days++;
        return week;
      },
    };
    const place = { hours: businessHours(counted) };
    const conduct = compileConduct(setOf(when));
    let state = nothingYet;
    const told = [Date.UTC(2024, 0, 6), Date.UTC(9999, 11, 31, 23)].map((at) => {
      const event = { kind: 'message', id: String(at), at, from: 'agent', asks: false, rules: [] } as const;
      const stepped = step(conduct, place, state, event);
      state = stepped.state;
      return stepped.hits.length;
    });
    expect(told).toEqual([1, 1]);
    expect(days).toBeLessThan(1000);
  });
});

describe('deletion after a hit', () => {
  const when: ConductPattern = { kind: 'deletion-after-hit', rules: ['bribery'], minutes: 120 };

  test.each([
    ['deleted', ['Mon 10:00 agent [bribery/kickback]: x', '10:05 agent deletes 10:00'], 1],
    [
      'deleted twice',
      ['Mon 10:00 agent [bribery/kickback]: x', '10:05 agent deletes 10:00', '10:06 agent deletes 10:00'],
      1,
    ],
    ['edited away', ['Mon 10:00 agent [bribery/kickback]: x', '10:05 agent edits 10:00: y'], 1],
    ['a typo corrected', ['Mon 10:00 agent [bribery/kickback]: x', '10:05 agent edits 10:00 [bribery/kickback]: z'], 0],
    [
      'edited into it, then deleted',
      ['Mon 10:00 agent: x', '10:01 agent edits 10:00 [bribery/kickback]: y', '10:02 agent deletes 10:00'],
      1,
    ],
    [
      'another message deleted',
      ['Mon 10:00 agent [bribery/kickback]: x', '10:01 agent: y', '10:05 agent deletes 10:01'],
      0,
    ],
    ['another pack', ['Mon 10:00 agent [abuse/insult]: x', '10:05 agent deletes 10:00'], 0],
    ['long after', ['Mon 10:00 agent [bribery/kickback]: x', '12:01 agent deletes 10:00'], 0],
  ])('%s', (_, story, expected) => {
    expect(fires(when, story)).toBe(expected);
  });
});

describe('signs together', () => {
  const when: ConductPattern = { kind: 'signs-together', rules: ['signs'], atLeast: 2, minutes: 60 };

  test.each([
    ['two different ones', ['Mon 10:00 agent [signs/a]: x', '10:30 contact [signs/b]: y'], 1],
    ['two in one message', ['Mon 10:00 agent [signs/a, signs/b]: x'], 1],
    ['the same twice', ['Mon 10:00 agent [signs/a]: x', '10:30 agent [signs/a]: y'], 0],
    ['too far apart', ['Mon 10:00 agent [signs/a]: x', '11:01 agent [signs/b]: y'], 0],
    ['a known one again', ['Mon 10:00 agent [signs/a]: x', '10:10 agent [signs/b]: y', '10:20 agent [signs/a]: z'], 1],
    ['a third one', ['Mon 10:00 agent [signs/a]: x', '10:10 agent [signs/b]: y', '10:20 agent [signs/c]: z'], 2],
  ])('%s', (_, story, expected) => {
    expect(fires(when, story)).toBe(expected);
  });
});

describe('one, then the other', () => {
  const when: ConductPattern = { kind: 'one-then-other', first: ['p/ask'], next: ['p/yes'], minutes: 60 };

  test.each([
    ['asked and agreed', ['Mon 10:00 agent [p/ask]: x', '10:30 contact [p/yes]: y'], 1],
    ['agreed twice', ['Mon 10:00 agent [p/ask]: x', '10:30 contact [p/yes]: y', '10:31 contact [p/yes]: y'], 1],
    [
      'asked and agreed again',
      ['Mon 10:00 agent [p/ask]: x', '10:01 contact [p/yes]: y', '10:02 agent [p/ask]: x', '10:03 contact [p/yes]: y'],
      2,
    ],
    ['the other way round', ['Mon 10:00 contact [p/yes]: y', '10:30 agent [p/ask]: x'], 0],
    ['both in one message', ['Mon 10:00 agent [p/ask, p/yes]: x'], 0],
    ['too late', ['Mon 10:00 agent [p/ask]: x', '11:01 contact [p/yes]: y'], 0],
  ])('%s', (_, story, expected) => {
    expect(fires(when, story)).toBe(expected);
  });
});

test('an example that is no story is told as such, with its place', () => {
  const text = packSource({
    rules: `  - id: it
    kind: conduct
    when: { kind: no-answer, minutes: 60 }
    severity: low
    effect: alert
    title: { pt-BR: x, en: x, es: x }
    why: { pt-BR: x, en: x, es: x }
    examples:
      match: ["Monday at ten contact: quanto custa?"]
      pass: ["Mon 10:00 contact: obrigado"]
`,
  });
  expect(checkPackText(text, new Map()).problems).toEqual([
    { path: '', line: 15, column: 15, message: expect.stringContaining('expected lines such as "Mon 10:00 contact') },
  ]);
});

/** Plays the examples of conduct rules: little chats, a line for each thing that happens. */
import type { RuleSet } from '../compile.ts';
import type { Direction, RuleRef } from '../rule.ts';
import { businessHours, usualCalendar } from './calendar.ts';
import { asksForAnswer } from './closing.ts';
import { compileConduct } from './conduct.ts';
import { type ConductEvent, nothingYet } from './state.ts';
import { step } from './step.ts';

/**
 * The rules that fire in a chat such as
 *
 *     Mon 10:00 agent [off-channel/personal-number]: me chama no pessoal
 *     Mon 10:02 contact: beleza
 *     10:05 agent edits 10:00: combinado
 *     10:06 agent deletes 10:00
 *     Tue 12:00 tick
 *
 * Times are those of a week in the usual calendar (Monday to Friday, 9 to 18); without a day, that of the line before.
 * Rules in brackets fire in that message besides those of the set, for an example must not hang on another pack.
 * Undefined if a line is not of this form.
 */
export function playStory(set: RuleSet, story: string): readonly RuleRef[] | undefined {
  const conduct = compileConduct(set);
  const place = { hours: businessHours(usualCalendar('UTC')) };
  const lines = story.split('\n').filter((line) => line.trim() !== '');
  const messages = new Map<string, string>();
  let state = nothingYet;
  let day = 'Mon';
  const fired: RuleRef[] = [];
  for (const [index, line] of lines.entries()) {
    const told = lineForm.exec(line.trim())?.groups;
    if (!told) return undefined;
    day = told['day'] ?? day;
    const target = told['target'] === undefined ? undefined : messages.get(told['target']);
    if (told['act'] !== undefined && target === undefined) return undefined;
    if (told['act'] === undefined) messages.set(told['time'] ?? '', String(index));
    const at = monday + days.indexOf(day) * 24 * 60 * 60_000 + minutesOf(told['time'] ?? '') * 60_000;
    const stepped = step(conduct, place, state, eventOf(set, told, at, target ?? String(index)));
    state = stepped.state;
    fired.push(...stepped.hits.map(({ rule }) => rule));
  }
  return fired;
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);

const lineForm = new RegExp(
  `^(?:(?<day>${days.join('|')}) )?(?<time>[0-2]\\d:[0-5]\\d) (?:tick|` +
    '(?<from>agent|contact)(?: (?<act>deletes|edits) (?<target>[0-2]\\d:[0-5]\\d))?' +
    '(?: \\[(?<rules>[a-z0-9/, -]+)\\])?(?:: (?<text>.*))?)$',
);

function eventOf(
  set: RuleSet,
  told: Readonly<Record<string, string | undefined>>,
  at: number,
  id: string,
): ConductEvent {
  const from = told['from'] as Direction | undefined;
  if (from === undefined) return { kind: 'tick', at };
  if (told['act'] === 'deletes') return { kind: 'delete', id, at, from };
  const text = told['text'] ?? '';
  const named = (told['rules']?.split(', ') ?? []) as RuleRef[];
  const rules = [...named, ...set.evaluate({ text, from }).map(({ rule }) => rule)];
  if (told['act'] === 'edits') return { kind: 'edit', id, at, from, rules };
  return { kind: 'message', id, at, from, asks: from === 'contact' && asksForAnswer(text), rules };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Rules are replayed over the archive: everything is looked at once, counted, recorded, and nobody sees more than is theirs. */
import { setTimeout as wait } from 'node:timers/promises';
import { parsePack } from '@atalaia/rules';
import { auditEntries } from '@atalaia/storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { registerNumber } from '../../monitor/src/number/register.ts';
import { openEvaluator } from '../../monitor/src/replay/evaluator.ts';
import type { Browser } from '../fixtures/served-app.ts';
import { type Lab, ok, openLab, translated, written } from './rule-lab.ts';

/** A rule that alerts, and one that only marks. */
const packFile = `id: test
version: '1'
language: any
active: true
title: ${translated('Test')}
rules:
  - id: gift
    kind: lexicon
    severity: high
    effect: alert
    title: ${translated('Gift')}
    why: ${translated('Because')}
    terms: [agrado]
    examples: { match: [um agrado], pass: [bom dia] }
  - id: back
    kind: lexicon
    severity: low
    effect: tag
    title: ${translated('Back')}
    why: ${translated('Because')}
    terms: [voltei]
    examples: { match: [voltei], pass: [bom dia] }
`;

interface Replay {
  readonly id: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly rules: readonly string[];
  readonly result: null | {
    readonly messages: number;
    readonly hits: number;
    readonly alerts: number;
    readonly perDay: readonly { day: string; hits: number; alerts: number }[];
    readonly byRule: readonly object[];
    readonly forecast: { days: number; alertsPerDay: number; minutesPerDay: number };
    readonly samples: readonly { conversation: string; message: string; at: number }[];
  };
}

let lab: Lab;
let total: number;
const perChat = 600;

beforeAll(async () => {
  lab = await openLab(packFile);
  // Every 100th line names the project; lines are a minute apart, so a chat runs past midnight.
  const line = (n: number) => (n % 100 === 0 ? `o projeto falcao ${n}` : `mensagem ${n}`);
  await lab.say(...Array.from({ length: perChat }, (_, n) => line(n)));
  await lab.say(...Array.from({ length: perChat }, (_, n) => line(n)), 'M:tem um agrado', 'voltei', 'apaga isso');
  total = 2 * (perChat + 1) + 3;
});
afterAll(() => lab[Symbol.asyncDispose]());

const start = (browser: Browser, body: object) =>
  ok<{ kind: string; replay: Replay }>(browser, 'POST', '/api/replays', body);

async function ended(browser: Browser, { id }: Replay): Promise<Replay> {
  for (;;) {
    const replay = await ok<Replay>(browser, 'GET', `/api/replays/${id}`);
    if (!['waiting', 'running'].includes(replay.state)) return replay;
    await wait(20);
  }
}

test('a rule that is being written is counted over every message, by day, with samples that open the conversation', async () => {
  const { kind, replay } = await start(lab.gil, { what: { rule: written('falcon', 'projeto falcão') } });
  expect(kind).toBe('started');
  expect(replay).toMatchObject({ total, rules: ['company/falcon'] });
  const done = await ended(lab.gil, replay);
  expect(done).toMatchObject({
    state: 'done',
    done: total,
    result: {
      messages: total,
      hits: 12,
      // Two conversations, each one episode: never a day between two hits.
      alerts: 2,
      byRule: [{ rule: 'company/falcon', hits: 12, alerts: 2 }],
      perDay: [
        { day: '2026-03-09', alerts: 2 },
        { day: '2026-03-10', alerts: 0 },
      ],
    },
  });
  const { samples, forecast, perDay } = done.result ?? { samples: [], forecast: undefined, perDay: [] };
  expect(perDay.reduce((sum, { hits }) => sum + hits, 0)).toBe(12);
  expect(samples).toHaveLength(12);
  expect(forecast?.alertsPerDay).toBeCloseTo(2 / (forecast?.days ?? 0), 6);
  expect(samples).toEqual(samples.toSorted((a, b) => b.at - a.at));
  const [sample] = samples;
  const opened = await ok(lab.gil, 'POST', `/api/conversations/${sample?.conversation}/readings`, {
    around: sample?.message,
  });
  expect(JSON.stringify(opened)).toContain('projeto falcao');
  const entries = await lab.served.app.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: replay.id },
    limit: 10,
  });
  expect(entries.items.map(({ doc }) => [doc.act, doc.detail['messages']])).toEqual([['replay-run', total]]);
  // Trying changes nothing: no alert, no hit, no rule.
  expect(await ok(lab.gil, 'GET', '/api/alerts')).toMatchObject({ total: 1 });
});

test('a conduct rule is replayed with the signs that the running rules find', async () => {
  const rule = written('after-gift', 'x')
    .replace('kind: lexicon', 'kind: conduct')
    .replace("terms: ['x']", 'when: { kind: one-then-other, first: [test/gift], next: [test/back], minutes: 60 }')
    .replace("'sobre o x'", '"Mon 10:00 agent [test/gift]: oi\\nMon 10:02 contact [test/back]: eis"')
    .replace("'bom dia'", "'Mon 10:00 agent: bom dia'");
  const { replay } = await start(lab.gil, { what: { rule } });
  expect(await ended(lab.gil, replay)).toMatchObject({
    state: 'done',
    rules: ['company/after-gift'],
    result: { hits: 1, alerts: 1, byRule: [{ rule: 'company/after-gift' }] },
  });
});

test('what runs is replayed as it raised; of a time and a number only what belongs to it', async () => {
  const running = await ended(lab.gil, (await start(lab.gil, { what: { running: true } })).replay);
  expect(running.result).toMatchObject({
    messages: total,
    hits: 2,
    alerts: 1,
    byRule: [{ rule: 'test/gift' }, { rule: 'test/back', alerts: 0 }],
  });
  const from = Date.UTC(2026, 2, 10, 4);
  const late = await ended(lab.gil, (await start(lab.gil, { what: { running: true }, from })).replay);
  expect(late.result?.messages).toBeLessThan(total / 2);
  const none = await start(lab.gil, { what: { running: true }, from: 0, until: 1 });
  expect((await ended(lab.gil, none.replay)).result).toMatchObject({ messages: 0, hits: 0, perDay: [], samples: [] });
  const foreign = await lab.gil.call('POST', '/api/replays', { what: { running: true }, numbers: ['a'.repeat(22)] });
  expect(foreign.status).toBe(404);
});

test('a replay that waits or runs can be cancelled, and stays so', async () => {
  const one = await start(lab.gil, { what: { running: true } });
  const other = await start(lab.gil, { what: { running: true } });
  expect(await ok(lab.gil, 'DELETE', `/api/replays/${other.replay.id}`)).toMatchObject({ state: 'cancelled' });
  await ended(lab.gil, one.replay);
  const again = await start(lab.gil, { what: { running: true } });
  await ended(lab.gil, again.replay);
  expect(await ok(lab.gil, 'GET', `/api/replays/${other.replay.id}`)).toMatchObject({
    state: 'cancelled',
    result: null,
  });
  const list = await ok<{ replays: Replay[] }>(lab.gil, 'GET', '/api/replays');
  expect(list.replays[0]?.id).toBe(again.replay.id);
});

test('a text that is no rule is refused with its place; a stranger to the numbers finds no replay', async () => {
  expect(await start(lab.gil, { what: { rule: 'kind: lexicon' } })).toMatchObject({
    kind: 'refused',
    problems: expect.arrayContaining([expect.objectContaining({ line: 1, column: 1 })]),
  });
  const mine = await start(lab.gil, { what: { running: true } });
  const phone = phoneOf('+5511987654321');
  if (!phone) throw new Error('This is no phone number.');
  const other = await registerNumber(lab.served.app, { kind: 'system' }, phone);
  const carla = await lab.served.invited(lab.ana, 'carla@example.com', ['manager'], [other.id]);
  expect((await carla.call('GET', `/api/replays/${mine.replay.id}`)).status).toBe(404);
  expect(await ok(carla, 'GET', '/api/replays')).toMatchObject({ replays: [] });
  expect((await lab.ana.call('POST', '/api/replays', { what: { running: true } })).status).toBe(403);
  await ended(lab.gil, mine.replay);
});

test('rules that cannot run end a replay with a fault, also if nobody waited when they failed', async () => {
  const learned = packFile
    .replace('kind: lexicon', 'kind: learned')
    .replace('terms: [agrado]', 'model: nobody-trained\n    threshold: 0.5');
  const parsed = parsePack({ path: 'learned.yaml', text: learned.replace('id: test', 'id: learned') });
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  await using evaluator = openEvaluator([parsed.pack]);
  await expect(evaluator.evaluate([{ text: 'um agrado' }])).rejects.toThrow('model of learned/gift');
  // Now the thread is gone, and nobody was waiting when it went.
  await expect(evaluator.evaluate([{ text: 'um agrado' }])).rejects.toThrow('model of learned/gift');
});

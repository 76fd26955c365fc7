/** Killed at any instant of a replay or of a change of rules and started again: each replay ends with the same counts, the rules are as they were chosen, the trail is whole. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { asAndroidText, type Line } from '../fixtures/chats.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { type Caller, callerWith, firstAdministrator, invited } from '../program/sign-in.ts';
import { type Folders, freshFolders, type Program, startProgram } from '../program/start-program.ts';
import { seeded } from '../whatsapp/server/random.ts';

const kills = Number(process.env['KILLS'] ?? 4);
const lines = 2000;
const every = 40;
/** By which time a replay of so few messages has begun and has not ended. */
const withinMs = 250;

const texts = (text: string) => `{ pt-BR: ${text}, en: ${text}, es: ${text} }`;
const rule = `id: falcon
kind: lexicon
severity: high
effect: alert
title: ${texts('Falcon')}
why: ${texts('Because')}
terms: ['projeto falcão']
examples: { match: ['o projeto falcão'], pass: ['bom dia'] }
`;
const pack = `id: test
version: '1'
language: any
active: true
title: ${texts('Test')}
rules:
  - ${rule.trim().split('\n').join('\n    ')}
`;
const modes = ['on', 'shadow', 'off'] as const;

interface Replay {
  readonly id: string;
  readonly state: string;
  readonly result: { readonly messages: number; readonly hits: number; readonly alerts: number } | null;
}

test(`replays and rules killed at ${kills} random instants are what they were asked to be`, {
  timeout: 600_000,
}, async () => {
  const random = seeded(printedSeed());
  using folders = freshFolders();
  const environment = { ATALAIA_RULES: packsIn(folders) };
  let program: Program = await startProgram(folders, environment);
  try {
    const diana = await invited(program, await firstAdministrator(program), {
      email: 'diana@example.com',
      name: 'Diana',
      roles: ['dpo'],
    });
    await bringIn(diana);
    const started: string[] = [];
    let acknowledged = 'default';
    let asked = acknowledged;
    for (let n = 0; n < kills; n++) {
      const now = callerWith(program, diana.cookie);
      const { replay } = await ok<{ replay: Replay }>(now, 'POST', '/replays', { what: { rule } });
      started.push(replay.id);
      asked = modes[n % modes.length] ?? 'on';
      const changing = now.call('PUT', '/rules/mode', { target: 'test/falcon', mode: asked }).then(
        ({ status }) => (status === 200 ? asked : acknowledged),
        () => acknowledged,
      );
      await wait(random() * withinMs);
      await program.kill('SIGKILL');
      acknowledged = await changing;
      program = await startProgram(folders, environment);
    }
    const again = callerWith(program, diana.cookie);
    const results = await Promise.all(started.map((id) => ended(again, id)));
    for (const { state, result } of results) {
      expect(state).toBe('done');
      expect(result).toMatchObject({ messages: lines, hits: lines / every });
    }
    expect(new Set(results.map(({ result }) => JSON.stringify(result))).size).toBe(1);
    await expectRules(again, [asked, acknowledged]);
    const { entries } = await ok<{ entries: { act: string; subject: string }[] }>(again, 'GET', '/audit?limit=200');
    const recorded = entries.filter(({ act }) => act === 'replay-run').map(({ subject }) => subject);
    expect(recorded.toSorted()).toEqual(started.toSorted());
    expect(await ok(again, 'POST', '/audit/verifications', {})).toMatchObject({ kind: 'intact' });
  } finally {
    await program[Symbol.asyncDispose]();
  }
});

function packsIn({ home }: Folders): string {
  const packs = join(home, 'packs');
  mkdirSync(packs);
  writeFileSync(join(packs, 'test.yaml'), pack);
  return packs;
}

async function bringIn(diana: Caller): Promise<void> {
  const chat = Array.from(
    { length: lines },
    (_, n): Line => ({
      minute: n,
      author: n % 2 === 0 ? 'Otávio Quaresma' : 'Marina Vasconcelos',
      text: n % every === 0 ? `o projeto falcao ${n}` : `item ${n} do pedido`,
    }),
  );
  const { id } = await ok<{ id: string }>(diana, 'POST', '/imports', {
    number: '+5511912345678',
    basis: 'exercise-of-rights',
    fileName: 'Conversa do WhatsApp com Otávio Quaresma.txt',
    agent: 'Marina Vasconcelos',
  });
  await diana.put(`/imports/${id}/file`, Buffer.from(asAndroidText(chat)));
  for (;;) {
    const { state } = await ok<{ state: string }>(diana, 'GET', `/imports/${id}`);
    if (state === 'done') return;
    expect(state).not.toBe('refused');
    await wait(50);
  }
}

/** The mode is one that was asked for last, and the running version says the same. */
async function expectRules(caller: Caller, possible: readonly string[]): Promise<void> {
  const { packs, version } = await ok<{
    version: string;
    packs: { rules: { ref: string; mode: string; changed: boolean }[] }[];
  }>(caller, 'GET', '/rules');
  const found = packs.flatMap((one) => one.rules).find(({ ref }) => ref === 'test/falcon');
  expect(possible.map((mode) => (mode === 'default' ? 'on' : mode))).toContain(found?.mode);
  const { versions } = await ok<{ versions: { id: string; short: string; running: boolean; rules: number }[] }>(
    caller,
    'GET',
    '/rules/versions',
  );
  expect(versions.filter(({ running }) => running)).toMatchObject([
    { short: version, rules: found?.mode === 'off' ? 0 : 1 },
  ]);
}

async function ended(caller: Caller, id: string): Promise<Replay> {
  for (;;) {
    const replay = await ok<Replay>(caller, 'GET', `/replays/${id}`);
    if (replay.state !== 'waiting' && replay.state !== 'running') return replay;
    await wait(50);
  }
}

async function ok<T>(caller: Caller, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await caller.call(method, path, body);
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body as T;
}

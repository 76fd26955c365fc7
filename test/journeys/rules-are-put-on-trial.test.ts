/** The rule lab over HTTP: a rule is written and tried, runs on trial, raises alerts, is rolled back; and what is for dpos stays theirs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { registerNumber } from '../../monitor/src/number/register.ts';
import type { Browser } from '../fixtures/served-app.ts';
import { type Lab, ok, openLab, translated, written } from './rule-lab.ts';

const rule = (id: string, term: string, more = '') => `
  - id: ${id}
    kind: lexicon
    severity: medium
    effect: alert
    title: ${translated(`Rule ${id}`)}
    why: ${translated('Because')}
    terms: ['${term}']
    examples: { match: ['diz ${term} aqui'], pass: ['bom dia'] }${more}`;
/** Rules that are on, of three severities, one off by itself, one for dpos only with a protocol. */
const packFile = `id: test
version: '1'
language: any
active: true
title: ${translated('Test')}
rules:${rule('gift', 'agrado')}${rule('threat', 'ameaca').replace('medium', 'high')}${rule('bomb', 'bomba').replace('medium', 'critical')}${rule('quiet', 'silencio', '\n    active: false')}${rule('health', 'diagnostico', `\n    audience: dpo\n    protocol: ${translated('Call the doctor')}`)}
`;
let lab: Lab;
let diana: Browser;
let gil: Browser;
let ana: Browser;
let say: Lab['say'];

beforeAll(async () => {
  lab = await openLab(packFile);
  ({ diana, gil, ana, say } = lab);
});
afterAll(() => lab[Symbol.asyncDispose]());

const alertsOf = (browser: Browser, query = '') =>
  ok<{
    alerts: { id: string; place: string; audience: string | null; rule: { ref: string; protocol: object | null } }[];
    total: number;
  }>(browser, 'GET', `/api/alerts${query}`);
const refsOf = async (browser: Browser, query = '') =>
  (await alertsOf(browser, query)).alerts.map(({ rule }) => rule.ref);

async function modeOf(ref: string): Promise<string> {
  const { packs } = await ok<{ packs: { rules: { ref: string; mode: string; changed: boolean }[] }[] }>(
    diana,
    'GET',
    '/api/rules',
  );
  const found = packs.flatMap((pack) => pack.rules).find((one) => one.ref === ref);
  return `${found?.mode}${found?.changed ? ' (changed)' : ''}`;
}

const figuresOf = async (browser: Browser, ref: string) =>
  (await ok<{ rules: { rule: string }[] }>(browser, 'GET', '/api/rules/figures')).rules.find((one) => one.rule === ref);

async function managerOfAnotherNumber(): Promise<Browser> {
  const phone = phoneOf('+5511987654321');
  if (!phone) throw new Error('This is no phone number.');
  const { id } = await registerNumber(lab.served.app, { kind: 'system' }, phone);
  return lab.served.invited(ana, 'carla@example.com', ['manager'], [id]);
}

test('a rule that its file leaves off runs on trial, seen by nobody and counted for who sees the number, then raises alerts, then is as its file says', async () => {
  expect(await modeOf('test/quiet')).toBe('off');
  await ok(gil, 'PUT', '/api/rules/mode', { target: 'test/quiet', mode: 'shadow' });
  expect(await modeOf('test/quiet')).toBe('shadow (changed)');
  await say('guarde silencio');
  expect(await refsOf(diana)).not.toContain('test/quiet');
  expect(await figuresOf(diana, 'test/quiet')).toMatchObject({ alerts: 0, shadowHits: 1, precision: null });
  expect(await figuresOf(await managerOfAnotherNumber(), 'test/quiet')).toBeUndefined();
  const { results } = await ok<{ results: { message: { hits: object[] } }[] }>(diana, 'POST', '/api/searches', {
    words: 'guarde silencio',
    purpose: 'judge-alert',
  });
  expect(results.map(({ message }) => message.hits)).toEqual([[]]);

  await ok(gil, 'PUT', '/api/rules/mode', { target: 'test/quiet', mode: 'on' });
  await say('mais silencio');
  expect(await refsOf(diana)).toContain('test/quiet');
  await ok(gil, 'PUT', '/api/rules/mode', { target: 'test/quiet', mode: 'default' });
  expect(await modeOf('test/quiet')).toBe('off');
});

test('only those who answer for all numbers change rules, and what is unknown is not found', async () => {
  const body = { target: 'test/gift', mode: 'off' };
  const number = (await ok<{ numbers: { id: string }[] }>(ana, 'GET', '/api/numbers')).numbers.map(({ id }) => id);
  const limited = await lab.served.invited(ana, 'limited@example.com', ['manager'], number);
  for (const browser of [ana, limited]) {
    expect((await browser.call('PUT', '/api/rules/mode', body)).status).toBe(403);
    expect((await browser.call('PUT', '/api/alert-budget', { perReviewerPerDay: 1 })).status).toBe(403);
  }
  expect((await gil.call('PUT', '/api/rules/mode', { target: 'test/none', mode: 'on' })).status).toBe(404);
});

test('a rule is tried while it is written: problems with line and column, hits in every line', async () => {
  const scan = (yaml: string) =>
    ok<{ hits: object[]; problems: object[] }>(gil, 'POST', '/api/rules/scan', {
      rule: yaml,
      text: 'bom dia\no falcao voa\nfalcao',
      lines: true,
    });
  expect(await scan(written('falcon', 'falcão'))).toEqual({
    problems: [],
    hits: [
      { rule: 'company/falcon', severity: 'medium', start: 10, end: 16 },
      { rule: 'company/falcon', severity: 'medium', start: 21, end: 27 },
    ],
  });
  expect((await scan(written('falcon', 'falcão').replace('medium', 'terrible'))).problems).toMatchObject([
    { line: 3, column: 11 },
  ]);
  const failing = await scan(written('falcon', 'falcão', 'sem a palavra'));
  expect(failing).toMatchObject({ problems: [{ line: 9, column: 11 }], hits: [{}, {}] });
  for (const yaml of ['', '- id: x', 'a: &b [*b]', 'rules:\n- x', '\t', 'id: x\n---\nid: y', '}'])
    expect((await scan(yaml)).problems, JSON.stringify(yaml)).not.toEqual([]);
});

test('a company rule is kept sealed with its revisions; one whose examples fail is refused', async () => {
  const save = (body: object) =>
    ok<{ kind: string; rule: { id: string; revision: number } }>(gil, 'PUT', '/api/company-rules', body);
  const fresh = { id: null, revision: null, mode: 'on' };
  expect(await save({ ...fresh, yaml: written('condor', 'condor', 'nada') })).toMatchObject({
    kind: 'refused',
    problems: [{ line: 9 }],
  });
  const first = await save({ ...fresh, mode: 'draft', yaml: written('condor', 'projeto condor', 'nada') });
  expect(first).toMatchObject({ kind: 'saved', rule: { revision: 1, mode: 'draft', ref: 'company/condor' } });
  const { id } = first.rule;
  expect(await save({ ...fresh, yaml: written('condor', 'outro') })).toMatchObject({ kind: 'refused' });
  const second = await save({ id, revision: 1, mode: 'on', yaml: written('condor', 'projeto condor') });
  expect(second).toMatchObject({ kind: 'saved', rule: { revision: 2 } });
  expect((await gil.call('PUT', '/api/company-rules', { ...second.rule, revision: 1 })).status).toBe(409);
  await say('o projeto condor foi aprovado');
  expect(await refsOf(diana)).toContain('company/condor');
  await save({ id, revision: 2, mode: 'on', yaml: written('condor', 'projeto andorinha') });
  await ok(gil, 'POST', `/api/company-rules/${id}/restore`, { revision: 2 });
  const { revisions } = await ok<{ revisions: { revision: number; inForce: boolean; yaml: string }[] }>(
    gil,
    'GET',
    `/api/company-rules/${id}/revisions`,
  );
  expect(revisions.map(({ revision, inForce }) => [revision, inForce])).toEqual([
    [4, true],
    [3, false],
    [2, false],
    [1, false],
  ]);
  expect(revisions[0]?.yaml).toBe(revisions[2]?.yaml);
  expect((await ok<{ yaml: string }>(gil, 'GET', '/api/terms/pack')).yaml).toContain('id: condor');
  expect(JSON.stringify((await ana.call('GET', '/api/rules')).body)).not.toContain('condor');
  expect((await ana.call('GET', '/api/company-rules')).status).toBe(403);
  await ok(gil, 'DELETE', `/api/company-rules/${id}`);
  expect(await modeOf('company/condor')).toBe('undefined');
  for (const bytes of bytesBelow(lab.served.dataDir)) expect(bytes).not.toMatch(/condor|andorinha/i);
  for (const line of lab.served.logged) expect(line).not.toMatch(/condor|andorinha/i);
});

test('versions say what they changed; an earlier one is held until the files are followed again', async () => {
  type Versions = {
    versions: { id: string; running: boolean; activatedAt: number; added: number; removed: number; changed: number }[];
    pinned: string | null;
  };
  const versions = () => ok<Versions>(gil, 'GET', '/api/rules/versions');
  const before = (await versions()).versions[0];
  await ok(gil, 'PUT', '/api/rules/exceptions', { rule: 'test/gift', exceptions: ['agrado de natal'] });
  const [changed] = (await versions()).versions;
  expect(changed).toMatchObject({ running: true, added: 0, removed: 0, changed: 1 });
  const { changes } = await ok<{ changes: { rule: string; before: string; after: string }[] }>(
    gil,
    'GET',
    `/api/rules/versions/${changed?.id}/diff?against=${before?.id}`,
  );
  expect(changes).toMatchObject([{ rule: 'test/gift', kind: 'changed', after: expect.stringContaining('natal') }]);
  await say('um agrado de natal para voce');
  const spared = (await alertsOf(diana)).total;

  await ok(gil, 'POST', `/api/rules/versions/${before?.id}/restore`, {});
  try {
    expect(await versions()).toMatchObject({ pinned: before?.id });
    await say('um agrado de natal para voce');
    expect((await alertsOf(diana)).total).toBe(spared + 1);
    const refused = await gil.call('PUT', '/api/rules/mode', { target: 'test/gift', mode: 'off' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'rules-pinned' } });
    const saved = await gil.call('PUT', '/api/company-rules', {
      id: null,
      revision: null,
      mode: 'on',
      yaml: written('a', 'abc'),
    });
    expect(saved.status).toBe(409);
  } finally {
    await ok(gil, 'DELETE', '/api/rules/pin');
  }
  const followed = await versions();
  expect(followed).toMatchObject({ pinned: null });
  // Which rules ran when: the set, the one held in its place, the set again.
  expect(followed.versions.slice(0, 4)).toMatchObject([
    { id: changed?.id, running: true, changed: 1 },
    { id: before?.id, running: false, changed: 1 },
    { id: changed?.id, running: false, changed: 1 },
    { id: before?.id, running: false, added: before?.added, removed: before?.removed, changed: before?.changed },
  ]);
  const times = followed.versions.map(({ activatedAt }) => activatedAt);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  await ok(gil, 'PUT', '/api/rules/exceptions', { rule: 'test/gift', exceptions: [] });
});

test('what a rule for dpos finds is theirs alone: in lists, pages, counts, figures and live; its protocol comes with it', async () => {
  const told: string[] = [];
  const { eventFor } = await import('../../monitor/src/live/event-for.ts');
  const manager = { kind: 'user', id: 'x', roles: ['manager'], numbers: null, rights: [] } as never;
  lab.served.app.feed.subscribe((event) => {
    if (event.kind === 'alert-raised' && eventFor(manager, event)) told.push(event.id);
  });
  const before = (await alertsOf(gil)).total;
  await say('o diagnostico saiu e trouxe um agrado');
  const seen = (await alertsOf(diana)).alerts.slice(0, 2);
  const reserved = seen.find(({ audience }) => audience === 'dpo');
  const open = seen.find(({ audience }) => audience === null);
  expect(reserved?.rule).toMatchObject({ ref: 'test/health', protocol: { en: 'Call the doctor' } });
  expect(open?.rule.ref).toBe('test/gift');
  expect((await alertsOf(gil)).total).toBe(before + 1);
  expect(await refsOf(gil)).not.toContain('test/health');
  expect((await gil.call('POST', `/api/alerts/${reserved?.id}/readings`, {})).status).toBe(404);
  const body = { alerts: [reserved?.id], decision: 'dismissed', reason: 'false-positive' };
  expect((await gil.call('POST', '/api/alerts/decisions', body)).status).toBe(404);
  const opened = async (browser: Browser) =>
    JSON.stringify(await ok(browser, 'POST', `/api/alerts/${open?.id}/readings`, {}));
  expect(await opened(gil)).not.toContain('test/health');
  expect(await opened(diana)).toContain('test/health');
  expect(await figuresOf(gil, 'test/health')).toBeUndefined();
  expect(await figuresOf(diana, 'test/health')).toMatchObject({ alerts: expect.any(Number) });
  expect(told).toContain(open?.id);
  expect(told).not.toContain(reserved?.id);
});

test("decisions change a rule's precision, with its interval", async () => {
  await ok(gil, 'PUT', '/api/company-rules', {
    id: null,
    revision: null,
    mode: 'on',
    yaml: written('tucano', 'tucano'),
  });
  for (let n = 0; n < 4; n++) await say(`olha o tucano ${n}`);
  expect(await figuresOf(gil, 'company/tucano')).toMatchObject({ alerts: 4, precision: null });
  const ids = (await alertsOf(gil)).alerts.filter(({ rule }) => rule.ref === 'company/tucano').map(({ id }) => id);
  const decide = (alerts: string[], decision: string) =>
    ok(gil, 'POST', '/api/alerts/decisions', { alerts, decision, reason: 'false-positive' });
  await decide(ids.slice(0, 3), 'confirmed');
  await decide(ids.slice(3), 'dismissed');
  expect(await figuresOf(gil, 'company/tucano')).toMatchObject({
    confirmed: 3,
    dismissed: 1,
    // Wilson's interval for 3 of 4, as published tables have it.
    precision: { value: 0.75, low: expect.closeTo(0.3006, 3), high: expect.closeTo(0.9544, 3) },
  });
});

test('words that dismissed alerts share are proposed with their effect; accepted, they spare the next', async () => {
  await ok(gil, 'PUT', '/api/company-rules', { id: null, revision: null, mode: 'on', yaml: written('macaw', 'arara') });
  const lines = ['a loja arara azul abriu', 'comprei na arara azul ontem', 'ARARA AZUL com Ester 529.982.247-25'];
  for (const line of [...lines, 'pega o dinheiro da arara', 'esconde a arara']) await say(line);
  const mine = (await alertsOf(gil)).alerts.filter(({ rule }) => rule.ref === 'company/macaw').map(({ id }) => id);
  const decide = (alerts: string[], decision: string) =>
    ok(gil, 'POST', '/api/alerts/decisions', { alerts, decision, reason: 'false-positive' });
  await decide(mine.slice(0, 2), 'confirmed');
  await decide(mine.slice(2), 'dismissed');
  const { proposals } = await ok<{ proposals: object[] }>(gil, 'POST', '/api/rules/proposals', {
    rule: 'company/macaw',
  });
  expect(proposals).toEqual([{ words: 'arara azul', dismissed: { avoided: 3, of: 3 }, confirmed: { lost: 0, of: 2 } }]);
  await ok(gil, 'PUT', '/api/rules/exceptions', { rule: 'company/macaw', exceptions: ['arara azul'] });
  const before = (await alertsOf(gil)).total;
  await say('vi uma arara azul no parque');
  expect((await alertsOf(gil)).total).toBe(before);
  await say('cuidado com a arara');
  expect((await alertsOf(gil)).total).toBe(before + 1);
});

test('words that a confirmed alert needs are never proposed, however many dismissed ones share them', async () => {
  const yaml = written('parakeet', 'jandaia');
  await ok(gil, 'PUT', '/api/company-rules', { id: null, revision: null, mode: 'on', yaml });
  for (const word of ['abriu', 'fechou', 'mudou', 'cresceu', 'vendeu']) await say(`jandaia verde ${word}`);
  const mine = (await alertsOf(gil)).alerts.filter(({ rule }) => rule.ref === 'company/parakeet').map(({ id }) => id);
  expect(mine).toHaveLength(5);
  const decide = (alerts: string[], decision: string) =>
    ok(gil, 'POST', '/api/alerts/decisions', { alerts, decision, reason: 'false-positive' });
  await decide(mine.slice(0, 1), 'confirmed');
  await decide(mine.slice(1), 'dismissed');
  const asked = { rule: 'company/parakeet' };
  expect(await ok(gil, 'POST', '/api/rules/proposals', asked)).toEqual({ proposals: [] });
});

test('beyond the budget what is not urgent goes to the digest, and comes to the desk when it becomes so', async () => {
  type Budget = { reviewers: number; digest: number; today: { zone: string; live: number; imported: number }[] };
  const budget = () => ok<Budget>(gil, 'GET', '/api/alert-budget');
  await say('bom dia');
  const { today, reviewers } = await budget();
  const used = today[0]?.imported ?? 0;
  expect(today).toEqual([{ zone: 'America/Sao_Paulo', live: 0, imported: used }]);
  const perReviewerPerDay = Math.ceil((used + 1) / reviewers);
  const room = perReviewerPerDay * reviewers - used;
  const inDigest = async () => (await alertsOf(gil, '?place=digest')).alerts.map(({ id }) => id);
  await ok(gil, 'PUT', '/api/alert-budget', { perReviewerPerDay });
  try {
    for (let n = 0; n < room + 2; n++) await say(`agrado numero ${n}`);
    const [last, ...others] = await inDigest();
    expect(others).toHaveLength(1);
    expect(await budget()).toMatchObject({ today: [{ imported: used + room }], digest: 2 });
    await lab.goOn('isso e uma ameaca');
    expect(await inDigest()).toEqual(others);
    const desk = (await alertsOf(gil)).alerts;
    expect(desk.find(({ id }) => id === last)).toMatchObject({ place: 'desk', rule: { ref: 'test/threat' } });
    // On a full desk there is always place for what is urgent from its beginning.
    await say('outra ameaca');
    await say('uma bomba');
    expect((await refsOf(gil)).slice(0, 2).toSorted()).toEqual(['test/bomb', 'test/threat']);
    expect(await inDigest()).toEqual(others);
  } finally {
    await ok(gil, 'PUT', '/api/alert-budget', { perReviewerPerDay: null });
  }
});

function* bytesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) yield readFileSync(join(entry.parentPath, entry.name)).toString('latin1');
  }
}

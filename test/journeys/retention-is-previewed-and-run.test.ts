/** How long what is kept: settled, previewed, run by hand or each night; what a hold or an open alert protects stays. */
import { Readable } from 'node:stream';
import { type Erasure, type ErasureId, erasures, messages, numbers } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { answerErasure } from '../../monitor/src/erase/answer.ts';
import { readStatement } from '../../monitor/src/erase/certificate.ts';
import { sweepMessages } from '../../monitor/src/erase/sweep-messages.ts';
import { whatGoes } from '../../monitor/src/erase/what-goes.ts';
import { placeHold } from '../../monitor/src/hold/place.ts';
import { unsetCapture } from '../../monitor/src/number/capture-settings.ts';
import { previewRetention } from '../../monitor/src/retention/preview.ts';
import { readRetention } from '../../monitor/src/retention/read.ts';
import { runRetention } from '../../monitor/src/retention/run.ts';
import { openRetention } from '../../monitor/src/retention/runner.ts';
import { setRetention } from '../../monitor/src/retention/set.ts';
import { user } from './archive.ts';
import { dora, type ErasureDesk, mayErase, openErasureDesk } from './erasure-desk.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const maySet = authorize(dora, 'retention:set');
const mayList = authorize(dora, 'retention:list');
const year = { purpose: 'suggested', months: 12, norm: 'LGPD, art. 15 e 16' };

async function keptIds(desk: ErasureDesk): Promise<readonly string[]> {
  const kept = await desk.deps.records.find(messages, { index: 'bySequence', limit: 100 });
  return kept.items.map(({ doc }) => doc.id);
}

test('a policy is previewed and run by hand: what is too old goes, what is held or awaits a decision stays', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, chat, other, group, otavio, ines, agent } = desk;
  const old = await archive.say(chat, otavio, 'de há muito tempo');
  const held = await archive.say(other, ines, 'guardem isto');
  const open = await archive.say(chat, agent, 'manda a senha do banco');
  const grouped = await archive.say(group, otavio, 'no grupo');
  archive.pass(200 * day);
  const recent = await archive.say(chat, otavio, 'de agora');
  archive.pass(180 * day);
  await batchMessages(deps, number);
  await placeHold(deps, authorize(dora, 'hold:place'), {
    scope: { kind: 'conversation', conversation: other },
    reason: 'processo',
    until: null,
  });

  const input = { number };
  await expect(previewRetention(deps, mayList, input)).rejects.toMatchObject({ code: 'not-ready' });
  await setRetention(deps, maySet, { number: null, periods: [year], runs: 'by-hand' });
  const shown = await previewRetention(deps, mayList, input);
  expect(shown).toMatchObject({ months: 12, messages: 2, files: 0, persons: 1, protected: 2 });
  // The recent one passes the limit within the next twelve months, and only once.
  expect(shown.next).toHaveLength(12);
  expect(shown.next.reduce((sum, { messages: count }) => sum + count, 0)).toBe(1);

  const { erasure } = await runRetention(deps, mayErase, input);
  if (!erasure) throw new Error('Nothing was too old.');
  expect((await runRetention(deps, mayErase, input)).erasure?.id).toBe(erasure.id);
  const done = await desk.runner.ranTo(erasure.id as ErasureId);
  // The certificate counts what went, not what stayed under the hold and with the open alert.
  expect(done).toMatchObject({ state: 'erased', source: 'retention', counts: { messages: 2, evidence: 0 } });
  const kept = await keptIds(desk);
  expect([old, grouped].filter((id) => kept.includes(id))).toEqual([]);
  expect([held, open, recent].every((id) => kept.includes(id))).toBe(true);
  expect(await runRetention(deps, mayErase, input)).toEqual({ erasure: null });
  expect(await verifyTrail(deps, authorize(dora, 'audit:read'))).toMatchObject({ kind: 'intact' });
  expect(await archive.acts(number)).toEqual(expect.arrayContaining(['retention-run', 'messages-erased']));
});

test('each night what is too old goes by itself, where the policy says so, and not before the night', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, chat, otavio, agent } = desk;
  await archive.say(chat, otavio, 'oi');
  const alarming = await archive.say(chat, agent, 'manda a senha do banco');
  const warned: unknown[] = [];
  const log = { warn: (fields: unknown) => warned.push(fields) };
  await using retention = openRetention({ ...deps, log, reportFault: (fault) => archive.faults.push(fault) });
  await retention.round();
  await setRetention(deps, maySet, { number: null, periods: [year], runs: 'by-hand' });
  archive.pass(400 * day);
  await retention.round();
  expect(await deps.records.count(erasures, { index: 'byConfirmation' })).toEqual(new Map([['all', 0]]));

  await setRetention(deps, maySet, { number, periods: [year], runs: 'nightly' });
  const soon = deps.clock() + 12 * hour;
  const hold = { scope: { kind: 'number', number }, reason: 'processo', until: soon } as const;
  await placeHold(deps, authorize(dora, 'hold:place'), hold);
  // So long a gap may be a clock that jumped: for a day nothing goes, and no hold ends, by itself.
  archive.pass(20 * hour);
  await retention.round();
  expect(warned).toEqual([{ gapHours: 400 * 24 }]);
  expect(await deps.records.count(erasures, { index: 'byConfirmation' })).toEqual(new Map([['all', 0]]));
  expect(await archive.acts('company')).not.toContain('hold-lifted');
  // One at night in São Paulo, which is three hours behind UTC.
  archive.pass(day - (deps.clock() % day) + 4 * hour);
  await retention.round();
  const before = await deps.records.count(erasures, { index: 'byConfirmation' });
  archive.pass(2 * hour);
  await retention.round();
  await retention.round();
  const found = await deps.records.find(erasures, { index: 'byConfirmation', limit: 9 });
  expect([before.get('all'), found.items.length]).toEqual([0, 1]);
  expect(await archive.acts('company')).toContain('hold-lifted');
  const [run] = found.items;
  expect(run?.doc).toMatchObject({ by: 'system', source: 'retention', persons: [], whole: [], undoUntil: null });
  await desk.runner.ranTo(run?.doc.id as ErasureId);
  expect(await keptIds(desk)).toEqual([alarming]);
  expect(archive.faults).toEqual([]);
});

test('a number follows its own policy, else the company’s, else what its contacts were told', async () => {
  await using desk = await openErasureDesk();
  const { deps, number, archive } = desk;
  const input = { number };
  const found = await deps.records.get(numbers, number);
  if (!found) throw new Error('No number.');
  const capture = { ...unsetCapture, retentionMonths: 6 };
  await deps.records.replace(numbers, found.version, { ...found.doc, capture });
  expect((await previewRetention(deps, mayList, input)).months).toBe(6);
  await setRetention(deps, maySet, { number: null, periods: [year], runs: 'nightly' });
  expect((await previewRetention(deps, mayList, input)).months).toBe(12);
  const securities = { purpose: 'securities', months: 60, norm: 'Resolução CVM 35/2021' };
  await setRetention(deps, maySet, { number, periods: [year, securities], runs: 'by-hand' });
  expect((await previewRetention(deps, mayList, input)).months).toBe(60);
  await setRetention(deps, maySet, { number, periods: [], runs: 'by-hand' });
  expect((await previewRetention(deps, mayList, input)).months).toBe(12);

  const shown = await readRetention(deps, mayList);
  expect(shown.policies).toMatchObject([
    { number: null, periods: [year], runs: 'nightly', changedBy: expect.any(String) },
    { number: { id: number }, periods: [] },
  ]);
  expect(shown.presets.every(({ norm, months }) => norm !== '' && months > 0)).toBe(true);
  const limited = authorize(user('lia', ['dpo'], [number]), 'retention:set');
  const company = setRetention(deps, limited, { number: null, periods: [], runs: 'by-hand' });
  await expect(company).rejects.toMatchObject({ code: 'not-permitted' });
  expect((await archive.acts('company')).filter((act) => act === 'retention-set')).toHaveLength(1);
});

test('who may not erase makes nothing more go by itself', async () => {
  await using desk = await openErasureDesk();
  const { deps, number } = desk;
  const without = authorize(user('lia', ['dpo'], null), 'retention:set');
  const refused = { code: 'not-permitted' };
  const two = { ...year, months: 24 };
  const settle = (more: Partial<Parameters<typeof setRetention>[2]>, by = without) =>
    setRetention(deps, by, { number: null, periods: [two], runs: 'nightly', ...more });
  await settle({ runs: 'by-hand' });
  await expect(settle({})).rejects.toMatchObject(refused);
  await settle({}, maySet);
  await expect(settle({ periods: [year] })).rejects.toMatchObject(refused);
  await expect(settle({ number, periods: [year] })).rejects.toMatchObject(refused);
  await settle({ number, runs: 'by-hand' });
  // Without periods of its own it would follow the company's, each night.
  await expect(settle({ number, periods: [] })).rejects.toMatchObject(refused);
});

test('a hold that is placed while a policy runs keeps all that is there by then, with what happened to it', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, chat, otavio } = desk;
  for (let at = 0; at < 120; at++) await archive.say(chat, otavio, `palavra ${at}`);
  const scope = { kind: 'period', number, from: null, until: deps.clock() + 1 } as const;
  let placed: Promise<unknown> | undefined;
  const place = () =>
    placeHold(deps, authorize(dora, 'hold:place'), {
      scope: { kind: 'conversation', conversation: chat },
      reason: 'processo',
      until: null,
    });
  const search = {
    index: async (entries: Parameters<typeof deps.search.index>[0]) => {
      placed ??= place();
      await deps.search.index(entries);
    },
  };
  const erasure = { id: deps.newId(), scope, whole: [], source: 'retention', mode: 'erase', confirmedAt: deps.clock() };
  await sweepMessages({ ...deps, search }, erasure as unknown as Erasure, new AbortController().signal);
  expect(await placed).toMatchObject({ state: 'active' });
  // The first hundred went before it stood.
  expect(await keptIds(desk)).toHaveLength(20);
});

test('what happened to a held message stays with it, by a policy as by hand', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, chat, otavio } = desk;
  const said = await archive.say(chat, otavio, 'o que foi dito');
  const from = deps.clock() + 1;
  const edit = await archive.say(chat, otavio, 'o que foi mudado');
  const found = await deps.records.get(messages, edit);
  if (found) await deps.records.replace(messages, found.version, { ...found.doc, kind: 'edit', target: said });
  const until = deps.clock() + 1;
  await placeHold(deps, authorize(dora, 'hold:place'), {
    scope: { kind: 'message', message: said },
    reason: 'processo',
    until: null,
  });
  const scope = { kind: 'period', number, from, until } as const;
  expect((await desk.preview(scope)).holds).toHaveLength(1);
  await placeHold(deps, authorize(dora, 'hold:place'), {
    scope: { kind: 'period', number, from: 0, until: from },
    reason: 'processo',
    until: null,
  });
  expect(await Array.fromAsync(whatGoes(deps, { scope, whole: [] }))).toEqual([]);
  const going = await Array.fromAsync(whatGoes(deps, { scope, whole: [], source: 'retention' }));
  expect(going).toEqual([]);
});

test('what a policy entered as gone goes after a crash, what was held meanwhile stays, and the certificate counts what went', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, chat, otavio, runner } = desk;
  const big = { name: 'a.png', open: async () => Readable.from([Buffer.from('um anexo')]) };
  await archive.say(chat, otavio, '', { kind: 'document', file: big });
  for (let at = 0; at < 119; at++) await archive.say(chat, otavio, `palavra ${at}`);
  archive.pass(400 * day);
  await batchMessages(deps, number);
  await setRetention(deps, maySet, { number: null, periods: [year], runs: 'by-hand' });
  // The first hundred have their leaves and their entry as the program dies, and a hold is placed before it goes on.
  let placed: Promise<unknown> | undefined;
  const blobs = {
    remove: async (): Promise<never> => {
      placed ??= placeHold(deps, authorize(dora, 'hold:place'), {
        scope: { kind: 'conversation', conversation: chat },
        reason: 'processo',
        until: null,
      });
      throw new Error('The power went.');
    },
  };
  const { erasure } = await runRetention({ ...deps, erasures: { start() {} } }, mayErase, { number });
  const id = erasure?.id as ErasureId;
  const answered = await answerErasure(deps, await erasureOf(desk, id));
  await expect(sweepMessages({ ...deps, blobs }, answered, new AbortController().signal)).rejects.toThrow('power');
  expect(await placed).toMatchObject({ state: 'active' });
  const found = await deps.records.get(erasures, id);
  if (found) await deps.records.replace(erasures, found.version, { ...answered, state: 'shredded' as const });
  const ended = await runner.ranTo(id);
  expect(ended).toMatchObject({ state: 'erased', counts: { messages: 100, files: 1 } });
  expect(readStatement(ended.certificate ?? '').goes).toMatchObject({ messages: 100, files: 1 });
  expect(await keptIds(desk)).toHaveLength(20);
  expect(await verifyTrail(deps, authorize(dora, 'audit:read'))).toMatchObject({ kind: 'intact' });
});

async function erasureOf({ deps }: ErasureDesk, id: ErasureId): Promise<Erasure> {
  const found = await deps.records.get(erasures, id);
  if (!found) throw new Error('No such erasure.');
  return found.doc;
}

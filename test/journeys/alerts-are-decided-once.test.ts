/** A decision is stored, recorded and told to others; who comes second is told so; undo brings back what was before. */
import { type AlertId, alerts, auditEntries, type FeedEvent } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { decideAlerts } from '../../monitor/src/alert/decide.ts';
import { listAlerts } from '../../monitor/src/alert/list.ts';
import { readAlert } from '../../monitor/src/alert/read.ts';
import { stateAfter } from '../../monitor/src/alert/state-after.ts';
import { type Archive, openArchive, user } from './archive.ts';

const hit = 'manda a senha do banco';

async function withAlerts(archive: Archive, count: number) {
  const number = await archive.addNumber('+5511912340001');
  const ids: AlertId[] = [];
  for (let k = 0; k < count; k++) {
    const contact = await archive.addPerson(`Contato ${k}`, 'contact', number);
    const chat = await archive.addChat(number, contact, [contact]);
    await archive.say(chat, contact, hit);
  }
  const page = await archive.deps.records.find(alerts, { index: 'byRaised', limit: 100 });
  ids.push(...page.items.map(({ doc }) => doc.id));
  const gil = user('gil', ['manager'], [number]);
  return { number, ids, gil, may: authorize(gil, 'alert:decide') };
}

test('many are decided at once; the comment is sealed, its hash is in the trail, and others are told', async () => {
  await using archive = await openArchive();
  const { number, ids, gil, may } = await withAlerts(archive, 3);
  const told: FeedEvent[] = [];
  using _ = archive.deps.feed.subscribe((event) => void told.push(event));
  const comment = 'Era o teste mensal do banco';
  const input = { alerts: ids, decision: 'dismissed', reason: 'false-positive', comment } as const;
  const decided = await decideAlerts(archive.deps, may, input);
  expect(decided.alerts.map((row) => row.state)).toEqual(['dismissed', 'dismissed', 'dismissed']);
  expect(told.map(({ kind, id }) => [kind, id])).toEqual(ids.map((id) => ['alert-decided', id]));
  expect((await archive.acts(number)).filter((act) => act === 'alert-decided')).toHaveLength(3);
  const page = await archive.deps.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: ids[0] ?? '' },
    limit: 9,
  });
  expect(page.items.at(-1)?.doc).toMatchObject({
    act: 'alert-decided',
    reasonHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const left = await listAlerts(archive.deps, authorize(gil, 'alert:list'), { state: 'open', limit: 50 });
  expect(left.total).toBe(0);
  const detail = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id: ids[0] ?? '' });
  expect(detail).toMatchObject({
    comment,
    decisions: [{ kind: 'dismissed' }],
    similar: { dismissed: 2, confirmed: 0 },
  });
});

test('deciding again what stands changes nothing; deciding otherwise after somebody else is refused', async () => {
  await using archive = await openArchive();
  const { number, ids, may } = await withAlerts(archive, 2);
  const [first = ''] = ids;
  await decideAlerts(archive.deps, may, { alerts: [first], decision: 'confirmed', reason: 'policy-breach' });
  await decideAlerts(archive.deps, may, { alerts: [first, first], decision: 'confirmed', reason: null });
  expect((await archive.acts(number)).filter((act) => act === 'alert-decided')).toHaveLength(1);
  await expect(
    decideAlerts(archive.deps, may, { alerts: ids, decision: 'dismissed', reason: null }),
  ).rejects.toMatchObject({ code: 'changed-meanwhile' });
  const second = await archive.deps.records.get(alerts, ids[1] ?? '');
  expect(second?.doc.state).toBe('open');
});

test('of two who decide at the same moment one wins, and the other is told', async () => {
  await using archive = await openArchive();
  const { ids, may } = await withAlerts(archive, 1);
  const outcomes = await Promise.allSettled([
    decideAlerts(archive.deps, may, { alerts: ids, decision: 'dismissed', reason: null }),
    decideAlerts(archive.deps, may, { alerts: ids, decision: 'confirmed', reason: null }),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  const stored = await archive.deps.records.get(alerts, ids[0] ?? '');
  expect(stored?.doc.decisions).toHaveLength(1);
});

test('undo brings back the state before the last decision', async () => {
  expect(stateAfter([])).toBe('open');
  expect(stateAfter([{ kind: 'escalated' }, { kind: 'dismissed' }, { kind: 'reopened' }])).toBe('escalated');
  expect(stateAfter([{ kind: 'dismissed' }, { kind: 'reopened' }, { kind: 'confirmed' }])).toBe('confirmed');
  await using archive = await openArchive();
  const { ids, gil, may } = await withAlerts(archive, 1);
  for (const decision of ['escalated', 'confirmed', 'reopened'] as const) {
    await decideAlerts(archive.deps, may, { alerts: ids, decision, reason: decision === 'reopened' ? 'undo' : null });
  }
  const escalated = await listAlerts(archive.deps, authorize(gil, 'alert:list'), { state: 'escalated', limit: 50 });
  expect(escalated.alerts.map((row) => row.id)).toEqual(ids);
});

test('one foreign alert among many refuses them all, and none is touched', async () => {
  await using archive = await openArchive();
  const { ids } = await withAlerts(archive, 2);
  const rita = user('rita', ['manager'], [await archive.addNumber('+5511912340002')]);
  await expect(
    decideAlerts(archive.deps, authorize(rita, 'alert:decide'), { alerts: ids, decision: 'dismissed', reason: null }),
  ).rejects.toMatchObject({ code: 'not-found' });
  expect((await archive.deps.records.get(alerts, ids[0] ?? ''))?.doc.state).toBe('open');
});

test('ten thousand alerts are listed page by page, each once, the newest first, by state, severity and number', async () => {
  await using archive = await openArchive();
  const { number, ids, gil } = await withAlerts(archive, 1);
  const pattern = (await archive.deps.records.get(alerts, ids[0] ?? ''))?.doc;
  if (!pattern) throw new Error('No alert.');
  const severities = ['low', 'medium', 'high', 'critical'] as const;
  const inserts: Promise<unknown>[] = [];
  for (let k = 0; k < 9999; k++) {
    const id = `alert-of-the-test-${k}` as AlertId;
    const severity = severities[k % 4] ?? 'low';
    inserts.push(archive.deps.records.insert(alerts, { ...pattern, id, severity, raisedAt: pattern.raisedAt + k }));
  }
  await Promise.all(inserts);
  const may = authorize(gil, 'alert:list');
  const seen = new Set<string>();
  let cursor: string | undefined;
  let newest = Number.POSITIVE_INFINITY;
  do {
    const page = await listAlerts(archive.deps, may, { state: 'open', number, cursor, limit: 200 });
    expect(page.total).toBe(10_000);
    for (const row of page.alerts) {
      expect(row.raisedAt).toBeLessThanOrEqual(newest);
      newest = row.raisedAt;
      seen.add(row.id);
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen.size).toBe(10_000);
  const critical = await listAlerts(archive.deps, may, { state: 'open', severity: 'critical', limit: 1 });
  expect(critical).toMatchObject({ total: 2499, alerts: [{ severity: 'critical' }] });
});

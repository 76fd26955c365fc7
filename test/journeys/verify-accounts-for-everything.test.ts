/** Verifying the trail accounts for every message and every alert, also when somebody wrote to the database itself. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Alert, type AlertId, alerts, type NumberId } from '@atalaia/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { type Decide, decideAlerts } from '../../monitor/src/alert/decide.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { keepTrail } from '../../monitor/src/audit/keep-trail.ts';
import { type TrailVerdict, verifyTrail } from '../../monitor/src/audit/verify.ts';
import { auditVerb } from '../../monitor/src/cli/audit.ts';
import type { CliIo } from '../../monitor/src/cli/verb.ts';
import { changeDocument } from '../fixtures/change-document.ts';
import { type Archive, openArchive, user } from './archive.ts';

const operator = { kind: 'operator', name: 'bruno' } as const;
let archive: Archive;
let number: NumberId;
let alert: AlertId;
let say: () => Promise<unknown>;

beforeEach(async () => {
  archive = await openArchive();
  number = await archive.addNumber('+5511912340001');
  const contact = await archive.addPerson('Contato', 'contact', number);
  const chat = await archive.addChat(number, contact, [contact]);
  await archive.say(chat, contact, 'manda a senha do banco');
  say = () => archive.say(chat, contact, 'bom dia');
  await say();
  await batchMessages(archive.deps, number);
  const [raised] = (await archive.deps.records.find(alerts, { index: 'byRaised', limit: 1 })).items;
  if (!raised) throw new Error('No alert was raised.');
  alert = raised.doc.id;
});
afterEach(() => archive[Symbol.asyncDispose]());

const verify = (): Promise<TrailVerdict> => verifyTrail(archive.deps, authorize(operator, 'audit:read'));

const decide = (decision: Decide['decision'], by = 'gil', deps = archive.deps) =>
  decideAlerts(deps, authorize(user(by, ['manager'], null), 'alert:decide'), {
    alerts: [alert],
    decision,
    reason: null,
  });

const stored = async (): Promise<Alert> => {
  const found = await archive.deps.records.get(alerts, alert);
  if (!found) throw new Error('There is no such alert.');
  return found.doc;
};

/** A standard input that nobody writes to. */
async function* silence(): AsyncGenerator<Uint8Array> {}

/** As someone who holds the disk: past the program. */
function tamper(sql: string, ...values: readonly (string | number)[]): void {
  const db = new DatabaseSync(join(archive.home, 'data', 'records.sqlite'));
  try {
    expect(db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  } finally {
    db.close();
  }
}

/** Copies the first message under a new id, with another sequence or number. */
function slipIn(changed: { readonly sequence?: number; readonly number?: string }): void {
  const db = new DatabaseSync(join(archive.home, 'data', 'records.sqlite'));
  try {
    const columns = db
      .prepare('PRAGMA table_info(messages)')
      .all()
      .map(({ name }) => String(name));
    const kept = columns.filter((name) => name !== '_row' && name !== 'id' && name !== '_body' && !(name in changed));
    const fields = Object.entries(changed);
    const names = ['id', '_body', ...fields.map(([name]) => name), ...kept].map((name) => `"${name}"`);
    const sets = ['id', ...fields.map(([name]) => name)].map((name) => `'$.${name}', ?`);
    const values = fields.map(([, value]) => value);
    db.prepare(
      `INSERT INTO messages(${names.join(', ')}) SELECT ?, json_set("_body", ${sets.join(', ')}),
       ${fields.map(() => '?, ').join('')}${kept.map((name) => `"${name}"`).join(', ')} FROM messages LIMIT 1`,
    ).run('copied-in-message', 'copied-in-message', ...values, ...values);
  } finally {
    db.close();
  }
}

describe('messages', () => {
  it('that are newer than the last batch are counted as not yet covered, and covered by the next', async () => {
    expect(await verify()).toMatchObject({ kind: 'intact', messages: 2, uncovered: 0 });
    await say();
    expect(await verify()).toMatchObject({ kind: 'intact', messages: 2, uncovered: 1 });
    await batchMessages(archive.deps, number);
    expect(await verify()).toMatchObject({ kind: 'intact', messages: 3, uncovered: 0 });
  });

  it('are covered first when the command line verifies', async () => {
    await say();
    await using trail = keepTrail({ ...archive.deps, folder: undefined });
    const said: string[] = [];
    const hear = async (text: string) => void said.push(text);
    const io: CliIo = {
      out: hear,
      err: hear,
      progress: () => {},
      input: silence(),
      cwd: archive.home,
      actor: operator,
    };
    expect(await auditVerb.run(['verify'], io, { ...archive.deps, trail })).toBe(0);
    expect(said.join('')).toContain('3 messages covered.\n0 messages not yet covered.\n');
  });

  it('slipped in before the first are found', async () => {
    slipIn({ sequence: -7 });
    expect((await verify()).problem).toBe(
      `Number ${number}: 1 messages stand outside the order in which messages were captured.`,
    );
  });

  it('slipped in among the covered are found', async () => {
    slipIn({ sequence: 1 });
    expect((await verify()).problem).toContain('it covers 2 messages, but the archive holds more in their place');
  });

  it('slipped in far ahead are never taken for covered', async () => {
    slipIn({ sequence: 100_000 });
    expect(await verify()).toMatchObject({ kind: 'intact', messages: 2, uncovered: 1 });
  });

  it('of a number that the archive does not have are found', async () => {
    slipIn({ number: 'numero-inventado-1', sequence: 0 });
    expect((await verify()).problem).toBe('The archive holds 1 messages of a number that it does not have.');
  });

  it('of a number of which nothing was captured before are counted', async () => {
    slipIn({ number: await archive.addNumber('+5511912340002'), sequence: 0 });
    expect(await verify()).toMatchObject({ kind: 'intact', messages: 2, uncovered: 1 });
  });

  it('whose document contradicts the index do not make verifying endless', async () => {
    for (let k = 0; k < 250; k++) await say();
    await batchMessages(archive.deps, number);
    tamper('UPDATE messages SET "_body" = json_set("_body", \'$.sequence\', 0) WHERE sequence >= 2');
    expect((await verify()).problem).toContain('the archive holds more in their place');
  });
});

describe('alerts', () => {
  it('raised, decided and reopened agree with the trail', async () => {
    await decide('escalated');
    await decide('confirmed', 'rita');
    await decide('reopened');
    await decide('dismissed');
    expect(await verify()).toMatchObject({ kind: 'intact', problem: null });
  });

  it('that are gone are missed', async () => {
    tamper('DELETE FROM alerts');
    expect((await verify()).problem).toMatch(/entry 0: the alert that it names is missing\.$/);
  });

  it('that nobody raised are found', async () => {
    await archive.deps.records.insert(alerts, { ...(await stored()), id: 'alerta-inventado-1' as AlertId });
    expect((await verify()).problem).toBe(
      'Alert alerta-inventado-1: no entry of the audit trail says that it was raised.',
    );
  });

  it('that were moved to another conversation are found', async () => {
    await changeDocument(archive.deps.records, alerts, alert, { conversation: 'outra-conversa-qualquer' as never });
    expect((await verify()).problem).toBe(`Alert ${alert}: it was changed after it was raised.`);
  });

  const forged: readonly [string, (alert: Alert) => Partial<Alert>][] = [
    ['state', () => ({ state: 'dismissed' })],
    ['kind and state', ({ decisions }) => ({ state: 'dismissed', decisions: of(decisions, { kind: 'dismissed' }) })],
    ['author', ({ decisions }) => ({ decisions: of(decisions, { by: 'user:user-of-the-test-rita' }) })],
    ['time', ({ decisions }) => ({ decisions: of(decisions, { at: 1 }) })],
    ['reason', ({ decisions }) => ({ decisions: of(decisions, { reason: 'false-positive' }) })],
    ['number of decisions', ({ decisions }) => ({ decisions: [...decisions, ...decisions] })],
  ];
  const of = (decisions: Alert['decisions'], change: Partial<Alert['decisions'][number]>) =>
    decisions.map((one) => ({ ...one, ...change }));

  it.each(forged)('are found when the %s of a decision is changed', async (_, change) => {
    await decide('confirmed');
    await changeDocument(archive.deps.records, alerts, alert, change(await stored()));
    expect((await verify()).problem).toBe(`Alert ${alert}: its decisions are not those of the audit trail.`);
  });

  it('are found when a decision is taken out, and when it was never carried out until it is decided again', async () => {
    const killed = { ...archive.deps.records, replace: () => Promise.reject(new Error('killed')) };
    await decide('confirmed', 'gil', { ...archive.deps, records: killed }).catch(() => undefined);
    expect((await verify()).problem).toContain('a decision of the audit trail is missing in it');
    await decide('dismissed', 'rita');
    expect(await verify()).toMatchObject({ kind: 'intact' });
    await changeDocument(archive.deps.records, alerts, alert, { decisions: [], state: 'open' });
    expect((await verify()).problem).toContain('a decision of the audit trail is missing in it');
  });

  it('are found when the queue is made to hide them', async () => {
    tamper("UPDATE alerts SET state = 'dismissed'");
    expect((await verify()).problem).toBe(`Alert ${alert}: the queue does not show it as it is.`);
  });

  it('that are decided while the trail is verified are not taken for changed', async () => {
    const [verdict] = await Promise.all([verify(), decide('confirmed')]);
    expect(verdict).toMatchObject({ kind: 'intact' });
  });
});

describe('entries', () => {
  it.each(['at = 1', "subject = 'another-subject'"])('are found when the list is made to show %s', async (change) => {
    tamper(`UPDATE auditEntries SET ${change}`);
    expect((await verify()).problem).toMatch(/entry 0: it is not listed under its subject and time\.$/);
  });
});

/** What was planned is sent: written down first, under the same id after a crash, answers at once, notices one by one. */
import type { PersonId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { outgoing } from '../../connector/src/consent/outgoing.ts';
import { newStanding } from '../../connector/src/consent/standing.ts';
import type { Journal } from '../../connector/src/journal/journal.ts';
import type { Chat, OutboxRow, Party } from '../../connector/src/journal/rows.ts';
import { acceptAck } from '../../connector/src/whatsapp/outbox.ts';
import { type SenderDeps, startSender } from '../../connector/src/whatsapp/sender.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { armed, emptyJournal, noticePt } from './consent-chat.ts';

/** A journal in which `count` contacts are known, each with a planned message of that kind. */
async function planned(...kinds: readonly OutboxRow['kind'][]) {
  const home = await emptyJournal();
  const { journal } = home;
  const rows = kinds.map((kind, index) => {
    const party = partyCalled(`party-${index}`);
    const chat: Chat = {
      ...{ id: party.id, kind: 'contact', party: party.id, jid: `55119888802${index}0@s.whatsapp.net` },
      ...{ conversation: null, subject: null },
    };
    const text = kind === 'notice' ? noticePt.text : `${kind} ${index}`;
    const row = outgoing(
      { chat, kind, text, ...(kind === 'notice' ? { notice: noticePt } : {}) },
      { now: index + 1, newId },
    );
    journal.commit([
      journal.party.put(party),
      journal.chat.put(chat),
      journal.outbox.put(row),
      journal.standing.put({ ...newStanding(chat.id, party.id), notice: row.id, lastNoticeAt: index + 1 }),
    ]);
    return row;
  });
  journal.commit([journal.self.put('settings', armed)]);
  return { journal, rows, [Symbol.asyncDispose]: () => home[Symbol.asyncDispose]() };
}

function partyCalled(id: string): Party {
  return {
    ...{ id, lid: null, phone: null, person: `person-of-${id}` as PersonId, state: 'active', perhaps: [] },
    ...{ answer: 'none', answeredT: null, renewed: false, language: null },
  };
}

/** A socket that takes texts, and a clock that jumps over every pause. */
function wire(journal: Journal, send: (row: Pick<OutboxRow, 'id'>) => Promise<void> = async () => undefined) {
  const sent: { readonly id: string; readonly at: number; readonly state: string | undefined }[] = [];
  const watchers: (() => void)[] = [];
  let now = 1_780_000_000_000;
  const deps: SenderDeps = {
    journal,
    async send(row) {
      sent.push({ id: row.id, at: now, state: journal.outbox.get(row.id)?.state });
      await send(row);
      for (const watcher of watchers) watcher();
    },
    async pause(ms) {
      now += ms;
    },
    random: () => 0.5,
    clock: () => now,
    onStoreFailure: () => undefined,
    committed: () => undefined,
    reportFault: () => undefined,
  };
  return {
    deps,
    sent,
    /** Resolves once so many were sent. */
    count: (wanted: number) =>
      new Promise<void>((resolve) => {
        const look = () => sent.length >= wanted && resolve();
        watchers.push(look);
        look();
      }),
  };
}

test('a row is written as handed over before it leaves, and the timeline says so', async () => {
  await using here = await planned('notice');
  const { deps, sent, count } = wire(here.journal);
  await using _sender = startSender(deps);
  await count(1);
  expect(sent).toMatchObject([{ id: here.rows[0]?.id, state: 'handed-over' }]);
  expect(here.journal.inbox.list(10).map(({ row }) => row)).toMatchObject([
    {
      kind: 'event',
      event: { event: 'notice-sent', text: noticePt.text, hash: noticePt.hash, message: here.rows[0]?.id },
    },
  ]);
});

test('answers go before notices, and notices three to eight seconds apart', async () => {
  await using here = await planned('notice', 'notice', 'answer', 'notice');
  const { deps, sent, count } = wire(here.journal);
  await using _sender = startSender(deps);
  await count(4);
  const [one, two, answer, three] = here.rows.map(({ id }) => id);
  expect(sent.map(({ id }) => id)).toEqual([answer, one, two, three]);
  const notices = sent.filter(({ id }) => id !== answer).map(({ at }) => at);
  for (const [index, at] of notices.entries()) {
    const gap = at - (notices[index - 1] ?? at - 5500);
    expect(gap).toBeGreaterThanOrEqual(3000);
    expect(gap).toBeLessThan(8000);
  }
});

test('an answer does not wait for the pause between notices', async () => {
  await using here = await planned('notice', 'notice');
  const { deps, sent, count } = wire(here.journal);
  const paused = Promise.withResolvers<void>();
  const pause = () => {
    paused.resolve();
    return new Promise<void>(() => undefined);
  };
  const sender = startSender({ ...deps, pause });
  await paused.promise;
  const answer = outgoing(
    { chat: { id: 'party-0', jid: '5511988880200@s.whatsapp.net' }, kind: 'answer', text: 'Entendido.' },
    { now: 9, newId },
  );
  here.journal.commit([here.journal.outbox.put(answer)]);
  sender.wake();
  await count(2);
  expect(sent.map(({ id }) => id)).toEqual([here.rows[0]?.id, answer.id]);
  await sender[Symbol.asyncDispose]();
});

test('what the socket does not take is tried again while the connection stands, and each failure reported', async () => {
  await using here = await planned('answer');
  const faults: unknown[] = [];
  const fault = new Error('The socket was busy.');
  const { deps, sent, count } = wire(here.journal, async () => {
    if (faults.length < 2) throw fault;
  });
  const reportFault = (reported: unknown) => void faults.push(reported);
  await using _sender = startSender({ ...deps, reportFault });
  await count(3);
  expect(sent.map(({ id }) => id)).toEqual(Array(3).fill(here.rows[0]?.id));
  expect(faults).toEqual([fault, fault]);
});

test('what was handed over without an ack goes again under the same id after a crash, and not after an ack', async () => {
  await using here = await planned('notice', 'answer');
  const first = wire(here.journal, () => Promise.reject(new Error('The socket closed.')));
  const sender = startSender(first.deps);
  await sender[Symbol.asyncDispose]();
  const [lost] = first.sent;
  const second = wire(here.journal);
  const again = startSender(second.deps);
  await second.count(2);
  await again[Symbol.asyncDispose]();
  expect(second.sent.map(({ id }) => id).sort()).toEqual(here.rows.map(({ id }) => id).sort());
  expect(second.sent.map(({ id }) => id)).toContain(lost?.id);
  for (const { id } of here.rows)
    here.journal.commit(acceptAck(here.journal, { class: 'message', id, t: '1780000009' }, 0));
  expect(here.journal.outbox.list(10, 0)).toEqual([]);
  const third = wire(here.journal);
  await startSender(third.deps)[Symbol.asyncDispose]();
  expect(third.sent).toEqual([]);
  expect(
    here.journal.inbox
      .list(10)
      .filter(({ row }) => row.kind === 'event' && 'event' in row.event && row.event.event === 'notice-sent'),
  ).toHaveLength(1);
});

test.each([
  ['the number was disarmed', (journal: Journal) => journal.self.put('settings', { ...armed, armed: false })],
  ['WhatsApp refused us', (journal: Journal) => journal.self.put('outreach', { refusedAt: 1 })],
  [
    'the chat became private',
    (journal: Journal) => journal.party.put({ ...partyCalled('party-0'), state: 'excluded' }),
  ],
  ['the contact refused', (journal: Journal) => journal.party.put({ ...partyCalled('party-0'), answer: 'refused' })],
])('a notice that was planned does not leave after %s', async (_why, change) => {
  await using here = await planned('notice');
  here.journal.commit([change(here.journal)]);
  const { deps, sent } = wire(here.journal);
  const written = Promise.withResolvers<void>();
  await using _sender = startSender({ ...deps, committed: written.resolve });
  await written.promise;
  expect(sent).toEqual([]);
  expect(here.journal.outbox.get(here.rows[0]?.id ?? '')).toBeUndefined();
  expect(here.journal.standing.get('party-0/party-0')).toMatchObject({ notice: null, lastNoticeAt: null });
});

test('a journal that fails ends the connection: nothing leaves without being written', async () => {
  await using here = await planned('notice');
  const { deps, sent } = wire(here.journal);
  const failed = Promise.withResolvers<void>();
  const journal: Journal = {
    ...here.journal,
    commit() {
      throw new Error('The disk is full.');
    },
  };
  await using _sender = startSender({ ...deps, journal, onStoreFailure: failed.resolve });
  await failed.promise;
  expect(sent).toEqual([]);
});

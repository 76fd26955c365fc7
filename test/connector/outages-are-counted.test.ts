/** Gaps, the minutes in them, and deaf sessions: pure rules, tried without a network. */
import type { PersonId } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journal, openJournalRows } from '../../connector/src/journal/journal.ts';
import type { Party } from '../../connector/src/journal/rows.ts';
import { answerElsewhere, settleDoubtOf, standAs } from '../../connector/src/whatsapp/decided.ts';
import { alertOfGap, closeGap, countGap, openGap } from '../../connector/src/whatsapp/gap.ts';
import { pauseBefore } from '../../connector/src/whatsapp/lifecycle.ts';
import { isDeaf } from '../../connector/src/whatsapp/watchdog.ts';
import { type TemporaryStorage, temporaryStorage } from '../fixtures/temporary-storage.ts';
import { settingsOf } from './number.ts';

let kept: TemporaryStorage;
let journals = 0;
beforeAll(async () => {
  kept = await temporaryStorage();
});
afterAll(() => kept[Symbol.asyncDispose]());

async function newJournal(): Promise<Journal> {
  journals += 1;
  const opened = await kept.storage.openJournal(`number-${journals}`);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const journal = openJournalRows(opened.journal);
  journal.commit([journal.self.put('settings', settingsOf('5511955500001'))]);
  return journal;
}

/** 2 March 2026 in São Paulo ends at 03:00 UTC. */
const midnight = Date.UTC(2026, 2, 3, 3);
const minute = 60_000;
const minutesOf = (journal: Journal) =>
  Object.fromEntries(journal.ledger.list(10).map(({ row }) => [row.day, row.minutesDisconnected]));
const told = (journal: Journal) =>
  journal.inbox.list(100).flatMap(({ row }) => (row.kind === 'event' ? [row.event] : []));

describe('a gap', () => {
  it('counts its minutes on the days of the number, however often it is looked at', async () => {
    const journal = await newJournal();
    journal.commit(openGap(journal, 'one', midnight - 10 * minute, 'network'));
    for (let after = -9.5; after <= 5; after += 0.5) journal.commit(countGap(journal, midnight + after * minute));
    expect(minutesOf(journal)).toEqual({ '2026-03-02': 10, '2026-03-03': 5 });
    journal.commit(closeGap(journal, midnight + 5 * minute + 31_000));
    expect(minutesOf(journal)).toEqual({ '2026-03-02': 10, '2026-03-03': 6 });
    expect(journal.self.get('gap')).toBeUndefined();
    expect(told(journal)).toEqual([
      { kind: 'gap', id: 'one', from: midnight - 10 * minute, to: null, reason: 'network' },
      { kind: 'gap', id: 'one', from: midnight - 10 * minute, to: midnight + 5 * minute + 31_000, reason: 'network' },
    ]);
  });

  it('counts a gap of a year day by day, those of 23 hours too', async () => {
    const journal = await newJournal();
    journal.commit([journal.self.put('settings', { ...settingsOf('5511955500001'), zone: 'Europe/Lisbon' })]);
    const from = Date.UTC(2026, 2, 1, 12, 0, 30);
    journal.commit(openGap(journal, 'one', from, 'network'));
    journal.commit(countGap(journal, from + 365 * 1440 * minute + 59_000));
    const rows = journal.ledger.list(1000).map(({ row }) => row);
    expect(rows).toHaveLength(366);
    expect(rows.reduce((sum, row) => sum + row.minutesDisconnected, 0)).toBe(365 * 1440);
    const by = (day: string) => journal.ledger.get(day)?.minutesDisconnected;
    expect(['2026-03-01', '2026-03-28', '2026-03-29', '2026-10-25', '2027-03-01'].map(by)).toEqual([
      720, 1440, 1380, 1500, 720,
    ]);
  });

  it('is one gap while it lasts, with the reason that now holds, and goes unharmed through a clock set back', async () => {
    const journal = await newJournal();
    journal.commit(openGap(journal, 'one', midnight, 'network'));
    journal.commit(openGap(journal, 'two', midnight + minute, 'device-removed'));
    expect(journal.self.get('gap')).toMatchObject({ id: 'one', from: midnight, reason: 'device-removed' });
    journal.commit([...countGap(journal, midnight - 60 * minute), ...closeGap(journal, midnight - 60 * minute)]);
    expect(minutesOf(journal)).toEqual({});
    expect(told(journal).at(-1)).toMatchObject({ id: 'one', to: midnight - 60 * minute });
  });

  it('is told as an alert once: at once where only a human helps, else after five minutes', async () => {
    const journal = await newJournal();
    journal.commit(openGap(journal, 'one', midnight, 'network'));
    expect(alertOfGap(journal, midnight + 5 * minute - 1, false)).toEqual([]);
    journal.commit(alertOfGap(journal, midnight + 5 * minute, false));
    expect(alertOfGap(journal, midnight + 60 * minute, true)).toEqual([]);
    const urgent = await newJournal();
    urgent.commit(openGap(urgent, 'two', midnight, 'forbidden'));
    urgent.commit(alertOfGap(urgent, midnight, true));
    for (const one of [journal, urgent]) {
      expect(told(one).filter(({ kind }) => kind === 'alert')).toHaveLength(1);
    }
  });
});

describe('pauses', () => {
  it('double up to five minutes, and chance takes up to a half of them', () => {
    expect([0, 1, 2, 8, 9, 1000].map((attempt) => pauseBefore(attempt, 0))).toEqual([
      1000, 2000, 4000, 256_000, 300_000, 300_000,
    ]);
    expect(pauseBefore(3, 0.999_999)).toBeGreaterThan(4000);
    expect(pauseBefore(3, 0.999_999)).toBeLessThan(4001);
  });
});

describe('a session', () => {
  it('is deaf when a message hangs, or when nothing came for hours; not because a clock was set back', () => {
    const now = midnight;
    expect(isDeaf({ heardAt: now - 60 * minute, waitingSince: null }, now)).toBe(false);
    expect(isDeaf({ heardAt: now - 121 * minute, waitingSince: null }, now)).toBe(true);
    expect(isDeaf({ heardAt: now, waitingSince: now - minute }, now)).toBe(false);
    expect(isDeaf({ heardAt: now, waitingSince: now - 2.1 * minute }, now)).toBe(true);
    expect(isDeaf({ heardAt: now + 600 * minute, waitingSince: now + minute }, now)).toBe(false);
  });
});

const [ana, bia, caio] = ['person-ana', 'person-bia', 'person-caio'] as PersonId[] as [PersonId, PersonId, PersonId];

function party(id: string, person: PersonId, more: Partial<Party> = {}): Party {
  return {
    id,
    lid: id,
    phone: null,
    person,
    state: 'active',
    perhaps: [],
    answer: 'none',
    answeredT: null,
    renewed: false,
    language: null,
    ...more,
  };
}

describe('what humans decided about a person', () => {
  it('is in force for every party that is or may be them, and for nobody else', async () => {
    const journal = await newJournal();
    const perhaps = [{ person: ana, state: 'active', notice: 'unknown' }] as const;
    journal.commit(
      [party('1', ana), party('2', ana), party('3', bia, { perhaps }), party('4', caio)].map(journal.party.put),
    );
    journal.commit(standAs(journal, ana, 'excluded'));
    expect(['1', '2', '3', '4'].map((id) => journal.party.get(id)?.state)).toEqual([
      'excluded',
      'excluded',
      'active',
      'active',
    ]);
    expect(journal.party.get('3')?.perhaps).toEqual([{ person: ana, state: 'excluded', notice: 'unknown' }]);
  });

  it('makes two one under the stricter standing, or keeps them apart for good', async () => {
    for (const answer of ['same', 'different'] as const) {
      const journal = await newJournal();
      const open = (other: string) => [{ party: other, state: 'open' as const }];
      journal.commit([
        journal.party.put(party('1', ana, { answer: 'agreed', answeredT: 5, doubts: open('2') })),
        journal.party.put(party('2', bia, { answer: 'refused', answeredT: 9, doubts: open('1') })),
        journal.chat.put({
          id: '2',
          kind: 'contact',
          party: '2',
          jid: '2@lid',
          conversation: 'c' as never,
          subject: null,
        }),
      ]);
      journal.commit(settleDoubtOf(journal, ana, bia, answer));
      const [one, other] = [journal.party.get('1'), journal.party.get('2')];
      if (answer === 'same') {
        expect([one?.person, other?.person]).toEqual([ana, ana]);
        expect([one?.answer, other?.answer]).toEqual(['refused', 'refused']);
        expect([one?.doubts, other?.doubts]).toEqual([[], []]);
        expect(journal.chat.get('2')?.conversation).toBeNull();
      } else {
        expect([one?.person, other?.person]).toEqual([ana, bia]);
        expect([one?.answer, other?.answer]).toEqual(['agreed', 'refused']);
        expect(other?.doubts).toEqual([{ party: '1', state: 'different' }]);
      }
    }
  });

  it('takes a consent given elsewhere, but none older than what the contact said in the chat', async () => {
    const journal = await newJournal();
    journal.commit([party('1', ana), party('2', bia, { answer: 'refused', answeredT: 1000 })].map(journal.party.put));
    journal.commit([
      ...answerElsewhere(journal, ana, { answer: 'agreed', at: 500_000 }),
      ...answerElsewhere(journal, bia, { answer: 'agreed', at: 500_000 }),
    ]);
    expect(journal.party.get('1')).toMatchObject({ answer: 'agreed', answeredT: 500, renewed: false });
    expect(journal.party.get('2')).toMatchObject({ answer: 'refused', answeredT: 1000 });
    journal.commit(answerElsewhere(journal, bia, { answer: 'agreed', at: 2_000_000 }));
    expect(journal.party.get('2')).toMatchObject({ answer: 'agreed', answeredT: 2000, renewed: true });
  });
});

import type { JournalChange, NoticeId, Person, PersonId } from '@atalaia/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newStanding } from '../../connector/src/consent/standing.ts';
import { type Journal, openJournalRows } from '../../connector/src/journal/journal.ts';
import { ciphertextKey } from '../../connector/src/journal/seen.ts';
import type { NumberSettings } from '../../connector/src/number-link.ts';
import { decode } from '../../connector/src/whatsapp/decode.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { partyOf } from '../../connector/src/whatsapp/identify.ts';
import { takeIn, takeUndecryptable } from '../../connector/src/whatsapp/take-in.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { type TemporaryStorage, temporaryStorage } from '../fixtures/temporary-storage.ts';
import { bruno, carla, fromBruno, fromUs, group, inGroup, own, part, plaintextOf, stanza } from './stanza.ts';

const seed = printedSeed();
const now = Date.UTC(2026, 4, 29, 12);
const today = '2026-05-29';

const settings: NumberSettings = {
  phone: '+5511988880100',
  zone: 'America/Sao_Paulo',
  language: 'pt-BR',
  armed: true,
  mode: 'notice',
  basis: 'legitimate-interest',
  notifiedBy: 'delivered',
  renewAfterMonths: null,
  notices: [],
  groups: [group],
};

let home: TemporaryStorage;
let empty: Journal;

beforeAll(async () => {
  home = await temporaryStorage();
  const opened = await home.storage.openJournal('number-1');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  empty = openJournalRows(opened.journal);
});

afterAll(() => home[Symbol.asyncDispose]());

/** Senders and where they write. */
const ways = {
  bruno: fromBruno,
  carla: { id: '', from: carla.pn, sender_lid: carla.lid },
  us: fromUs,
  carlaInGroup: inGroup,
  foreignGroup: { ...inGroup, from: '120363000000000099@g.us' },
  status: { id: '', from: 'status@broadcast', participant: bruno.pn },
} as const;
type Way = keyof typeof ways;

/** A number that hears one thing after another; nothing of one number reaches the next. */
function number(first: Partial<NumberSettings> = {}) {
  let journal = empty.after([empty.self.put('settings', { ...settings, ...first })]);
  let ids = 0;
  const deps = { own: () => own, clock: () => now, newId: () => `party-${ids++}`, phoneOf: () => undefined };
  const keep = (changes: readonly JournalChange[]) => {
    journal = journal.after(changes);
    return changes;
  };
  const envelopeFor = (way: Way, id: string, ciphertext: string, t: number, offline = false) => {
    const bytes = Buffer.from(ciphertext);
    const attrs = { ...ways[way], id, t: String(t), ...(offline ? { offline: '0' } : {}) };
    return envelopeOf(stanza(attrs, part('msg', bytes)), own, bytes);
  };
  return {
    journal: () => journal,
    /** As the durable wrapper does: a ciphertext that was seen is not looked at again. */
    hear(way: Way, id: string, text: string, { ciphertext = `${way}/${id}`, t = 1_780_000_000, offline = false } = {}) {
      const envelope = envelopeFor(way, id, ciphertext, t, offline);
      if (journal.seen.get(ciphertextKey(envelope.hash)) !== undefined) return [];
      return keep(takeIn(deps, journal, envelope, decode(plaintextOf({ conversation: text }), envelope, own)));
    },
    edit(way: Way, id: string, original: string, text: string, t: number) {
      const envelope = envelopeFor(way, id, `${way}/${id}`, t);
      const key = { id: original, fromMe: false, remoteJid: bruno.pn };
      const edited = { protocolMessage: { type: 14, key, editedMessage: { conversation: text } } };
      return keep(takeIn(deps, journal, envelope, decode(plaintextOf(edited), envelope, own)));
    },
    hearKeysOnly(way: Way, id: string, ciphertext: string) {
      const envelope = envelopeFor(way, id, ciphertext, 1_780_000_000);
      const keys = { senderKeyDistributionMessage: { groupId: group } };
      return keep(takeIn(deps, journal, envelope, decode(plaintextOf(keys), envelope, own)));
    },
    fail(way: Way, id: string, ciphertext = `${way}/${id}`, t = 1_780_000_000) {
      return keep(takeUndecryptable(deps, journal, envelopeFor(way, id, ciphertext, t)));
    },
    /** The program says who it is, as the drain does. */
    meet(jid: string, state: Person['state'] = 'active') {
      const party = partyOf(journal, jid);
      if (party) keep([journal.party.put({ ...party, person: `person-${party.id}` as PersonId, state })]);
    },
    noticeArrives(jid: string, fromT: number) {
      const party = partyOf(journal, jid);
      if (party === undefined) return;
      const notified = { notice: 'notice-1' as NoticeId, generation: 1, fromT, arrivedT: fromT };
      keep([
        journal.standing.put({ ...newStanding(party.id, party.id), notified }),
        journal.standing.put({ ...newStanding(group, party.id), notified }),
      ]);
    },
    day: () => journal.ledger.get(today),
    rows: () => journal.inbox.list(1000).map(({ row }) => row),
  };
}

function mentions(changes: readonly JournalChange[], word: string): boolean {
  return changes.some(({ key, value }) => key.includes(word) || (value !== null && Buffer.from(value).includes(word)));
}

describe('a message', () => {
  it('from before the notice leaves nothing of itself but its hash, its time and the reason', () => {
    const { hear, meet, rows, day } = number();
    const changes = hear('bruno', 'M1', 'segredo');
    expect(mentions(changes, 'segredo')).toBe(false);
    expect(mentions(changes, 'Bruno')).toBe(false);
    meet(bruno.lid);
    expect(mentions(hear('bruno', 'M2', 'segredo'), 'segredo')).toBe(false);
    expect(rows()).toMatchObject([
      { kind: 'withheld', reason: 'not-notified', envelope: { id: 'M1', t: 1_780_000_000 } },
      { kind: 'withheld', reason: 'not-notified' },
    ]);
    expect(day()).toMatchObject({ received: 2, withheld: 2, stored: 0 });
  });

  it('is kept from the time of the notice on, and not what was written before and came late', () => {
    const { hear, meet, noticeArrives, rows } = number();
    hear('bruno', 'M1', 'oi', { t: 100 });
    meet(bruno.lid);
    noticeArrives(bruno.lid, 200);
    hear('bruno', 'M2', 'late', { t: 199 });
    hear('bruno', 'M3', 'kept', { t: 200 });
    hear('us', 'A1', 'ours', { t: 201 });
    expect(rows().map(({ kind }) => kind)).toEqual(['withheld', 'withheld', 'message', 'message']);
  });

  it('of the very second of the notice is kept if it came in order, and not if it waited', () => {
    const { hear, fail, meet, noticeArrives, rows } = number();
    hear('bruno', 'M1', 'oi', { t: 100 });
    meet(bruno.lid);
    fail('bruno', 'M2', 'broken', 200);
    noticeArrives(bruno.lid, 200);
    hear('bruno', 'M2', 'whole', { ciphertext: 'whole', t: 200 });
    hear('bruno', 'M3', 'waited', { t: 200, offline: true });
    hear('bruno', 'M4', 'in order', { t: 200 });
    hear('bruno', 'M5', 'waited, and is later', { t: 201, offline: true });
    expect(rows().flatMap((row) => (row.kind === 'message' ? [row.envelope.id] : []))).toEqual(['M4', 'M5']);
  });

  it('that was not readable at first moves to what it is, and its mark goes', () => {
    const { hear, fail, meet, noticeArrives, rows, day } = number();
    hear('bruno', 'M0', 'oi');
    meet(bruno.lid);
    noticeArrives(bruno.lid, 0);
    fail('bruno', 'M1', 'broken');
    fail('bruno', 'M1', 'broken');
    expect(day()).toMatchObject({ received: 2, undecryptable: 1 });
    hear('bruno', 'M1', 'whole', { ciphertext: 'whole' });
    expect(day()).toMatchObject({ received: 2, undecryptable: 0, stored: 1, withheld: 1 });
    const [, failed, recovered, kept] = rows();
    expect(failed).toMatchObject({ kind: 'undecryptable' });
    expect(recovered).toEqual({ kind: 'recovered', hash: failed?.kind === 'undecryptable' && failed.envelope.hash });
    expect(kept).toMatchObject({ kind: 'message', decoded: { content: { text: 'whole' } } });
  });

  it('that was written before the notice is not kept because it was sent again after it', () => {
    const { hear, fail, meet, noticeArrives, rows, day } = number();
    hear('bruno', 'M0', 'oi', { t: 90 });
    meet(bruno.lid);
    fail('bruno', 'M1', 'broken', 100);
    noticeArrives(bruno.lid, 200);
    const changes = hear('bruno', 'M1', 'segredo', { ciphertext: 'whole', t: 300 });
    expect(mentions(changes, 'segredo')).toBe(false);
    expect(rows().at(-1)).toMatchObject({ kind: 'withheld', reason: 'not-notified' });
    expect(day()).toMatchObject({ received: 2, withheld: 2, undecryptable: 0, stored: 0 });
  });

  it('that was withheld is not kept by way of an edit of it', () => {
    const { hear, edit, meet, noticeArrives, rows } = number();
    hear('bruno', 'M1', 'segredo', { t: 100 });
    meet(bruno.lid);
    noticeArrives(bruno.lid, 200);
    hear('bruno', 'M2', 'depois', { t: 300 });
    expect(mentions(edit('bruno', 'M3', 'M1', 'segredo!', 301), 'segredo')).toBe(false);
    expect(mentions(edit('bruno', 'M4', 'M2', 'depois!', 302), 'depois!')).toBe(true);
    expect(rows().map(({ kind }) => kind)).toEqual(['withheld', 'message', 'withheld', 'message']);
  });

  it('of a private chat is only counted', () => {
    const { hear, meet, noticeArrives, rows, day } = number();
    hear('bruno', 'M0', 'oi');
    meet(bruno.lid, 'excluded');
    noticeArrives(bruno.lid, 0);
    hear('bruno', 'M1', 'jantar?');
    hear('us', 'A1', 'sim');
    expect(rows()).toHaveLength(1);
    expect(day()).toMatchObject({ received: 3, withheld: 1, excluded: 2 });
  });

  it('that only brings keys is no message, with or without one behind it', () => {
    const { hearKeysOnly, hear, day } = number();
    hearKeysOnly('carlaInGroup', 'G1', 'keys');
    expect(day()).toBeUndefined();
    hear('carlaInGroup', 'G1', 'oi', { ciphertext: 'words' });
    expect(day()).toMatchObject({ received: 1, withheld: 1 });
  });
});

const step = fc.oneof(
  fc.record({
    kind: fc.constant('hear' as const),
    way: fc.constantFrom(...(Object.keys(ways) as Way[])),
    id: fc.integer({ min: 0, max: 12 }),
    ciphertext: fc.integer({ min: 0, max: 1 }),
    t: fc.constantFrom(100, 300),
  }),
  fc.record({
    kind: fc.constant('fail' as const),
    way: fc.constantFrom(...(Object.keys(ways) as Way[])),
    id: fc.integer({ min: 0, max: 12 }),
    ciphertext: fc.integer({ min: 0, max: 1 }),
  }),
  fc.record({
    kind: fc.constant('meet' as const),
    who: fc.constantFrom(bruno.lid, carla.lid),
    state: fc.constantFrom('active', 'active', 'excluded', 'restricted', 'suppressed', 'locked'),
  }),
  fc.record({ kind: fc.constant('notice' as const), who: fc.constantFrom(bruno.lid, carla.lid) }),
);

describe('whatever comes, in whatever order', () => {
  it('received = stored + withheld + excluded + undecryptable, each message once, and a redelivery changes nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, armed) => {
        const it = number({ armed });
        const told = new Set<string>();
        const heard = new Set<string>();
        for (const [at, one] of steps.entries()) {
          if (one.kind === 'meet') it.meet(one.who, one.state);
          else if (one.kind === 'notice') {
            it.noticeArrives(one.who, 200);
            told.add(one.who);
          } else {
            heard.add(`${one.way}/${one.id}`);
            const word = `segredo-${at}`;
            const ciphertext = `${one.way}/${one.id}/${one.ciphertext}`;
            if (one.kind === 'fail') it.fail(one.way, `M${one.id}`, ciphertext);
            else {
              const changes = it.hear(one.way, `M${one.id}`, word, { ciphertext, t: one.t });
              const mayBeKept = armed && told.size > 0 && one.t >= 200;
              if (!mayBeKept) expect(mentions(changes, word)).toBe(false);
              expect(it.hear(one.way, `M${one.id}`, word, { ciphertext, t: one.t })).toEqual([]);
            }
          }
        }
        const { received = 0, stored = 0, withheld = 0, excluded = 0, undecryptable = 0 } = it.day() ?? {};
        expect(stored + withheld + excluded + undecryptable).toBe(received);
        expect(received).toBe(heard.size);
        const kept = it.rows().filter(({ kind }) => kind === 'message');
        expect(kept).toHaveLength(stored);
        expect(
          new Set(
            kept.map(
              (row) => row.kind === 'message' && `${row.chat}/${row.party}/${row.envelope.fromMe}/${row.envelope.id}`,
            ),
          ).size,
        ).toBe(stored);
      }),
      { seed, numRuns: 150 },
    );
  });
});

import type { PersonId } from '@atalaia/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journal, openJournalRows } from '../../connector/src/journal/journal.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { type Identified, identify, partyOf } from '../../connector/src/whatsapp/identify.ts';
import { type TemporaryStorage, temporaryStorage } from '../fixtures/temporary-storage.ts';
import { bruno, carla, fromBruno, fromUs, group, inGroup, own, stanza } from './stanza.ts';

let home: TemporaryStorage;
let empty: Journal;

beforeAll(async () => {
  home = await temporaryStorage();
  const opened = await home.storage.openJournal('number-1');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  empty = openJournalRows(opened.journal);
});

afterAll(() => home[Symbol.asyncDispose]());

/** Those who may be the same human, still undecided. */
function inDoubtWith(journal: Journal, id: string | undefined): readonly string[] {
  const doubts = journal.party.get(id ?? '')?.doubts ?? [];
  return doubts.filter(({ state }) => state === 'open').map(({ party }) => party);
}

/** A number that meets people, message by message; nothing of one meeting reaches another. `history`: phone numbers by LID. */
function meeting(history: Readonly<Record<string, string>> = {}) {
  let journal = empty;
  let ids = 0;
  return {
    journal: () => journal,
    meet(attrs: Readonly<Record<string, string>>): Identified {
      ids += 1;
      const envelope = envelopeOf(stanza({ id: `M${ids}`, t: '1780000000', ...attrs }), own);
      const seen = identify({ journal, own, newId: () => `party-${ids}`, phoneOf: (lid) => history[lid] }, envelope);
      if (seen === undefined) throw new Error('Nobody was met.');
      journal = journal.after(seen.changes);
      return seen;
    },
  };
}

describe('one human', () => {
  it('stays one party in one chat when WhatsApp switches from phone number to LID in mid-conversation', () => {
    const { meet } = meeting();
    const before = meet({ from: bruno.pn });
    const told = meet({ from: bruno.pn, sender_lid: bruno.lid });
    const after = meet({ from: bruno.lid });
    expect([told.party?.id, after.party?.id]).toEqual([before.party?.id, before.party?.id]);
    expect([told.chat.id, after.chat.id]).toEqual([before.chat.id, before.chat.id]);
    expect(after.chat.jid).toBe(bruno.lid);
    expect(after.party).toMatchObject({ lid: '900000000000101', phone: '+5511988880101', person: null });
  });

  it('stays one party when only the phone’s history told which phone number a LID belongs to', () => {
    const { meet } = meeting({ '900000000000101': '+5511988880101' });
    const before = meet({ from: bruno.pn });
    const after = meet({ from: bruno.lid });
    expect(after.party?.id).toBe(before.party?.id);
    expect(after.doubts).toEqual([]);
    expect(meet({ from: bruno.lid }).changes).toEqual([]);
  });

  it('met by LID first is asked about once history names a phone number that somebody else has', () => {
    const history: Record<string, string> = {};
    const { meet } = meeting(history);
    const lid = meet({ from: bruno.lid }).party;
    const phone = meet({ from: bruno.pn }).party;
    history['900000000000101'] = '+5511988880101';
    expect(meet({ from: bruno.lid }).doubts).toEqual([{ one: lid?.id, other: phone?.id }]);
    expect(meet({ from: bruno.lid }).doubts).toEqual([]);
  });

  it('is never our own number, whatever history says of a LID', () => {
    const { meet } = meeting({ '900000000000101': `+${own.pn.split(/[:@]/)[0]}` });
    expect(meet({ from: bruno.lid }).party?.phone).toBeNull();
  });

  it('is one with and without the ninth digit of a Brazilian number', () => {
    const { meet } = meeting();
    const long = meet({ from: '5531988880103@s.whatsapp.net' });
    const short = meet({ from: '553188880103@s.whatsapp.net' });
    expect(short.party?.id).toBe(long.party?.id);
    expect(short.chat.id).toBe(long.chat.id);
    expect(short.chat.jid).toBe('553188880103@s.whatsapp.net');
  });

  it('is the same one in a group, in a private chat, and where an agent writes first', () => {
    const { meet } = meeting();
    const written = meet(fromUs);
    const answered = meet(fromBruno);
    const group1 = meet({ ...inGroup, participant: bruno.lid, participant_pn: bruno.pn });
    expect(answered.chat.id).toBe(written.chat.id);
    expect(group1.party?.id).toBe(written.party?.id);
    expect(group1.chat).toMatchObject({ id: group, kind: 'group', party: null });
  });

  it('changes nothing in the journal when met again as before', () => {
    const { meet } = meeting();
    meet(fromBruno);
    expect(meet(fromBruno).changes).toEqual([]);
  });

  it('met as two is one again once the archive or a human says that both are one person', () => {
    const { meet, journal } = meeting();
    const phone = meet({ from: bruno.pn }).party;
    const lid = meet({ from: bruno.lid }).party;
    if (phone === null || lid === null) throw new Error('Nobody was met.');
    const person = 'person-of-bruno' as PersonId;
    const known = journal().after([
      journal().party.put({ ...phone, person }),
      journal().party.put({ ...lid, person }),
      journal().alias.put(`person:${person}`, lid.id),
    ]);
    for (const from of [bruno.pn, bruno.lid]) {
      const envelope = envelopeOf(stanza({ ...fromBruno, from, sender_lid: bruno.lid }), own);
      const met = identify({ journal: known, own, newId: () => 'new', phoneOf: () => undefined }, envelope);
      expect([met?.party?.id, met?.chat.id, met?.doubts]).toEqual([lid.id, lid.id, []]);
    }
  });

  it('is nobody where we write in a group ourselves', () => {
    const { meet } = meeting();
    expect(meet({ ...inGroup, participant: own.pn }).party).toBeNull();
  });
});

describe('two humans', () => {
  it('met apart and joined by one mapping are left apart, in doubt, until a human decides', () => {
    const { meet, journal } = meeting();
    const phone = meet({ from: bruno.pn });
    const lid = meet({ from: bruno.lid });
    expect(lid.party?.id).not.toBe(phone.party?.id);
    const joined = meet({ from: bruno.lid, sender_pn: bruno.pn });
    expect(joined.party?.id).toBe(lid.party?.id);
    expect(joined.doubts).toEqual([{ one: lid.party?.id, other: phone.party?.id }]);
    expect(inDoubtWith(journal(), phone.party?.id)).toEqual([lid.party?.id]);
    expect(inDoubtWith(journal(), lid.party?.id)).toEqual([phone.party?.id]);
    expect(meet({ from: bruno.lid, sender_pn: bruno.pn }).doubts).toEqual([]);
  });

  it('are not asked about again once a human found them different', () => {
    const { meet, journal } = meeting();
    const phone = meet({ from: bruno.pn }).party;
    const lid = meet({ from: bruno.lid }).party;
    if (phone === null || lid === null) throw new Error('Nobody was met.');
    const different = (party: typeof lid, other: string) =>
      journal().party.put({ ...party, doubts: [{ party: other, state: 'different' as const }] });
    const settled = journal().after([different(phone, lid.id), different(lid, phone.id)]);
    const envelope = envelopeOf(stanza({ id: '1', from: bruno.lid, sender_pn: bruno.pn, t: '1' }), own);
    const again = identify({ journal: settled, own, newId: () => 'new', phoneOf: () => undefined }, envelope);
    expect(again?.doubts).toEqual([]);
    expect(inDoubtWith(settled.after(again?.changes ?? []), again?.party?.id)).toEqual([]);
  });

  it('stay two when a phone number is handed on: its next owner comes with a new LID', () => {
    const { meet } = meeting();
    const first = meet({ from: bruno.lid, sender_pn: bruno.pn });
    const next = meet({ from: '900000000000777@lid', sender_pn: bruno.pn });
    expect(next.party?.id).not.toBe(first.party?.id);
    expect(next.doubts).toEqual([{ one: next.party?.id, other: first.party?.id }]);
    expect(meet({ from: bruno.pn }).party?.id).toBe(next.party?.id);
    expect(meet({ from: bruno.lid }).party?.id).toBe(first.party?.id);
  });

  it('are told apart by LID where their Brazilian numbers differ in the ninth digit only', () => {
    const { meet } = meeting();
    const long = meet({ from: '900000000000201@lid', sender_pn: '5531988880103@s.whatsapp.net' });
    const short = meet({ from: '900000000000202@lid', sender_pn: '553188880103@s.whatsapp.net' });
    expect(short.party?.id).not.toBe(long.party?.id);
  });

  it('are never made one through a claim that our own LID or number is somebody else’s', () => {
    const { meet, journal } = meeting();
    meet({ from: bruno.pn, sender_lid: own.lid ?? '' });
    meet({ from: carla.pn, sender_lid: own.lid ?? '' });
    meet({ from: carla.lid, sender_pn: '551188880100@s.whatsapp.net' });
    expect(partyOf(journal(), own.lid ?? '')).toBeUndefined();
    expect(partyOf(journal(), own.pn)).toBeUndefined();
    expect(partyOf(journal(), bruno.pn)?.lid).toBeNull();
    expect(partyOf(journal(), bruno.pn)?.id).not.toBe(partyOf(journal(), carla.pn)?.id);
  });
});

describe('any sequence of messages', () => {
  const humans = [0, 1, 2].map((n) => ({
    lid: `90000000000030${n}@lid`,
    // Two ways to write one number.
    phones: [`553198888030${n}@s.whatsapp.net`, `55318888030${n}@s.whatsapp.net`],
  }));
  const sightings = fc.array(
    fc.record({
      who: fc.nat(humans.length - 1),
      form: fc.nat(1),
      tells: fc.constantFrom('lid', 'phone', 'lid and phone', 'phone and lid'),
      where: fc.constantFrom('chat', 'group', 'ours'),
    }),
    { maxLength: 25 },
  );

  function attributes(lid: string, phone: string, tells: string, where: string): Record<string, string> {
    const first = tells.startsWith('lid') ? lid : phone;
    const second: Record<string, string> = {};
    const role = where === 'chat' ? 'sender' : where === 'group' ? 'participant' : 'peer_recipient';
    if (tells === 'lid and phone') second[`${role}_pn`] = phone;
    if (tells === 'phone and lid') second[`${role}_lid`] = lid;
    if (where === 'chat') return { from: first, ...second };
    if (where === 'group') return { from: group, participant: first, ...second };
    return { from: own.pn, recipient: first, ...second };
  }

  it('leads to one party a human, or to two in doubt where WhatsApp first showed both halves apart; never to one for two', () => {
    fc.assert(
      fc.property(sightings, (seen) => {
        const { meet, journal } = meeting();
        const parties = humans.map(() => new Set<string>());
        const told = humans.map(() => false);
        for (const { who, form, tells, where } of seen) {
          const human = humans[who] as (typeof humans)[number];
          const met = meet(attributes(human.lid, human.phones[form] ?? '', tells, where));
          parties[who]?.add(met.party?.id ?? '');
          if (tells.includes('and')) told[who] = true;
        }
        const all = parties.flatMap((ids) => [...ids]);
        expect(new Set(all).size).toBe(all.length);
        for (const [who, ids] of parties.entries()) {
          expect(ids.size).toBeLessThanOrEqual(2);
          const [one, other] = [...ids];
          if (other === undefined || !told[who]) continue;
          expect(inDoubtWith(journal(), one)).toEqual([other]);
          expect(inDoubtWith(journal(), other)).toEqual([one]);
        }
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  it('leads to exactly one party where the first message of a human tells both identifiers', () => {
    fc.assert(
      fc.property(sightings, (seen) => {
        const { meet } = meeting();
        for (const { lid, phones } of humans) meet({ from: lid, sender_pn: phones[0] ?? '' });
        const parties = seen.map(({ who, form, tells, where }) => {
          const human = humans[who] as (typeof humans)[number];
          const met = meet(attributes(human.lid, human.phones[form] ?? '', tells, where));
          expect(met.doubts).toEqual([]);
          return met.party?.id === `party-${who + 1}`;
        });
        expect(parties.every(Boolean)).toBe(true);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });
});

/** Whoever WhatsApp shows is one person under all their identifiers; where two may be one, a human is asked. */
import { doubts, persons, systemAlerts } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { resolvePerson } from '../../monitor/src/person/resolve.ts';
import { type Archive, openArchive } from './archive.ts';
import { openLiveChat } from './live-chat.ts';

const long = '+5511987650001';
const short = '+551187650001';

async function openQuestions(archive: Archive) {
  const found = await archive.deps.records.find(doubts, { index: 'byState', equals: { state: 'open' }, limit: 100 });
  return found.items.map(({ doc }) => doc);
}

test('a person stays one person and one conversation over LID, phone number, and the ninth digit', async () => {
  await using archive = await openArchive();
  const { live, number, contact, conversation } = await openLiveChat(archive, long, '1001');
  const sightings = [
    { lid: '1001', phone: null },
    { lid: null, phone: long },
    { lid: '1001', phone: short },
    { lid: null, phone: short },
  ];
  for (const seen of sightings) {
    expect(await live.meet({ number, ...seen, pushName: null })).toEqual({
      person: contact,
      state: 'active',
      notice: 'unknown',
      perhaps: [],
      entered: [],
    });
    expect(await live.conversationWith(number, contact)).toBe(conversation);
  }
  expect(await openQuestions(archive)).toEqual([]);
});

test('a phone number that shows up under another LID is another person until a human says otherwise', async () => {
  await using archive = await openArchive();
  const { live, number, contact } = await openLiveChat(archive, long, '1001');
  const met = await live.meet({ number, lid: '2002', phone: long, pushName: null });
  expect(met.person).not.toBe(contact);
  expect(met.perhaps).toEqual([{ person: contact, state: 'active', notice: 'unknown' }]);
  expect(await live.meet({ number, lid: '2002', phone: null, pushName: null })).toEqual(met);
  // Doubt goes both ways: the strictest of the two decides for the first one too.
  expect((await live.meet({ number, lid: '1001', phone: null, pushName: null })).perhaps).toMatchObject([
    { person: met.person },
  ]);
  expect(await openQuestions(archive)).toMatchObject([{ one: contact, other: met.person }]);
  const alerts = await archive.deps.records.find(systemAlerts, {
    index: 'byNumber',
    equals: { number, state: 'open' },
    limit: 10,
  });
  expect(alerts.items.map(({ doc }) => doc.kind)).toEqual(['possible-same-person']);
});

test('a mapping that joins two known persons is a question, not a merger', async () => {
  await using archive = await openArchive();
  const { live, number, contact } = await openLiveChat(archive, long, '1001');
  const other = await live.meet({ number, lid: null, phone: '+5511987650002', pushName: 'Outra' });
  expect(other.person).not.toBe(contact);
  const joined = await live.meet({ number, lid: '1001', phone: '+5511987650002', pushName: null });
  expect(joined).toMatchObject({ person: contact, perhaps: [{ person: other.person }] });
  await live.record(number, [{ kind: 'doubt', one: other.person, other: contact, at: 1 }]);
  expect(await openQuestions(archive)).toHaveLength(1);
});

test('someone imported by phone number goes on as the same person; with the ninth digit apart it is asked', async () => {
  await using archive = await openArchive();
  const { live, number } = await openLiveChat(archive);
  const imported = async (phone: string) => {
    const known = phoneOf(phone);
    if (!known) throw new Error('No phone number.');
    const sighting = { number, source: 'import', role: 'contact', notice: 'imported-without-notice' } as const;
    return (await resolvePerson(archive.deps, { ...sighting, phone: known, nameScopes: [] })).person.id;
  };
  const same = await imported('+5521987650009');
  expect((await live.meet({ number, lid: '3003', phone: '+5521987650009', pushName: null })).person).toBe(same);
  const apart = await imported('+5531987650009');
  const met = await live.meet({ number, lid: '4004', phone: '+553187650009', pushName: null });
  expect(met.person).not.toBe(apart);
  expect(met.perhaps).toMatchObject([{ person: apart, notice: 'imported-without-notice' }]);
});

test('two sightings of one stranger at once are one person, whose name is kept under their own key', async () => {
  await using archive = await openArchive();
  const { live, number } = await openLiveChat(archive);
  const seen = { number, lid: '5005', phone: '+5511987650005', pushName: 'Nina' };
  const met = await Promise.all([live.meet(seen), live.meet({ ...seen, lid: null }), live.meet(seen)]);
  const [person, ...others] = new Set(met.map((one) => one.person));
  expect(others).toEqual([]);
  const kept = (await archive.deps.records.get(persons, person ?? ''))?.doc;
  expect(
    kept?.sealedName &&
      (await archive.deps.vault.openText({ collection: 'persons', id: kept.id, field: 'sealedName' }, kept.sealedName)),
  ).toBe('Nina');
  await expect(live.meet({ number, lid: null, phone: null, pushName: 'x' })).rejects.toThrow(RangeError);
});

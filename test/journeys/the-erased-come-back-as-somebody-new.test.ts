/** Whoever was erased and comes back is somebody new: who objected is kept out until they agree, anybody else until they are told. */
import { judge } from '@atalaia/connector';
import { persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { marksOf } from '../../monitor/src/erase/destroy-keys.ts';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { noteCorrection } from '../../monitor/src/person/correct.ts';
import { recordConsent } from '../../monitor/src/person/record-consent.ts';
import { resolvePerson, type Sighting } from '../../monitor/src/person/resolve.ts';
import { openArchive } from './archive.ts';

test('by name alone an import brings nobody back who was erased, in whichever chat; a namesake with a number is let in', async () => {
  await using archive = await openArchive();
  const { deps } = archive;
  const [number, elsewhere] = [await archive.addNumber('+5511912340001'), await archive.addNumber('+5511912340002')];
  // Captured live: nothing but the phone number and WhatsApp's own id leads to them.
  const otavio = await archive.addPerson('Otávio  Quaresma', 'contact', number);
  const wanted = { field: 'name', message: null, text: 'Otávio Lima' } as const;
  await noteCorrection(deps, { kind: 'system' }, otavio, wanted);
  await deps.vault.shred([otavio], await marksOf(deps, [otavio], 'objected'));
  const imported = { source: 'import', notice: 'imported-without-notice', nameScopes: ['another chat'] } as const;
  const meet = async (sighting: Pick<Sighting, 'number' | 'name' | 'role' | 'phone'>) =>
    (await resolvePerson(deps, { ...imported, ...sighting })).person.state;
  expect(await meet({ number, name: 'otavio Quaresma', role: 'contact' })).toBe('suppressed');
  expect(await meet({ number, name: 'Otávio Quaresma', role: 'unknown' })).toBe('suppressed');
  expect(await meet({ number, name: 'Otávio Lima', role: 'unknown' })).toBe('suppressed');
  expect(await meet({ number, name: 'Otávio', role: 'contact' })).toBe('active');
  expect(await meet({ number: elsewhere, name: 'OTÁVIO QUARESMA', role: 'contact' })).toBe('active');
  const phone = phoneOf('+5521955510009');
  if (!phone) throw new Error('No phone number.');
  const namesake = { number, name: 'Otávio Quaresma', role: 'contact', phone } as const;
  expect((await resolvePerson(deps, { ...imported, ...namesake, nameScopes: ['a third'] })).person.state).toBe(
    'active',
  );
});

const importing = { kind: 'import', basis: 'exercise-of-rights' } as const;

test.each([
  { kind: 'objected', back: { state: 'suppressed' }, ends: 'agreed' },
  { kind: 'erased', back: { state: 'active', erasedBefore: true }, ends: 'notice-delivered' },
] as const)('$kind: an import brings nothing back before $ends', async ({ kind, back, ends }) => {
  await using archive = await openArchive();
  const { deps } = archive;
  const number = await archive.addNumber('+5511912340001');
  const phone = phoneOf('+5521955510003');
  if (!phone) throw new Error('No phone number.');
  const sighting = { number, role: 'contact', name: 'Marta', phone, nameScopes: [] } as const;
  const imported = { ...sighting, source: 'import', notice: 'imported-without-notice' } as const;
  const before = (await resolvePerson(deps, imported)).person;
  await deps.vault.shred([before.id], await marksOf(deps, [before.id], kind));
  // The sweep has not come to the alias yet: it leads to nobody any more.
  const { person } = await resolvePerson(deps, imported);
  expect(person).toMatchObject(back);
  expect(person.id).not.toBe(before.id);
  expect(person).not.toHaveProperty('sealedName');
  expect(judge(importing, person)).toEqual({ kind: 'withhold', reason: 'suppressed' });
  const event = {
    kind: 'consent',
    id: 'e',
    person: person.id,
    conversation: null,
    at: deps.clock(),
    how: 'chat',
  } as const;
  const words = { notice: null, hash: null, message: null, text: null } as const;
  const badge = ends === 'agreed' ? 'agreed' : 'notified';
  await recordConsent(deps, number, { ...event, ...words, event: ends, badge });
  const free = (await deps.records.get(persons, person.id))?.doc;
  expect(free).toMatchObject({ state: 'active', notice: badge });
  expect(judge(importing, free ?? person)).toEqual({ kind: 'keep' });
  expect((await resolvePerson(deps, imported)).person).toHaveProperty('sealedName');
});

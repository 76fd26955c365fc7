/** Whoever was erased and comes back is somebody new: who objected is kept out until they agree, anybody else until they are told. */
import { judge } from '@atalaia/connector';
import { persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { marksOf } from '../../monitor/src/erase/destroy-keys.ts';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { recordConsent } from '../../monitor/src/person/record-consent.ts';
import { resolvePerson } from '../../monitor/src/person/resolve.ts';
import { openArchive } from './archive.ts';

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

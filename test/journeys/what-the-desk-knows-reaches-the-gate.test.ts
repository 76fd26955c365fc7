/** What is known or asked about a person elsewhere holds at every number's gate: at once, from their first message there, and until it is settled. */
import type { NumberId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { openArchive as openLiveArchive } from '../../monitor/src/live-capture/open-archive.ts';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { enterConsent } from '../../monitor/src/person/enter-consent.ts';
import { markPrivate } from '../../monitor/src/person/mark-private.ts';
import { readPerson } from '../../monitor/src/person/read.ts';
import { resolvePerson } from '../../monitor/src/person/resolve.ts';
import { settleDoubt } from '../../monitor/src/person/settle-doubt.ts';
import { standAgain } from '../../monitor/src/person/stand-again.ts';
import type { ToldOfPersons } from '../../monitor/src/person/tell-numbers.ts';
import { openArchive, user } from './archive.ts';
import { openGatedNumber } from './live-gate.ts';

const gil = user('gil', ['manager'], null);
const dora = user('dora', ['dpo'], null);
const marina = { lid: '1001', phone: '+5511987650001' };

async function openCompany() {
  const archive = await openArchive();
  const open = new Map<NumberId, ToldOfPersons>();
  const deps = { ...archive.deps, links: { link: (number: NumberId) => open.get(number) } };
  const live = openLiveArchive(deps);
  const gate = async (number: NumberId, mode: 'notice' | 'opt-in' = 'notice') => {
    const gated = await openGatedNumber(archive, live, number, { mode });
    open.set(number, gated.link);
    await standAgain(deps, number, gated.link);
    return gated;
  };
  return {
    archive,
    deps,
    live,
    gate,
    imported: async (number: NumberId, phone: string) => {
      const known = phoneOf(phone);
      if (!known) throw new Error('No phone number.');
      const sighting = { number, source: 'import', role: 'contact', notice: 'imported-without-notice' } as const;
      return (await resolvePerson(deps, { ...sighting, phone: known, nameScopes: [] })).person.id;
    },
    enter: (person: string, number: NumberId, answer: 'agreed' | 'refused', at: number) =>
      enterConsent(deps, authorize(dora, 'consent:enter'), { id: person, number, answer, at, evidence: 'contrato 12' }),
    keepPrivate: (person: string, isPrivate: boolean) =>
      markPrivate(deps, authorize(gil, 'person:exclude'), { id: person, private: isPrivate, reason: 'é a irmã' }),
    settle: async (person: string, answer: 'same' | 'different') => {
      const { doubts } = await readPerson(deps, authorize(dora, 'person:read'), { id: person });
      const doubt = doubts.find(({ state }) => state === 'open');
      const may = authorize(dora, 'doubt:settle');
      return settleDoubt(deps, may, { id: doubt?.id ?? '', answer, reason: 'perguntei por telefone' });
    },
    [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose](),
  };
}

test('consent entered before the person ever wrote holds from their first message after the notice on', async () => {
  await using company = await openCompany();
  const number = await company.archive.addNumber('+5511912340001');
  const shop = await company.gate(number, 'opt-in');
  const person = await company.imported(number, marina.phone);
  await company.enter(person, number, 'agreed', company.deps.clock());
  expect(await shop.hears(marina)).toBe('not-notified');
  expect(await shop.hears(marina)).toBe('kept');
});

test('a refusal entered before the person ever wrote holds too, and so does the later of two answers', async () => {
  await using company = await openCompany();
  const number = await company.archive.addNumber('+5511912340001');
  const shop = await company.gate(number);
  const person = await company.imported(number, marina.phone);
  const now = company.deps.clock();
  await company.enter(person, number, 'refused', now);
  await company.enter(person, number, 'agreed', now - 60_000);
  await shop.hears(marina);
  shop.told(marina);
  expect(await shop.hears(marina)).toBe('refused');
});

test('consent entered while the number is not open holds once it is', async () => {
  await using company = await openCompany();
  const number = await company.archive.addNumber('+5511912340001');
  const person = await company.imported(number, marina.phone);
  const now = company.deps.clock();
  await company.enter(person, number, 'refused', now - 60_000);
  await company.enter(person, number, 'agreed', now);
  const shop = await company.gate(number, 'opt-in');
  await shop.hears(marina);
  expect(await shop.hears(marina)).toBe('kept');
});

test('whoever may be somebody private is not kept on any number, at once, until a dpo says that they are two', async () => {
  await using company = await openCompany();
  const [first, second] = [
    await company.archive.addNumber('+5511912340001'),
    await company.archive.addNumber('+5511912340002'),
  ];
  const [shop, office] = [await company.gate(first), await company.gate(second)];
  // The import knows the phone, WhatsApp the LID: nobody knows yet that they belong together.
  const imported = await company.imported(first, marina.phone);
  await company.keepPrivate(imported, true);
  for (const number of [shop, office]) {
    await number.hears({ lid: marina.lid });
    number.told({ lid: marina.lid });
    expect(await number.hears({ lid: marina.lid })).toBe('kept');
  }
  // The shop is shown the phone; the office is told, though nothing came to it.
  await shop.hears(marina);
  expect([await shop.hears(marina), await office.hears({ lid: marina.lid })]).toEqual(['only counted', 'only counted']);
  await company.settle(imported, 'different');
  expect([await shop.hears(marina), await office.hears({ lid: marina.lid })]).toEqual(['kept', 'kept']);
});

test('a refusal in one chat stops whoever may be the same human on every other number, and ends with the doubt', async () => {
  await using company = await openCompany();
  const [first, second] = [
    await company.archive.addNumber('+5511912340001'),
    await company.archive.addNumber('+5511912340002'),
  ];
  const [shop, office] = [await company.gate(first), await company.gate(second)];
  const other = { lid: '2002', phone: marina.phone };
  await shop.hears(marina);
  shop.told(marina);
  await office.hears({ lid: other.lid });
  office.told(other);
  // Another account with the same phone number: two humans, or one who changed accounts.
  await office.hears(other);
  expect([await shop.hears(marina), await office.hears(other)]).toEqual(['kept', 'kept']);
  const { person } = await company.live.meet({ number: first, lid: marina.lid, phone: null, pushName: null });
  await company.enter(person, first, 'refused', company.deps.clock());
  expect([await shop.hears(marina), await office.hears(other)]).toEqual(['refused', 'refused']);
  await company.settle(person, 'different');
  expect([await shop.hears(marina), await office.hears(other)]).toEqual(['refused', 'kept']);
});

test('a doubt and what follows from it hold on a number that was closed when it came up', async () => {
  await using company = await openCompany();
  const [first, second] = [
    await company.archive.addNumber('+5511912340001'),
    await company.archive.addNumber('+5511912340002'),
  ];
  const shop = await company.gate(first);
  const imported = await company.imported(second, marina.phone);
  await company.keepPrivate(imported, true);
  await shop.hears({ lid: marina.lid });
  await company.live.meet({ number: second, lid: marina.lid, phone: marina.phone, pushName: null });
  const office = await company.gate(second);
  await office.hears({ lid: marina.lid });
  office.told({ lid: marina.lid });
  expect(await office.hears({ lid: marina.lid })).toBe('only counted');
  await company.settle(imported, 'same');
  expect(await shop.hears({ lid: marina.lid })).toBe('only counted');
});

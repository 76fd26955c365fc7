/** Tells a number that was just opened what was decided about people while it was closed. */
import type { NumberLink } from '@atalaia/connector';
import {
  consents,
  type Doubt,
  doubts,
  erasures,
  type NumberId,
  type PersonId,
  persons,
  type Records,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { type ForgetErased, forgetErased } from './forget-erased.ts';
import { standingOf } from './tell-doubts.ts';
import type { ToldOfPersons } from './tell-numbers.ts';

const decidedStates = ['excluded', 'restricted', 'suppressed', 'locked'] as const;
const doubtStates = ['same', 'different', 'open'] as const;

/** Everything that is not as usual: telling a number what it knows already changes nothing. */
export async function standAgain(
  deps: ForgetErased,
  number: NumberId,
  link: ToldOfPersons & Pick<NumberLink, 'forget'>,
): Promise<void> {
  await forgetErased(deps, number, link);
  const goesOnAs = new Map<PersonId, PersonId>();
  const every = everyPage((after) =>
    deps.records.find(doubts, { index: 'byState', equals: { state: doubtStates }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) {
    if (doc.state === 'open') {
      await doubtAgain(deps, number, link, doc);
      continue;
    }
    link.settleDoubt(doc.one, doc.other, doc.state);
    if (doc.state === 'same') goesOnAs.set(doc.other, doc.one);
  }
  // After the doubts: by now everybody is who they were found to be.
  const decided = everyPage((after) =>
    deps.records.find(persons, { index: 'byState', equals: { state: decidedStates }, limit: 1000, ...after }),
  );
  for await (const { doc } of decided) if (doc.numbers.includes(number)) link.stand(doc.id, doc.state);
  for await (const freed of letFree(deps, number)) {
    const person = (await deps.records.get(persons, goesOnAs.get(freed) ?? freed))?.doc;
    if (person?.state === 'active') link.stand(person.id, 'active');
  }
  // Oldest first: a later answer stands over an earlier one.
  const entered = everyPage((after) =>
    deps.records.find(consents, { index: 'byHow', equals: { number, how: 'elsewhere' }, limit: 1000, ...after }),
  );
  for await (const { doc } of entered) {
    const { person, kind, at } = doc;
    if (kind === 'agreed' || kind === 'refused') link.enterConsent(goesOnAs.get(person) ?? person, kind, at);
  }
}

/** Who was restricted, private or being erased on this number at some time, and then was not. */
async function* letFree({ records }: Pick<ForgetErased, 'records'>, number: NumberId): AsyncGenerator<PersonId> {
  const kind = ['released', 'included'] as const;
  const rows = everyPage((after) =>
    records.find(consents, { index: 'byNumber', equals: { number, kind }, limit: 1000, ...after }),
  );
  for await (const { doc } of rows) yield doc.person;
  const undone = everyPage((after) =>
    records.find(erasures, { index: 'byState', equals: { state: 'undone' }, limit: 1000, ...after }),
  );
  for await (const { doc } of undone) if (doc.numbers.includes(number)) yield* doc.whole;
}

async function doubtAgain(
  deps: { readonly records: Pick<Records, 'get'> },
  number: NumberId,
  link: ToldOfPersons,
  doubt: Doubt,
): Promise<void> {
  const one = (await deps.records.get(persons, doubt.one))?.doc;
  const other = (await deps.records.get(persons, doubt.other))?.doc;
  if (!one || !other) return;
  if (one.numbers.includes(number)) link.doubt(one.id, standingOf(other));
  if (other.numbers.includes(number)) link.doubt(other.id, standingOf(one));
}

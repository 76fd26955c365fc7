/** Brings an open doubt to every number that knows either of the two: from then on the stricter of both decides there. */
import type { KnownPerson } from '@atalaia/connector';
import { type Person, type PersonId, persons, type Records } from '@atalaia/storage';
import { openDoubts } from './doubt.ts';
import { type TellNumbers, tellNumbers } from './tell-numbers.ts';

export type TellDoubts = TellNumbers & { readonly records: Pick<Records, 'get' | 'find'> };

/** How a person stands, as numbers are told it. */
export function standingOf({ id, state, notice }: Person): KnownPerson {
  return { person: id, state, notice };
}

/** With how both stand now; telling it again changes nothing. A number that is not open is told when it is. */
export async function tellDoubt(deps: TellDoubts, one: PersonId, other: PersonId): Promise<void> {
  const [first, second] = await Promise.all([deps.records.get(persons, one), deps.records.get(persons, other)]);
  if (!first || !second) return;
  await tellNumbers(deps, first.doc.numbers, (link) => link.doubt(one, standingOf(second.doc)));
  await tellNumbers(deps, second.doc.numbers, (link) => link.doubt(other, standingOf(first.doc)));
}

/** After a person's state or answer has changed: whoever may be them stands under it too. */
export async function tellDoubtsOf(deps: TellDoubts, person: PersonId): Promise<void> {
  for (const other of await openDoubts(deps, [person])) await tellDoubt(deps, person, other);
}

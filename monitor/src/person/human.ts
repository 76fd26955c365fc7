/** All person documents that are one human: the one asked about, and those a dpo found to be the same. */
import type { PersonId, Records } from '@atalaia/storage';
import { doubtsOf, sameHuman } from './doubt.ts';

/** The person asked about comes first. Who is the same as one of them is one of them. */
export async function humanOf(
  deps: { readonly records: Pick<Records, 'find'> },
  person: PersonId,
): Promise<readonly [PersonId, ...PersonId[]]> {
  const human = new Set<PersonId>([person]);
  // A set that grows while it is walked: those found are asked about too.
  for (const id of human) for (const same of sameHuman(id, await doubtsOf(deps, id))) human.add(same);
  const [, ...others] = human;
  return [person, ...others];
}

/** The key that seals what is written about a person: nothing more is written of whom an erasure took it. */
import { ownerOfPerson, type PersonId, type SealingKey, type Vault } from '@atalaia/storage';
import { Problem } from '../problem.ts';

/** @throws Problem `changed-meanwhile` if the person was erased, whose references then are null */
export async function keyOfPerson(
  deps: { readonly vault: Pick<Vault, 'keyOf'> },
  person: PersonId | null,
): Promise<SealingKey> {
  const key = person === null ? undefined : await deps.vault.keyOf(ownerOfPerson(person));
  if (!key) throw new Problem('changed-meanwhile', 'This person was erased.');
  return key;
}

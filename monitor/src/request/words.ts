/** The words of a request, the answer and the reason why it takes longer: sealed under the person's own key. */
import {
  ownerOfPerson,
  placeOf,
  type Request,
  requests,
  type Sealed,
  type SealedField,
  type SealingKey,
  type Vault,
} from '@atalaia/storage';
import { openText } from '../open-text.ts';
import { Problem } from '../problem.ts';

/** @throws Problem `changed-meanwhile` if the person was erased */
export async function keyOfRequest(
  deps: { readonly vault: Pick<Vault, 'keyOf'> },
  { person }: Pick<Request, 'person'>,
): Promise<SealingKey> {
  const key = person === null ? undefined : await deps.vault.keyOf(ownerOfPerson(person));
  if (!key) throw new Problem('changed-meanwhile', 'This person was erased.');
  return key;
}

/** Lone surrogates are replaced: what is sealed opens as UTF-8. */
export function sealWords(
  key: SealingKey,
  { id }: Pick<Request, 'id'>,
  field: SealedField<Request>,
  words: string,
): Sealed {
  return key.seal(placeOf(requests, id, field), words.toWellFormed());
}

/** Null where there are none, or nothing opens them any more. */
export async function openWords(
  deps: { readonly vault: Pick<Vault, 'openText'> },
  request: Request,
  field: SealedField<Request>,
): Promise<string | null> {
  const opened = await openText(deps.vault, placeOf(requests, request.id, field), request[field]);
  return opened.kind === 'text' && opened.text !== '' ? opened.text : null;
}

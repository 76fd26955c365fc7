/** The words of a request, the answer and the reason why it takes longer: sealed under the person's own key. */
import {
  placeOf,
  type Request,
  requests,
  type Sealed,
  type SealedField,
  type SealingKey,
  type Vault,
} from '@atalaia/storage';
import { openText } from '../open-text.ts';

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

/** The language to write to somebody in: that of the notice that last reached them, else their number's own. */
import {
  consents,
  type Language,
  type NumberId,
  notices,
  numbers,
  type PersonId,
  type Records,
} from '@atalaia/storage';

/** Events looked through for the last notice: each is told of in four rows, and answers come between. */
const lookedThrough = 50;

/** A contact may have chosen it in the chat; that is why the last notice counts, not the first. */
export async function languageOfHuman(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  human: readonly PersonId[],
  number: NumberId | null,
): Promise<Language> {
  const told = await deps.records.find(consents, {
    index: 'byPerson',
    equals: { person: human },
    order: 'descending',
    limit: lookedThrough,
  });
  const last = told.items.find(({ doc }) => doc.notice !== null)?.doc.notice;
  const notice = last ? (await deps.records.get(notices, last))?.doc : undefined;
  const own = number === null ? undefined : (await deps.records.get(numbers, number))?.doc.language;
  return notice?.language ?? own ?? 'pt-BR';
}

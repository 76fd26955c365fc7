/**
 * What somebody answered about one number: in its chat, on paper, by phone, by e-mail. A number's journal is in no
 * backup; one that begins anew learns from here whom it may not capture.
 */
import type { EnteredAnswer } from '@atalaia/connector';
import { consents, type NumberId, type PersonId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { doubtsOf, sameHuman } from './doubt.ts';

/** Of this person and of whoever a dpo found to be the same human; oldest first. */
export async function enteredAnswers(
  deps: { readonly records: Pick<Records, 'find'> },
  number: NumberId,
  person: PersonId,
): Promise<readonly EnteredAnswer[]> {
  const given: EnteredAnswer[] = [];
  for (const id of [person, ...sameHuman(person, await doubtsOf(deps, person))]) {
    const every = everyPage((after) =>
      deps.records.find(consents, { index: 'byPerson', equals: { person: id }, limit: 1000, ...after }),
    );
    for await (const { doc } of every) {
      if (doc.number !== number || (doc.how !== 'elsewhere' && doc.how !== 'chat')) continue;
      if (doc.kind === 'agreed' || doc.kind === 'refused') given.push({ answer: doc.kind, at: doc.at });
      if (doc.kind === 'withdrawn') given.push({ answer: 'refused', at: doc.at });
    }
  }
  return given.toSorted((one, other) => one.at - other.at);
}

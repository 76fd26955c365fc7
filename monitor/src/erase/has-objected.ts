/** Whether somebody who is being erased has ever said no: then nothing is kept of them until they agree anew. */
import { type Erasure, type PersonId, persons, type Records, requests } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { humanOf } from '../person/human.ts';

/**
 * Whatever was ticked when the erasure was confirmed: they had objected, refused the notice, or asked to object
 * (LGPD art. 18 § 2; GDPR art. 21). Asked before their keys and rows go.
 */
export async function hasObjected(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  { objected, before }: Pick<Erasure, 'objected' | 'before'>,
  person: PersonId,
): Promise<boolean> {
  if (objected) return true;
  const human = await humanOf(deps, person);
  for (const id of human) {
    const doc = (await deps.records.get(persons, id))?.doc;
    if (doc?.state === 'suppressed' || doc?.notice === 'refused') return true;
    // Who is being erased is locked; how they stood is kept for the undo.
    if (before.some((one) => one.person === id && one.state === 'suppressed')) return true;
  }
  const asked = everyPage((after) =>
    deps.records.find(requests, { index: 'byPerson', equals: { person: human }, limit: 500, ...after }),
  );
  for await (const { doc } of asked) if (doc.kind === 'object' && doc.state !== 'withdrawn') return true;
  return false;
}

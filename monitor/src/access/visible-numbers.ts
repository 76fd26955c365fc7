/** Which of the company's numbers a list covers: those the person may see, or the one asked for. */
import { type NumberId, type Records, numbers as registered } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import type { Authorized, Permission } from './permissions.ts';

/** @throws Problem `not-found` if the number asked for does not exist or is not theirs. */
export async function visibleNumbers(
  deps: { readonly records: Pick<Records, 'find'> },
  { numbers }: Pick<Authorized<Permission>, 'numbers'>,
  asked: string | undefined,
): Promise<readonly NumberId[]> {
  const visible: NumberId[] = numbers ? [...numbers] : [];
  if (numbers === null) {
    const every = everyPage((after) => deps.records.find(registered, { index: 'byCreation', limit: 1000, ...after }));
    for await (const { doc } of every) visible.push(doc.id);
  }
  if (asked === undefined) return visible;
  const found = visible.find((number) => number === asked);
  if (found === undefined) throw new Problem('not-found', 'There is nothing here that you may see.');
  return [found];
}

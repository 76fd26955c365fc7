/** The revisions of a company term: each is kept, one at most is in force. */
import { type Records, type StoredTerm, terms, type Versioned } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** All revisions of one term, oldest first. */
export async function revisionsOf(
  deps: { readonly records: Pick<Records, 'find'> },
  term: string,
): Promise<readonly Versioned<StoredTerm>[]> {
  const revisions: Versioned<StoredTerm>[] = [];
  const every = everyPage((after) =>
    deps.records.find(terms, { index: 'byTerm', equals: { term }, limit: 1000, ...after }),
  );
  for await (const one of every) revisions.push(one);
  return revisions;
}

/** Changes nothing but the state, and only if nobody changed the revision since it was read. */
export function setState(
  deps: { readonly records: Pick<Records, 'replace'> },
  { version, doc }: Versioned<StoredTerm>,
  state: StoredTerm['state'],
): ReturnType<Records['replace']> {
  const changed: StoredTerm = { ...doc, state };
  return deps.records.replace(terms, version, changed);
}

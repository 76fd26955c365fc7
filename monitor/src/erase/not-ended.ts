/** The erasures that have not come to their end: those under way, those that wait, and those being undone. */
import { type Erasure, erasures, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

const states = ['confirmed', 'answered', 'shredded', 'undone'] as const;

/** Of an undone one `before` is empty once everybody stands again as they did. */
export async function* erasuresNotEnded(deps: { readonly records: Pick<Records, 'find'> }): AsyncGenerator<Erasure> {
  const open = everyPage((after) =>
    deps.records.find(erasures, { index: 'byState', equals: { state: states }, limit: 100, ...after }),
  );
  for await (const { doc } of open) if (doc.state !== 'undone' || doc.before.length > 0) yield doc;
}

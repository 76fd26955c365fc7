/** The erasures that have not come to their end: those under way, those that wait, and those being undone. */
import { type Erasure, erasures, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

type Find = { readonly records: Pick<Records, 'find'> };

/** Of an undone one `before` is empty once everybody stands again as they did. */
export async function* erasuresNotEnded(deps: Find): AsyncGenerator<Erasure> {
  const open = inState(deps, ['confirmed', 'answered', 'shredded', 'undone']);
  for await (const one of open) if (one.state !== 'undone' || one.before.length > 0) yield one;
}

/** Those that destroy something, or will once their undo window has ended. */
export function erasuresUnderWay(deps: Find): AsyncGenerator<Erasure> {
  return inState(deps, ['confirmed', 'answered', 'shredded']);
}

async function* inState(deps: Find, state: readonly Erasure['state'][]): AsyncGenerator<Erasure> {
  const found = everyPage((after) =>
    deps.records.find(erasures, { index: 'byState', equals: { state }, limit: 100, ...after }),
  );
  for await (const { doc } of found) yield doc;
}

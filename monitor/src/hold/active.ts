/** The holds that nobody has lifted. */
import { type Hold, holds, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface ReadHolds {
  readonly records: Pick<Records, 'find'>;
}

/** Oldest first; among them may be some whose end has just come. */
export async function activeHolds(deps: ReadHolds): Promise<readonly Hold[]> {
  const active: Hold[] = [];
  const every = everyPage((after) =>
    deps.records.find(holds, { index: 'byState', equals: { state: 'active' }, limit: 500, ...after }),
  );
  for await (const { doc } of every) active.push(doc);
  return active;
}

/** Whether it protects anything at `now`, in milliseconds: one whose end has come does not, also before it is noted as lifted. */
export function stands({ state, until }: Hold, now: number): boolean {
  return state === 'active' && (until === null || now < until);
}

/** The holds that stand now. */
import { type Clock, type Hold, holds, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface ReadHolds {
  readonly records: Pick<Records, 'find'>;
  readonly clock: Clock;
}

/** Oldest first; one whose end has come stands no more, also before it is noted as lifted. */
export async function activeHolds(deps: ReadHolds): Promise<readonly Hold[]> {
  const now = deps.clock();
  const active: Hold[] = [];
  const every = everyPage((after) =>
    deps.records.find(holds, { index: 'byState', equals: { state: 'active' }, limit: 500, ...after }),
  );
  for await (const { doc } of every) if (stands(doc, now)) active.push(doc);
  return active;
}

export function stands({ state, until }: Hold, now: number): boolean {
  return state === 'active' && (until === null || now < until);
}

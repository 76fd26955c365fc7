/** Notes holds whose end has come as lifted; what they protected may be erased since that instant. */
import { holds, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import { stands } from './active.ts';
import { type EndHold, endHold } from './lift.ts';

export interface ExpireHolds extends EndHold {
  readonly records: Pick<Records, 'find' | 'replace'>;
}

/** Run again after a crash: it goes on. */
export async function expireHolds(deps: ExpireHolds): Promise<void> {
  const active = everyPage((after) =>
    deps.records.find(holds, { index: 'byState', equals: { state: 'active' }, limit: 500, ...after }),
  );
  for await (const found of active) {
    if (stands(found.doc, deps.clock())) continue;
    try {
      await endHold(deps, { kind: 'system' }, found);
    } catch (error) {
      // Somebody lifted it at this moment.
      if (!(error instanceof Problem)) throw error;
    }
  }
}

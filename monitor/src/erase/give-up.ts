/** Gives up an erasure that waited for its undo window, where a legal hold was placed meanwhile: nothing was destroyed yet. */
import type { Clock, Erasure, Records } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { holdsAgainst } from '../hold/against.ts';
import { recordOnce } from './record-once.ts';

export interface GiveUp {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** The erasure as undone; undefined if nothing forbids it. What a retention policy erases passes over what is held by itself. */
export async function givenUp(deps: GiveUp, erasure: Erasure): Promise<Erasure | undefined> {
  if (erasure.source === 'retention') return undefined;
  const holds = await holdsAgainst(deps, erasure.scope, erasure.persons);
  if (holds.length === 0) return undefined;
  await recordOnce(deps, erasure, 'erasure-undone', { holds: holds.length });
  return { ...erasure, state: 'undone', endedAt: deps.clock() };
}

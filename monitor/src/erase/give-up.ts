/** Gives up an erasure where a legal hold was placed meanwhile, or a question came up whether they are somebody else too: nothing was destroyed yet. */
import { type BlindIndexer, type Clock, type Erasure, evidence, type Records } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { holdsAgainst } from '../hold/against.ts';
import { openDoubts } from '../person/doubt.ts';
import { caseOf } from './evidence.ts';
import { recordOnce } from './record-once.ts';

export interface GiveUp {
  readonly records: Pick<Records, 'get' | 'find' | 'remove'>;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** The erasure as undone; undefined if nothing forbids it. What a retention policy erases passes over what is held by itself. */
export async function givenUp(deps: GiveUp, erasure: Erasure): Promise<Erasure | undefined> {
  if (erasure.source === 'retention') return undefined;
  const holds = await holdsAgainst(deps, erasure.scope, erasure.persons);
  const doubts = (await openDoubts(deps, erasure.whole)).length;
  if (holds.length === 0 && doubts === 0) return undefined;
  await recordOnce(deps, erasure, 'erasure-undone', { holds: holds.length, doubts });
  await dropCase(deps, erasure);
  return { ...erasure, state: 'undone', endedAt: deps.clock() };
}

/** Evidence that was set apart already: its messages stay, so it is needed no more. Its key goes once it is undone. */
async function dropCase(deps: GiveUp, erasure: Erasure): Promise<void> {
  const id = caseOf(deps.blind, erasure);
  const every = everyPage((after) =>
    deps.records.find(evidence, { index: 'byCase', equals: { case: id }, limit: 200, ...after }),
  );
  for await (const { doc } of every) await deps.records.remove(evidence, doc.id);
}

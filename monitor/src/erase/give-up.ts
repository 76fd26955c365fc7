/** Gives up an erasure where meanwhile a legal hold was placed, a question came up whether they are somebody else too, or they got an account: nothing was destroyed yet. */
import { type BlindIndexer, type Clock, type Erasure, evidence, type Records, type Vault } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { holdsAgainst } from '../hold/against.ts';
import { openDoubts } from '../person/doubt.ts';
import type { Turns } from '../turns.ts';
import { ownReasonOwner } from './confirm.ts';
import { caseOf } from './evidence.ts';
import { recordOnce } from './record-once.ts';
import { haveAccount } from './refuse-accounts.ts';

export interface GiveUp extends TakeBack {
  readonly audit: Audit;
  readonly turns: Turns;
}

/** The erasure as undone; undefined if nothing forbids it. What a retention policy erases passes over what is held by itself. */
export async function givenUp(deps: GiveUp, erasure: Erasure): Promise<Erasure | undefined> {
  if (erasure.source === 'retention') return undefined;
  const holds = await holdsAgainst(deps, erasure.scope, erasure.persons);
  const doubts = (await openDoubts(deps, erasure.whole)).length;
  const whole = erasure.whole.map((id) => ({ id }));
  // In turn with changes of users: one that began before the lock has ended, and none that comes sees them unlocked.
  const account = await deps.turns.inTurn('users', () => haveAccount(deps, whole));
  if (holds.length === 0 && doubts === 0 && !account) return undefined;
  await recordOnce(deps, erasure, 'erasure-undone', { holds: holds.length, doubts, account });
  return takenBack(deps, erasure);
}

export interface TakeBack {
  readonly records: Pick<Records, 'get' | 'find' | 'remove'>;
  readonly vault: Pick<Vault, 'shredOwner'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
}

/**
 * The erasure as undone; the caller keeps it. That it is undone is in the trail: killed before it is kept, it is taken
 * back again. Evidence that was set apart goes, for its messages stay; so do the keys of the case and of its own reason.
 */
export async function takenBack(deps: TakeBack, erasure: Erasure): Promise<Erasure> {
  const id = caseOf(deps.blind, erasure);
  const every = everyPage((after) =>
    deps.records.find(evidence, { index: 'byCase', equals: { case: id }, limit: 200, ...after }),
  );
  for await (const { doc } of every) await deps.records.remove(evidence, doc.id);
  for (const owner of [ownReasonOwner(erasure.id), `case:${id}`] as const) await deps.vault.shredOwner(owner);
  return { ...erasure, state: 'undone', endedAt: deps.clock() };
}

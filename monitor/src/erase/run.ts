/** Takes a confirmed erasure to its end, step by step; each step may be begun again, so a kill at any instant ends complete and once. */
import {
  type Clock,
  type Erasure,
  type ErasureId,
  erasures,
  evidence,
  type Feed,
  type Records,
  type Signer,
  type Vault,
  type Versioned,
} from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { holdsTurn } from '../hold/turn.ts';
import { type MeetByErasure, meetByErasure } from '../request/meet-by-erasure.ts';
import type { SearchFollower } from '../search/follow.ts';
import type { Turns } from '../turns.ts';
import { answerErasure } from './answer.ts';
import { certifyWhatWent } from './certify-what-went.ts';
import { ownReasonOwner } from './confirm.ts';
import type { CountScope } from './count.ts';
import { destroyKeys } from './destroy-keys.ts';
import { type EndBegunImports, endBegunImports } from './end-begun-imports.ts';
import { caseOf, type MoveEvidence } from './evidence.ts';
import { type ForgetSearches, forgetSearches } from './forget-searches.ts';
import { type ForgetTitles, forgetTitles } from './forget-titles.ts';
import { givenUp, takenBack } from './give-up.ts';
import { importsEnded } from './imports-ended.ts';
import { type LockPersons, lockPersons } from './lock-persons.ts';
import { isRecorded, recordOnce } from './record-once.ts';
import { peopleAround, type RemoveCopies, removeCopies } from './remove-copies.ts';
import { type SweepErasure, sweepErasure } from './sweep.ts';
import { endUndo } from './undo.ts';

export type RunErasure = LockPersons &
  CountScope &
  MoveEvidence &
  MeetByErasure &
  ForgetSearches &
  ForgetTitles &
  EndBegunImports &
  RemoveCopies &
  SweepErasure & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
    readonly vault: Pick<Vault, 'shred' | 'shredOwner'>;
    readonly signer: Pick<Signer, 'sign' | 'fingerprint'>;
    readonly audit: Audit;
    readonly clock: Clock;
    readonly feed: Pick<Feed, 'publish' | 'subscribe'>;
    /** What reads opened text in the background: it must have let go before rows are swept. */
    readonly follower: Pick<SearchFollower, 'catchUp'>;
    readonly conduct: { catchUp(): Promise<void> };
    readonly turns: Turns;
  };

/** `waits`: for its undo window, in milliseconds since the epoch. */
export type RanTo =
  | { readonly kind: 'ended'; readonly erasure: Erasure }
  | { readonly kind: 'waits'; readonly erasure: Erasure; readonly until: number };

/** @throws what a step threw, or the abort of `signal`: run it again */
export async function runErasure(deps: RunErasure, id: ErasureId, signal: AbortSignal): Promise<RanTo> {
  for (;;) {
    signal.throwIfAborted();
    const { doc: erasure, version } = await foundErasure(deps, id);
    switch (erasure.state) {
      case 'confirmed': {
        if (await isRecorded(deps, erasure, 'erasure-undone')) {
          await change(deps, version, await takenBack(deps, erasure));
          break;
        }
        await lockPersons(deps, erasure.whole);
        const { undoUntil } = erasure;
        if (undoUntil !== null && undoUntil > deps.clock()) return { kind: 'waits', erasure, until: undoUntil };
        await importsEnded(deps, erasure, signal);
        // A hold stands above all, also one that was placed after the confirmation.
        const undone = await deps.turns.inTurn(holdsTurn, () => givenUp(deps, erasure));
        const answered = undone ?? (await answerErasure(deps, erasure));
        // Asked again right before it is too late: to answer took its time.
        await deps.turns.inTurn(holdsTurn, async () => {
          await change(deps, version, undone ?? (await givenUp(deps, erasure)) ?? answered);
        });
        break;
      }
      case 'answered':
        await meetByErasure(deps, erasure);
        await forgetSearches(deps, erasure);
        await forgetTitles(deps, erasure);
        await endBegunImports(deps, erasure);
        await removeCopies(deps, erasure, await peopleAround(deps, erasure), signal);
        await destroyKeys(deps, erasure);
        await change(deps, version, { ...erasure, state: 'shredded', shreddedAt: shreddedAt(deps, erasure) });
        break;
      case 'shredded': {
        const around = await peopleAround(deps, erasure);
        await removeCopies(deps, erasure, around, signal);
        // Their rounds that still hold opened text end first; later ones find it sealed, or gone.
        await Promise.all([deps.follower.catchUp(), deps.conduct.catchUp()]);
        await sweepErasure(deps, erasure, signal);
        // Of a part no key goes: what was begun meanwhile could read it until now.
        if (erasure.whole.length === 0) await removeCopies(deps, erasure, around, signal);
        await end(deps, id);
        break;
      }
      case 'undone':
        await endUndo(deps, erasure);
        return { kind: 'ended', erasure };
      case 'erased':
        return { kind: 'ended', erasure };
      default:
        throw new TypeError(`No rule for ${String(erasure.state satisfies never)}`);
    }
  }
}

/** Null where only a part goes: then no key is destroyed. */
function shreddedAt({ clock }: Pick<RunErasure, 'clock'>, { whole }: Erasure): number | null {
  return whole.length === 0 ? null : clock();
}

async function end(deps: RunErasure, id: ErasureId): Promise<void> {
  const { doc: swept, version } = await foundErasure(deps, id);
  await recordOnce(deps, swept, 'erasure-ended', { journals: swept.journals.length });
  await deps.vault.shredOwner(ownReasonOwner(id));
  // Every alert that its evidence was for was dismissed meanwhile.
  if ((await moved(deps, swept)) === 0) await deps.vault.shredOwner(`case:${caseOf(deps.blind, swept)}`);
  const certified = await certifyWhatWent(deps, swept);
  await change(deps, version, { ...certified, state: 'erased', before: [], endedAt: deps.clock() });
}

async function moved({ records, blind }: RunErasure, erasure: Erasure): Promise<number> {
  const kept = await records.count(evidence, { index: 'byCase', equals: { case: caseOf(blind, erasure) } });
  return kept.get('all') ?? 0;
}

async function foundErasure(deps: RunErasure, id: ErasureId): Promise<Versioned<Erasure>> {
  const found = await deps.records.get(erasures, id);
  if (!found) throw new Error(`Erasure ${id} is not kept.`);
  return found;
}

/** What somebody else changed meanwhile is looked at again: nothing is lost by doing a step twice. */
async function change(deps: RunErasure, version: number, erasure: Erasure): Promise<void> {
  if ((await deps.records.replace(erasures, version, erasure)) !== 'replaced') return;
  deps.feed.publish({ kind: 'erasure-changed', id: erasure.id });
}

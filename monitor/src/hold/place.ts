/** Places a legal hold: while it stands nothing it protects is erased, by nobody and no policy. */
import {
  type Clock,
  type Feed,
  type Hold,
  type HoldId,
  holds,
  type NewId,
  type PersonId,
  type Records,
  type Scope,
  type Vault,
} from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { HoldView, ScopeView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { erasuresNotEnded } from '../erase/not-ended.ts';
import { Problem } from '../problem.ts';
import { findScope } from '../scope/find.ts';
import { overlap } from '../scope/overlap.ts';
import { reachOf } from '../scope/reach.ts';
import { subjectOf } from '../scope/subject.ts';
import type { Turns } from '../turns.ts';
import { holdsTurn } from './turn.ts';
import { holdReasonOwner, holdViews, reasonPlace } from './view.ts';

export interface PlaceHold extends WriteHold {
  readonly records: Pick<Records, 'get' | 'find' | 'insert'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly turns: Turns;
}

/**
 * `until`: milliseconds since the epoch; null = until it is lifted.
 * @throws Problem `not-found`; `bad-request` if the end lies in the past; `person-locked` if the person is being erased
 */
export async function placeHold(
  deps: PlaceHold,
  authorized: Authorized<'hold:place'>,
  input: { readonly scope: ScopeView; readonly reason: string; readonly until: number | null },
): Promise<HoldView> {
  if (input.until !== null && input.until <= deps.clock()) {
    throw new Problem('bad-request', 'The hold would have ended already.', { pointer: '/until' });
  }
  const scope = input.scope as Scope;
  const { subject } = await findScope(deps, authorized, scope);
  const { actor } = authorized;
  const owner = actor.kind === 'user' ? actor.id : null;
  // In turn: an erasure is confirmed, or passes its last question about holds, before or after this one stands.
  const hold = await deps.turns.inTurn(holdsTurn, async () => {
    await refuseUnderWay(deps, scope);
    return writeHold(deps, actor, { ...input, scope, subject, owner, source: 'desk' });
  });
  return holdViews(deps)(hold);
}

/** It would stand above what is being destroyed. An erasure that waits for its undo window is given up instead. */
async function refuseUnderWay(deps: PlaceHold, scope: Scope): Promise<void> {
  const reach = await reachOf(deps, scope);
  for await (const { state, scope: going, source, undoUntil } of erasuresNotEnded(deps)) {
    const waits = state === 'confirmed' && undoUntil !== null && undoUntil > deps.clock();
    if (waits || state === 'undone' || source === 'retention') continue;
    if (!(await overlap(deps, reach, await reachOf(deps, going)))) continue;
    throw new Problem('person-locked', 'This is being erased: it is too late to hold it.');
  }
}

export interface WriteHold {
  readonly records: Pick<Records, 'insert'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly feed: Pick<Feed, 'publish'>;
}

export interface NewHold extends Pick<Hold, 'scope' | 'owner' | 'source' | 'until'> {
  readonly reason: string;
  /** Whose key seals the reason: it may speak of them. Null: it is about nobody, or several. */
  readonly subject: PersonId | null;
}

/** Recorded, then in force. @throws Problem `changed-meanwhile` if the person was erased */
export async function writeHold(deps: WriteHold, actor: Actor, { reason, subject, ...placed }: NewHold): Promise<Hold> {
  const id = deps.newId() as HoldId;
  const key = await deps.vault.keyOf(holdReasonOwner(id, subject));
  if (!key) throw new Problem('changed-meanwhile', 'This person was erased.');
  const sealedReason = key.seal(reasonPlace(id), reason);
  const { kind } = placed.scope;
  const about = subjectOf(placed.scope);
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'hold-placed',
    subject: id,
    detail: { scope: kind, about, source: placed.source, until: placed.until },
    reason: sealedReason,
  });
  const hold: Hold = {
    id,
    ...placed,
    subject: about,
    from: deps.clock(),
    state: 'active',
    by: actorRef(actor),
    liftedBy: null,
    liftedAt: null,
    sealedReason,
  };
  await deps.records.insert(holds, hold);
  deps.feed.publish({ kind: 'hold-changed', id });
  return hold;
}

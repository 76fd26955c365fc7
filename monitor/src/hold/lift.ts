/** Lifts a legal hold: from then on what it protected may be erased. Never by somebody whom it is about. */
import {
  type AuditEntry,
  auditEntries,
  type Clock,
  type Feed,
  type Hold,
  holds,
  type PersonId,
  type Records,
  type Sealed,
  type Vault,
  type Versioned,
} from '@atalaia/storage';
import { ownPersonsOf } from '../access/about-self.ts';
import { type Actor, actorRef } from '../access/actor.ts';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { HoldView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { dropReasons } from '../erase/drop-reasons.ts';
import { Problem } from '../problem.ts';
import { concernedBy } from '../scope/find.ts';
import { overlap } from '../scope/overlap.ts';
import { reachOf } from '../scope/reach.ts';
import type { Turns } from '../turns.ts';
import { holdsTurn } from './turn.ts';
import { holdReasonOwner, holdViews, ownHoldReasonOwner, reasonPlace } from './view.ts';

export interface LiftHold extends EndHold {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText' | 'keyOf' | 'shredOwner'>;
  readonly turns: Turns;
}

/**
 * Lifting it again changes nothing. A hold that a restriction placed goes by releasing the person.
 * @throws Problem `not-found`; `about-yourself`; `changed-meanwhile` for a hold of a restriction
 */
export async function liftHold(
  deps: LiftHold,
  authorized: Authorized<'hold:lift'>,
  input: { readonly id: string; readonly reason: string },
): Promise<HoldView> {
  const found = await foundHold(deps, input.id);
  const concerned = await concernedBy(deps, found.doc.scope);
  if (concerned && !concerned.numbers.every((number) => maySee(authorized, number))) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  await refuseOwn(deps, authorized.actor, found.doc);
  if (found.doc.source === 'restriction') {
    throw new Problem('changed-meanwhile', 'This hold goes with the restriction: release the person instead.');
  }
  // In turn: of two who lift it at once only one does.
  const lifted = await deps.turns.inTurn(holdsTurn, async () => {
    const reason = await sealedReason(deps, found.doc, concerned?.subject ?? null, input.reason);
    return endHold(deps, authorized.actor, await foundHold(deps, input.id), reason);
  });
  return holdViews(deps)(lifted);
}

async function foundHold({ records }: Pick<LiftHold, 'records'>, id: string): Promise<Versioned<Hold>> {
  const found = await records.get(holds, id);
  if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
  return found;
}

/** As the hold's own reason is; whose key is gone is not spoken of any more. */
async function sealedReason(
  deps: Pick<LiftHold, 'vault'>,
  { id }: Hold,
  subject: PersonId | null,
  reason: string,
): Promise<Sealed | undefined> {
  const key = await deps.vault.keyOf(holdReasonOwner(id, subject));
  return key?.seal({ collection: holds.name, id, field: 'reasonOfLifting' }, reason);
}

/** Whatever it protects, if anything of it is the user's own. */
async function refuseOwn(deps: LiftHold, actor: Actor, { scope }: Hold): Promise<void> {
  const own = await ownPersonsOf(deps, actor);
  const [person] = own;
  if (person === undefined) return;
  const self = { scope: { kind: 'person', person }, persons: new Set(own) } as const;
  if (!(await overlap(deps, self, await reachOf(deps, scope)))) return;
  throw new Problem('about-yourself', 'This hold is about yourself. Somebody else has to lift it.');
}

export interface EndHold {
  readonly records: Pick<Records, 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText' | 'shredOwner'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

/**
 * In the turn of holds. Without a reason its end came, or its restriction ended. Its reasons go first, if they are under
 * its own key, which no erasure of anybody would find. Killed on the way it still stands: end it again.
 * @throws Problem `changed-meanwhile`
 */
export async function endHold(
  deps: EndHold,
  actor: Actor,
  { doc: hold, version }: Versioned<Hold>,
  reason?: Sealed,
): Promise<Hold> {
  if (hold.state === 'lifted') return hold;
  const before = await liftedInTrail(deps, hold);
  if (!before) {
    await deps.audit.record({
      chain: 'company',
      actor,
      act: 'hold-lifted',
      subject: hold.id,
      detail: { scope: hold.scope.kind, about: hold.subject, source: hold.source },
      ...(reason && { reason }),
    });
  }
  const lifted: Hold = {
    ...(await withoutOwnReasons(deps, hold)),
    state: 'lifted',
    liftedBy: before?.actor ?? actorRef(actor),
    liftedAt: deps.clock(),
  };
  if ((await deps.records.replace(holds, version, lifted)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this hold a moment ago; look again, then try again.');
  }
  deps.feed.publish({ kind: 'hold-changed', id: hold.id });
  return lifted;
}

/** The entry that says who lifted it; of a hold that stands, a crash came before it was kept. */
export async function liftedInTrail(
  { records }: Pick<EndHold, 'records'>,
  { id }: Hold,
): Promise<AuditEntry | undefined> {
  const told = await records.find(auditEntries, { index: 'bySubject', equals: { subject: id }, limit: 100 });
  return told.items.find(({ doc }) => doc.act === 'hold-lifted')?.doc;
}

/** What is under a person's key goes with them. */
async function withoutOwnReasons(deps: EndHold, hold: Hold): Promise<Hold> {
  const { sealedReason, ...rest } = hold;
  if (sealedReason === undefined) return hold;
  await deps.vault.shredOwner(ownHoldReasonOwner(hold.id));
  if ((await deps.vault.openText(reasonPlace(hold.id), sealedReason)) !== undefined) return hold;
  await dropReasons(deps, [hold.id]);
  return rest;
}

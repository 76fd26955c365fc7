/** Lifts a legal hold: from then on what it protected may be erased. Never by somebody whom it is about. */
import {
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
import { concernedBy } from '../erase/find-scope.ts';
import { Problem } from '../problem.ts';
import { reachOf } from './against.ts';
import { overlap } from './reach.ts';
import { holdReasonOwner, holdViews, ownHoldReasonOwner, reasonPlace } from './view.ts';

export interface LiftHold extends EndHold {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText' | 'keyOf' | 'shredOwner'>;
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
  const found = await deps.records.get(holds, input.id);
  if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
  const concerned = await concernedBy(deps, found.doc.scope);
  if (concerned && !concerned.numbers.every((number) => maySee(authorized, number))) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  await refuseOwn(deps, authorized.actor, found.doc);
  if (found.doc.source === 'restriction') {
    throw new Problem('changed-meanwhile', 'This hold goes with the restriction: release the person instead.');
  }
  const reason = await sealedReason(deps, found.doc, concerned?.subject ?? null, input.reason);
  return holdViews(deps)(await endHold(deps, authorized.actor, found, reason));
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
 * Without a reason its end came, or its restriction ended. A crash on the way leaves its reasons: end it again.
 * @throws Problem `changed-meanwhile`
 */
export async function endHold(
  deps: EndHold,
  actor: Actor,
  { doc: hold, version }: Versioned<Hold>,
  reason?: Sealed,
): Promise<Hold> {
  if (hold.state === 'lifted') return forgetReasons(deps, { doc: hold, version });
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'hold-lifted',
    subject: hold.id,
    detail: { scope: hold.scope.kind, about: hold.subject, source: hold.source },
    ...(reason && { reason }),
  });
  const lifted: Hold = { ...hold, state: 'lifted', liftedBy: actorRef(actor), liftedAt: deps.clock() };
  if ((await deps.records.replace(holds, version, lifted)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this hold a moment ago; look again, then try again.');
  }
  const ended = await forgetReasons(deps, { doc: lifted, version: version + 1 });
  deps.feed.publish({ kind: 'hold-changed', id: hold.id });
  return ended;
}

/** Those under the hold's own key: no erasure of anybody would find them. What is under a person's key goes with them. */
async function forgetReasons(deps: EndHold, { doc: hold, version }: Versioned<Hold>): Promise<Hold> {
  const { sealedReason, ...rest } = hold;
  if (sealedReason === undefined) return hold;
  await deps.vault.shredOwner(ownHoldReasonOwner(hold.id));
  if ((await deps.vault.openText(reasonPlace(hold.id), sealedReason)) !== undefined) return hold;
  await dropReasons(deps, [hold.id]);
  await deps.records.replace(holds, version, rest);
  return rest;
}

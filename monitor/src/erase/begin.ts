/** A dpo erases a person, or one message, file, conversation, number or period: what was previewed and what came since, and only if nothing forbids it. */
import type { Erasure, Scope } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import { Problem } from '../problem.ts';
import { refuseUnmeant } from '../request/meet-by-erasure.ts';
import { type ConfirmErasure, confirmErasure } from './confirm.ts';
import { type ErasurePlan, type PlanErasure, planErasure } from './plan.ts';
import { refuseAccounts } from './refuse-accounts.ts';

export type BeginErasure = PlanErasure & ConfirmErasure;

export interface ErasureAsked {
  readonly scope: Scope;
  readonly reason: string;
  /** They objected: nothing is kept of them until their own new consent. */
  readonly objected: boolean;
  readonly request: string | null;
  /** Of the preview. */
  readonly token: string;
  /** The dpo overrides the limitation that keeps an agent's data. */
  readonly despiteLimitation: boolean;
  /** `erase` unless said otherwise. */
  readonly mode?: Erasure['mode'];
}

/**
 * Resolves when it is confirmed and whom it is about are locked; it goes on by itself.
 * @throws Problem `not-found`; `about-yourself`; `on-hold`; `doubts-open`; `limitation-runs`; `has-account`; `changed-meanwhile` if more
 * than new messages is not as it was previewed; `person-locked` if they are being erased already; as `refuseUnmeant` for a request
 */
export async function beginErasure(
  deps: BeginErasure,
  authorized: Authorized<'person:erase'>,
  asked: ErasureAsked,
): Promise<Erasure> {
  const { scope, reason, objected, request, mode = 'erase' } = asked;
  const plan = await planErasure(deps, authorized, scope);
  await refuseAboutSelf(deps, authorized.actor, plan.concerned.persons);
  if (request !== null) await refuseUnmeant(deps, request, plan.concerned.persons);
  refuseForbidden(plan, asked);
  await refuseAccounts(deps, plan.concerned.whole);
  const { concerned, undoHours } = plan;
  const source = authorized.actor.kind === 'operator' ? 'operator' : request === null ? 'desk' : 'request';
  return confirmErasure(deps, authorized.actor, {
    scope,
    mode,
    concerned,
    reason,
    objected,
    source,
    request,
    undoHours,
  });
}

function refuseForbidden(plan: ErasurePlan, { token, despiteLimitation }: ErasureAsked): void {
  if (plan.holds.length > 0) {
    throw new Problem('on-hold', 'A legal hold protects this. While it stands nothing in its scope is erased.');
  }
  if (plan.doubts > 0) {
    throw new Problem(
      'doubts-open',
      'It is not settled whether this person and another are the same. Settle it first.',
    );
  }
  if (plan.limitation !== null && !despiteLimitation) {
    throw new Problem('limitation-runs', "The limitation period for this agent's labour claims still runs.");
  }
  if (plan.token !== token) {
    throw new Problem(
      'changed-meanwhile',
      'More than new messages changed since it was shown what would be erased. Nothing was erased: look again.',
    );
  }
}

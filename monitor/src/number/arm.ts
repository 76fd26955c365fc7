/** Begins and ends the capture of a number. */
import type { Clock, NumberId } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { NumberDetail } from '../api/number-views.ts';
import { Problem } from '../problem.ts';
import { amendNumber, findOwnNumber } from './amend.ts';
import { unsetCapture } from './capture-settings.ts';
import { numberDetail } from './read.ts';
import { missingOf } from './readiness.ts';
import type { SetUpNumber } from './set-up.ts';

export interface ArmNumber extends SetUpNumber {
  readonly clock: Clock;
}

/**
 * Nothing is captured before; once armed, contacts are told and their conversations kept.
 * @throws Problem `not-ready` with the items that are missing
 */
export async function armNumber(
  deps: ArmNumber,
  authorized: Authorized<'number:arm'>,
  id: NumberId,
): Promise<NumberDetail> {
  const number = await findOwnNumber(deps, authorized, id);
  const missing = await missingOf(deps, number);
  if (missing.length > 0) {
    throw new Problem('not-ready', `Before this number captures, do: ${missing.join(', ')}.`, { missing });
  }
  return turn(deps, authorized, id, 'number-armed', deps.clock());
}

/** From now on everything is withheld: only that something came is counted. @throws Problem `not-found` */
export async function disarmNumber(
  deps: ArmNumber,
  authorized: Authorized<'number:arm'>,
  id: NumberId,
): Promise<NumberDetail> {
  await findOwnNumber(deps, authorized, id);
  return turn(deps, authorized, id, 'number-disarmed', null);
}

async function turn(
  deps: ArmNumber,
  authorized: Authorized<'number:arm'>,
  id: NumberId,
  act: 'number-armed' | 'number-disarmed',
  armedAt: number | null,
): Promise<NumberDetail> {
  await deps.audit.record({ chain: id, actor: authorized.actor, act, subject: id });
  const changed = await amendNumber(deps, id, (number) => ({
    ...number,
    capture: { ...(number.capture ?? unsetCapture), armedAt },
  }));
  await deps.links.settle(id);
  deps.feed.publish({ kind: 'number-changed', id, number: id });
  return numberDetail(deps, authorized, changed);
}

/** Notes that somebody read the risks of linking: unofficial clients break WhatsApp's terms, and the number may be blocked. */
import type { NumberId } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { NumberDetail } from '../api/number-views.ts';
import { amendNumber, findOwnNumber } from './amend.ts';
import type { ArmNumber } from './arm.ts';
import { unsetCapture } from './capture-settings.ts';
import { numberDetail } from './read.ts';

/** @throws Problem `not-found` */
export async function readRisk(
  deps: ArmNumber,
  authorized: Authorized<'number:link'>,
  id: NumberId,
): Promise<NumberDetail> {
  const { actor } = authorized;
  await findOwnNumber(deps, authorized, id);
  await deps.audit.record({ chain: id, actor, act: 'risk-read', subject: id });
  const read = { riskReadAt: deps.clock(), riskReadBy: actorRef(actor) };
  const changed = await amendNumber(deps, id, (number) => ({
    ...number,
    capture: { ...(number.capture ?? unsetCapture), ...read },
  }));
  await deps.links.settle(id);
  return numberDetail(deps, authorized, changed);
}

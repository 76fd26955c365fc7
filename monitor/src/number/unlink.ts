/** Takes a number off WhatsApp: the companion device is removed and its keys forgotten. What was captured stays. */
import type { NumberId } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { ownLink, type PairNumber } from './pair.ts';

/** @throws Problem `not-found`, `number-unusable` */
export async function unlinkNumber(
  deps: PairNumber,
  authorized: Authorized<'number:link'>,
  id: NumberId,
): Promise<void> {
  const { link } = await ownLink(deps, authorized, id);
  await deps.audit.record({ chain: id, actor: authorized.actor, act: 'number-unlinked', subject: id });
  await link.unlink();
}

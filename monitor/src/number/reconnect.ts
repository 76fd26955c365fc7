/** Tries a waiting or stopped link again now; after WhatsApp refused us to write first, notices go out again. */
import type { NumberId } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { ownLink, type PairNumber } from './pair.ts';

/** @throws Problem `not-found`, `number-unusable` */
export async function reconnectNumber(
  deps: PairNumber,
  authorized: Authorized<'number:link'>,
  id: NumberId,
): Promise<void> {
  const { link } = await ownLink(deps, authorized, id);
  const { kind, outreachRefusedAt } = link.state();
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'number-reconnected',
    subject: id,
    detail: { from: kind, afterRefusal: outreachRefusedAt !== null },
  });
  link.reconnect();
}

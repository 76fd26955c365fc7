/** Sends a message to the number itself: proof that it is linked and that what it sends arrives. */
import type { Clock, Feed, NumberId, Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { Problem } from '../problem.ts';
import { amendNumber } from './amend.ts';
import { unsetCapture } from './capture-settings.ts';
import { ownLink, type PairNumber } from './pair.ts';

export interface TestLink extends PairNumber {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

/** Answers whether WhatsApp accepted it and the phone confirmed it. @throws Problem `not-connected`, `not-found` */
export async function testLink(
  deps: TestLink,
  authorized: Authorized<'number:link'>,
  id: NumberId,
): Promise<{ readonly arrived: boolean }> {
  const { link } = await ownLink(deps, authorized, id);
  if (link.state().kind !== 'connected') throw new Problem('not-connected', 'Link the number first.');
  await deps.audit.record({ chain: id, actor: authorized.actor, act: 'number-tested', subject: id });
  const arrived = await link.test();
  if (arrived) {
    const testedAt = deps.clock();
    await amendNumber(deps, id, (number) => ({
      ...number,
      capture: { ...(number.capture ?? unsetCapture), testedAt },
    }));
    deps.feed.publish({ kind: 'number-changed', id, number: id });
  }
  return { arrived };
}

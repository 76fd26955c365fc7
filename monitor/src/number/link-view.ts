/** The state of a number's link as screens show it: never with the code to scan. */
import type { LinkProjection, MonitoredNumber } from '@atalaia/storage';
import type { LinkView } from '../api/number-views.ts';
import type { Links } from './links.ts';

/** From the living link if this process has it, else as its owner last reported it. */
export function linkViewOf(links: Pick<Links, 'link'>, number: MonitoredNumber): LinkView {
  const state: LinkProjection | undefined = links.link(number.id)?.state() ?? number.link;
  if (!state) {
    return { kind: 'unlinked', reason: null, since: number.createdAt, lastMessageAt: null, outreachRefusedAt: null };
  }
  const { kind, reason, since, lastMessageAt, outreachRefusedAt } = state;
  return { kind, reason, since, lastMessageAt, outreachRefusedAt };
}

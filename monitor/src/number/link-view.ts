/** The state of a number's link as screens show it: never with the code to scan. */
import type { LinkState } from '@atalaia/connector';
import type { MonitoredNumber } from '@atalaia/storage';
import type { LinkView } from '../api/number-views.ts';
import type { Links } from './links.ts';

/** From the living link if this process has it, else as its owner last reported it. */
export function linkViewOf(links: Pick<Links, 'link'>, number: MonitoredNumber): LinkView {
  const living = links.link(number.id)?.state();
  if (living) return livingView(living);
  const unlinked = { kind: 'unlinked', reason: null, since: number.createdAt } as const;
  return { lastMessageAt: null, outreachRefusedAt: null, ...(number.link ?? unlinked), pairingFailed: null };
}

/** Of a link that this process has. */
export function livingView(state: LinkState): LinkView {
  const { kind, reason, since, lastMessageAt, outreachRefusedAt, pairingFailed } = state;
  return { kind, reason, since, lastMessageAt, outreachRefusedAt, pairingFailed };
}

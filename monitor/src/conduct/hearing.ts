/** Since when numbers have heard WhatsApp, as this process knows. */
import type { NumberId } from '@atalaia/storage';
import type { Links } from '../number/links.ts';

/** `startedAt`: what was so before the process began says nothing of now. Undefined while a number hears nothing. */
export function hearingSince(links: Pick<Links, 'link'>, startedAt: number): (number: NumberId) => number | undefined {
  return (number) => {
    const state = links.link(number)?.state();
    return state?.kind === 'connected' ? Math.max(state.since, startedAt) : undefined;
  };
}

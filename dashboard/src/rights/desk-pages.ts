/** The pages of the dpo's desk that somebody may open, in the order shown; the first is where its entry leads. */
import type { Act, MeView } from '@atalaia/monitor/api';

const all = [
  { to: '/requests', text: 'requests', act: 'request:list' },
  { to: '/erasures', text: 'erasures', act: 'erasure:list' },
  { to: '/holds', text: 'holds', act: 'hold:list' },
  { to: '/retention', text: 'retention', act: 'retention:list' },
  { to: '/company', text: 'company', act: 'right:read' },
] as const satisfies readonly { to: string; text: string; act: Act }[];

export function deskPagesOf({ acts }: Pick<MeView, 'acts'>): readonly (typeof all)[number][] {
  return all.filter(({ act }) => acts.includes(act));
}

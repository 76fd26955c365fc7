/** Of two standings of one human the stricter one: what either of them refused, or a human stopped, stays so. */
import type { Party } from '../journal/rows.ts';

export type PartyStanding = Pick<Party, 'state' | 'answer' | 'answeredT' | 'renewed'>;

/** From the mildest to the strictest. */
const states = ['active', 'excluded', 'restricted', 'suppressed', 'locked'] as const;
const answers = ['agreed', 'none', 'refused'] as const;

/** State and answer each by themselves; of equal answers the first one's. */
export function stricter(one: PartyStanding, other: PartyStanding): PartyStanding {
  const { answer, answeredT, renewed } = answers.indexOf(other.answer) > answers.indexOf(one.answer) ? other : one;
  const state = states.indexOf(other.state) > states.indexOf(one.state) ? other.state : one.state;
  return { state, answer, answeredT, renewed };
}

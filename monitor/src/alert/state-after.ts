/** Which state an alert is in, given everything that was decided about it. */
import type { Alert } from '@atalaia/storage';

type Decision = Alert['decisions'][number];

/** `reopened` takes back the decision before it: an alert escalated, then dismissed, then reopened is escalated again. */
export function stateAfter(decisions: readonly Pick<Decision, 'kind'>[]): Alert['state'] {
  const standing: Exclude<Decision['kind'], 'reopened'>[] = [];
  for (const { kind } of decisions) {
    if (kind === 'reopened') standing.pop();
    else standing.push(kind);
  }
  return standing.at(-1) ?? 'open';
}

/** What a decision does to an alert in this state: nothing if it stands already; a conflict if somebody else decided otherwise. */
export function effectOf(state: Alert['state'], decision: Decision['kind']): 'decides' | 'stands' | 'conflicts' {
  if (decision === 'reopened') return state === 'open' ? 'stands' : 'decides';
  if (decision === state) return 'stands';
  return state === 'open' || (state === 'escalated' && decision !== 'escalated') ? 'decides' : 'conflicts';
}

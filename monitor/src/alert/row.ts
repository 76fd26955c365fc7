/** An alert as the queue shows it: one sentence of the rule, a pseudonym, a number, times; no text. */
import { type Alert, persons, type Records, type Vault } from '@atalaia/storage';
import type { AlertRow } from '../api/alert-views.ts';
import { numberViews } from '../number/view.ts';
import { personView } from '../person/label.ts';
import type { RunningRules } from '../rule/running.ts';

export interface RowDeps {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly rules: Pick<RunningRules, 'view'>;
}

/** The rows of these alerts, in the same order. */
export async function alertRows(deps: RowDeps, list: readonly Alert[]): Promise<AlertRow[]> {
  const labelOf = numberViews(deps);
  const rows: AlertRow[] = [];
  for (const alert of list) {
    const { id, conversation, origin, state, place, audience, severity, hitCount, firstAt, lastAt, raisedAt } = alert;
    const { erasedAt = null } = alert;
    const person = alert.person && (await deps.records.get(persons, alert.person))?.doc;
    rows.push({
      id,
      number: await labelOf(alert.number),
      conversation,
      person: person ? personView(person, null) : null,
      origin,
      state,
      place: place ?? 'desk',
      audience: audience ?? null,
      severity,
      rule: await deps.rules.view(alert.rule, alert.version),
      hitCount,
      firstAt,
      lastAt,
      raisedAt,
      erasedAt,
    });
  }
  return rows;
}

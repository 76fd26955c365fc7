/** Raises an alert about the monitoring itself, or a question for the dpo. Holds ids and codes, never content. */
import {
  type BlindIndexer,
  type Feed,
  type NumberId,
  type PersonId,
  type Records,
  type SystemAlert,
  systemAlerts,
  type UserId,
} from '@atalaia/storage';

export interface RaiseSystemAlert {
  readonly records: Pick<Records, 'insert'>;
  readonly blind: BlindIndexer;
  readonly feed: Pick<Feed, 'publish'>;
}

export interface SystemAlertRaised {
  readonly number: NumberId;
  readonly kind: SystemAlert['kind'];
  readonly person: PersonId | null;
  /** Whom alone it is shown to; absent = everybody who may see its kind. */
  readonly to?: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Unique for what it is about, such as the journal's event: raising it again changes nothing. */
  readonly event: string;
}

/** How grave each kind is: what stops monitoring or breaks the proof first. */
const severities: Readonly<Record<SystemAlert['kind'], SystemAlert['severity']>> = {
  'monitoring-interrupted': 'critical',
  'ledger-broken': 'critical',
  'request-overdue': 'critical',
  'outreach-refused': 'high',
  objection: 'high',
  'request-substitute': 'high',
  'erasure-asked': 'high',
  'data-asked': 'medium',
  'possible-same-person': 'medium',
  'request-opened': 'medium',
  'request-half': 'medium',
  undecryptable: 'medium',
  'media-expired': 'low',
};

export async function raiseSystemAlert(deps: RaiseSystemAlert, raised: SystemAlertRaised): Promise<void> {
  const { number, kind, person, at, to } = raised;
  const alert: SystemAlert = {
    id: systemAlertId(deps.blind, raised),
    number,
    kind,
    severity: severities[kind],
    person,
    ...(to === undefined ? {} : { to }),
    state: 'open',
    at,
    doneBy: null,
    doneAt: null,
  };
  if ((await deps.records.insert(systemAlerts, alert)) === 'duplicate') return;
  deps.feed.publish({ kind: 'system-alert-raised', id: alert.id, number });
}

/** By which an alert is found again by what it is about. */
export function systemAlertId(
  blind: BlindIndexer,
  { number, kind, event }: Pick<SystemAlertRaised, 'number' | 'kind' | 'event'>,
): SystemAlert['id'] {
  return blind.of('message', 'system-alert', number, kind, event);
}

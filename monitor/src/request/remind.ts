/** Warns while time for an answer is left: the one who answers at half of it, the substitute at four fifths, every dpo when it is over. */
import type { Clock, Records, Request, UserId, Versioned } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { type RaiseSystemAlert, raiseSystemAlert, type SystemAlertRaised } from '../system-alert/raise.ts';
import { type ChangeRequest, changeRequest } from './change.ts';
import { reminderEvent } from './close-alerts.ts';
import { reminderDue } from './period.ts';
import { rightsPolicyOf } from './rights-policy.ts';

export type RemindOf = ChangeRequest &
  RaiseSystemAlert & {
    readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
    readonly audit: Audit;
    readonly clock: Clock;
  };

type Step = Exclude<Request['reminded'], 'none'>;
const steps = ['none', 'half', 'substitute', 'overdue'] as const satisfies readonly Request['reminded'][];

/** Once a step; what was missed while the program stood still is not made up for but by the latest. */
export async function remindOf(deps: RemindOf, found: Versioned<Request>): Promise<Request> {
  const { doc: request } = found;
  const step = reminderDue(request, deps.clock());
  if (step === 'none' || steps.indexOf(step) <= steps.indexOf(request.reminded)) return request;
  await deps.audit.record({
    chain: 'company',
    actor: { kind: 'system' },
    act: 'request-reminded',
    subject: request.id,
    detail: { step },
  });
  await raise(deps, request, step);
  return changeRequest(deps, found, { reminded: step });
}

async function raise(deps: RemindOf, request: Request, step: Step): Promise<void> {
  const { number, person } = request;
  if (number === null) return;
  const to = await whomToWarn(deps, request, step);
  const raised: SystemAlertRaised = {
    number,
    kind: `request-${step}`,
    person,
    at: deps.clock(),
    event: reminderEvent(request),
  };
  await raiseSystemAlert(deps, to === null ? raised : { ...raised, to });
}

/** Null: every dpo. */
async function whomToWarn(deps: RemindOf, { assignee }: Request, step: Step): Promise<UserId | null> {
  const { dpo, substitute } = await rightsPolicyOf(deps);
  switch (step) {
    case 'half':
      return assignee ?? dpo;
    case 'substitute':
      return substitute;
    case 'overdue':
      return null;
    default:
      throw new TypeError(`Nobody to warn at ${String(step satisfies never)}`);
  }
}

/** Lists alerts about the monitoring itself on the numbers someone may see, the newest first. */
import {
  type Cursor,
  type NumberId,
  persons,
  type Records,
  type SystemAlert,
  systemAlerts,
  type Vault,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import { type Authorized, may, maySee } from '../access/permissions.ts';
import type { SystemAlertView } from '../api/number-views.ts';
import type { NumberView, PersonView } from '../api/views.ts';
import { numberViews } from '../number/view.ts';
import { actorNames } from '../person/actor-name.ts';
import { personView } from '../person/label.ts';
import { isAboutPerson } from './kinds.ts';

export interface ListSystemAlerts {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

export interface SystemAlertsWanted {
  readonly state: SystemAlert['state'];
  readonly number?: NumberId | undefined;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

/** Those of other numbers, and those about persons for whom that is not theirs to see, are passed over. */
export async function listSystemAlerts(
  deps: ListSystemAlerts,
  authorized: Authorized<'system-alert:list'>,
  { state, number, cursor, limit }: SystemAlertsWanted,
): Promise<{ alerts: SystemAlertView[]; next: string | null }> {
  const shown: SystemAlert[] = [];
  let after = cursor;
  do {
    const page = await deps.records.find(systemAlerts, {
      ...(number === undefined
        ? { index: 'byState', equals: { state } }
        : { index: 'byNumber', equals: { number, state } }),
      order: 'descending',
      limit: limit - shown.length,
      ...(after === undefined ? {} : { after }),
    });
    shown.push(...page.items.map(({ doc }) => doc).filter((alert) => isTheirs(authorized, alert)));
    after = page.next;
  } while (after !== undefined && shown.length < limit);
  const numberOf = numberViews(deps);
  const nameOf = actorNames(deps);
  const alerts = await Promise.all(
    shown.map(async (alert) => ({
      ...alert,
      number: await numberOf(alert.number),
      person: await personOf(deps, alert),
      doneBy: alert.doneBy === null ? null : await nameOf(alert.doneBy),
      mayClose: mayClose(authorized.actor, alert.kind),
    })),
  );
  return { alerts: alerts satisfies { number: NumberView; person: PersonView | null }[], next: after ?? null };
}

export function isTheirs(
  { actor, numbers }: Authorized<'system-alert:list' | 'system-alert:close'>,
  alert: SystemAlert,
): boolean {
  if (alert.to !== undefined && actor.kind === 'user' && actor.id !== alert.to) return false;
  return maySee({ numbers }, alert.number) && (!isAboutPerson(alert.kind) || may(actor, 'person-question:list'));
}

export function mayClose(actor: Actor, kind: SystemAlert['kind']): boolean {
  return may(actor, isAboutPerson(kind) ? 'person-question:close' : 'system-alert:close');
}

/** A pseudonym: the name is shown on the person's own page, where that look is recorded. */
async function personOf(deps: ListSystemAlerts, { person }: SystemAlert): Promise<PersonView | null> {
  const found = person === null ? undefined : await deps.records.get(persons, person);
  return found ? personView(found.doc, null) : null;
}

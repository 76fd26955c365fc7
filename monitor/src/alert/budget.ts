/** How many alerts reach the reviewers' desks on one day; what is beyond it and not urgent waits in the digest. */
import {
  type Alert,
  alertBudgets,
  alerts,
  type Clock,
  numbers,
  type Records,
  type User,
  users,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { Turns } from '../turns.ts';
import { isUrgent } from './episode.ts';

interface Deps {
  readonly records: Pick<Records, 'get' | 'find' | 'count' | 'insert'>;
  readonly turns: Turns;
  readonly clock: Clock;
}

/**
 * Inserts a new alert in its place. Alerts of imports are counted apart, so that old chats do not push today's out; in
 * turn, so that two at once do not both take the last place.
 */
export async function insertWithin(deps: Deps, alert: Alert): Promise<'inserted' | 'duplicate'> {
  const perReviewer = isUrgent(alert) ? null : await readPerReviewer(deps);
  if (perReviewer === null) return deps.records.insert(alerts, alert);
  return deps.turns.inTurn('alert-budget', async () => {
    const number = await deps.records.get(numbers, alert.number);
    if (!number) throw new Error(`Number ${alert.number} is missing.`);
    const today = await countOnDesk(deps, alert.origin, number.doc.zone);
    const isFull = today >= perReviewer * (await countReviewers(deps));
    const placed: Alert = isFull ? { ...alert, place: 'digest' } : alert;
    return deps.records.insert(alerts, placed);
  });
}

/** Null: as many as there are. */
export async function readPerReviewer(deps: { readonly records: Pick<Records, 'get'> }): Promise<number | null> {
  return (await deps.records.get(alertBudgets, 'company'))?.doc.perReviewerPerDay ?? null;
}

/** Alerts of one origin, on whatever number, that came to the desk since the day began in this zone. */
export async function countOnDesk(
  deps: Pick<Deps, 'clock'> & { readonly records: Pick<Records, 'count'> },
  origin: Alert['origin'],
  zone: string,
): Promise<number> {
  const now = Temporal.Instant.fromEpochMilliseconds(deps.clock()).toZonedDateTimeISO(zone);
  const counted = await deps.records.count(alerts, {
    index: 'byPlace',
    equals: { place: null, origin },
    range: { from: now.startOfDay().epochMilliseconds },
  });
  return counted.get('all') ?? 0;
}

/** Managers and dpos who can sign in; one at least, for somebody will have to look. */
export async function countReviewers(deps: { readonly records: Pick<Records, 'find'> }): Promise<number> {
  let reviewers = 0;
  const every = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 1000, ...after }));
  for await (const { doc } of every) if (isReviewer(doc)) reviewers++;
  return Math.max(1, reviewers);
}

function isReviewer({ state, roles }: User): boolean {
  return state === 'active' && (roles.includes('manager') || roles.includes('dpo'));
}

/** Takes away the alerts that told of a request, once it needs nobody any more. */
import {
  type BlindIndexer,
  type Clock,
  type Feed,
  type Records,
  type Request,
  type SystemAlert,
  systemAlerts,
} from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';
import { everyPage } from '../every-page.ts';
import { systemAlertId } from '../system-alert/raise.ts';

export interface CloseAlerts {
  readonly records: Pick<Records, 'find' | 'replace'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

/** What a reminder is about: the clock that an extension starts anew reminds anew. */
export function reminderEvent({ id, extendedAt }: Request): string {
  return extendedAt === null ? id : `${id}.extended`;
}

const reminders = ['request-opened', 'request-half', 'request-substitute', 'request-overdue'] as const;

/** What the chat raised for the same wish. */
const raisedInChat: Readonly<Partial<Record<Request['kind'], SystemAlert['kind']>>> = {
  access: 'data-asked',
  erase: 'erasure-asked',
  object: 'objection',
};

/** Ends them as done by `actor`: what was decided stands with the request. */
export async function closeAlertsOf(deps: CloseAlerts, actor: Actor, request: Request): Promise<void> {
  const { id, kind, number, person } = request;
  if (number === null) return;
  const events = [id, reminderEvent(request)];
  const own = new Set(
    reminders.flatMap((reminder) =>
      events.map((event) => systemAlertId(deps.blind, { number, kind: reminder, event })),
    ),
  );
  const open = everyPage((after) =>
    deps.records.find(systemAlerts, { index: 'byNumber', equals: { number, state: 'open' }, limit: 500, ...after }),
  );
  for await (const { doc, version } of open) {
    const same = person !== null && doc.person === person && doc.kind === raisedInChat[kind];
    if (!own.has(doc.id) && !(same && doc.at <= request.receivedAt)) continue;
    const done = { ...doc, state: 'done' as const, doneBy: actorRef(actor), doneAt: deps.clock() };
    if ((await deps.records.replace(systemAlerts, version, done)) !== 'replaced') continue;
    deps.feed.publish({ kind: 'system-alert-closed', id: doc.id, number });
  }
}

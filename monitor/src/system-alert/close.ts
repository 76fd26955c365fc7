/** Marks an alert about the monitoring as done. What it was about stays in the trail. */
import { type BlindIndex, type Clock, type Feed, type Records, systemAlerts } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { isTheirs, mayClose } from './list.ts';

export interface CloseSystemAlert {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

/** Closing it again changes nothing. @throws Problem `not-found`, `not-permitted` for a person's question, `changed-meanwhile` */
export async function closeSystemAlert(
  deps: CloseSystemAlert,
  authorized: Authorized<'system-alert:close'>,
  id: string,
): Promise<void> {
  const { actor } = authorized;
  const found = await deps.records.get(systemAlerts, id as BlindIndex);
  if (!found || !isTheirs(authorized, found.doc)) throw new Problem('not-found', 'There is no such alert.');
  const { number, kind, state } = found.doc;
  if (!mayClose(actor, kind)) throw new Problem('not-permitted', 'Only a dpo settles what concerns a person’s rights.');
  if (state === 'done') return;
  await deps.audit.record({ chain: number, actor, act: 'system-alert-closed', subject: id, detail: { kind } });
  const done = { ...found.doc, state: 'done' as const, doneBy: actorRef(actor), doneAt: deps.clock() };
  if ((await deps.records.replace(systemAlerts, found.version, done)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this alert a moment ago; look again, then try again.');
  }
  deps.feed.publish({ kind: 'system-alert-closed', id, number });
}

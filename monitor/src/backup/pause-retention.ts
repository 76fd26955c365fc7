/** After a restore nothing goes by itself: a hold, an objection or a restriction from after the backup is not in it. */
import { type Clock, type NumberId, type Records, type Retention, retentions } from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';

/** The policy of the company, or of a number, runs by hand until somebody settles it again. Undefined if it did already, or there is none. */
export async function pauseRetention(
  { records, clock }: { readonly records: Pick<Records, 'get' | 'replace'>; readonly clock: Clock },
  actor: Actor,
  id: NumberId | 'company',
): Promise<Retention | undefined> {
  const found = await records.get(retentions, id);
  if (!found || found.doc.runs === 'by-hand') return undefined;
  const paused: Retention = { ...found.doc, runs: 'by-hand', changedBy: actorRef(actor), changedAt: clock() };
  await records.replace(retentions, found.version, paused);
  return paused;
}

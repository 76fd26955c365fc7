/** Whether names are shown to someone in a conversation right now: for ten minutes after they gave a reason. */
import { type Clock, type ConversationId, type Records, type Reveal, reveals, type UserId } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';

/** Until when, in milliseconds since the epoch; null while masked. Only a signed-in user is ever shown names. */
export async function revealedUntil(
  deps: { readonly records: Pick<Records, 'find'>; readonly clock: Clock },
  actor: Actor,
  conversation: ConversationId,
): Promise<number | null> {
  if (actor.kind !== 'user') return null;
  const [latest] = await runningReveals(deps, actor.id, conversation, 1);
  return latest?.doc.until ?? null;
}

/** The user's reveals that have not ended, the one that lasts longest first. */
export async function runningReveals(
  deps: { readonly records: Pick<Records, 'find'>; readonly clock: Clock },
  user: UserId,
  conversation: ConversationId,
  limit: number,
): Promise<readonly { readonly version: number; readonly doc: Reveal }[]> {
  const page = await deps.records.find(reveals, {
    index: 'byUser',
    equals: { user, conversation },
    range: { from: deps.clock() + 1 },
    order: 'descending',
    limit,
  });
  return page.items;
}

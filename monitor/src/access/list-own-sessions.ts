/** Lists where one is signed in, newest first. */
import { type Clock, type Records, type Session, sessions } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { UserActor } from './actor.ts';
import { isOver } from './session.ts';

export async function listOwnSessions(
  deps: { readonly records: Pick<Records, 'find'>; readonly clock: Clock },
  actor: UserActor,
): Promise<Session[]> {
  const own: Session[] = [];
  const all = everyPage((after) =>
    deps.records.find(sessions, {
      index: 'byUser',
      equals: { user: actor.id },
      order: 'descending',
      limit: 200,
      ...after,
    }),
  );
  for await (const { doc } of all) if (doc.state === 'signed-in' && !isOver(doc, deps.clock())) own.push(doc);
  return own;
}

/** Signs out here, or ends one of one's own sessions elsewhere. */
import { type Records, type Session, sessions } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import type { UserActor } from './actor.ts';
import { type EndSessions, endSession } from './session.ts';

export type SignOut = EndSessions & {
  readonly records: Pick<Records, 'get' | 'find' | 'remove'>;
  readonly audit: Audit;
};

export async function signOut(deps: SignOut, actor: UserActor, session: Session): Promise<void> {
  await endSession(deps, session.id);
  await deps.audit.record({ chain: 'company', actor, act: 'signed-out', subject: actor.id });
}

/** @throws Problem `not-found` if the session is another's or is over */
export async function endOwnSession(deps: SignOut, actor: UserActor, id: string): Promise<void> {
  const found = await deps.records.get(sessions, id);
  if (found?.doc.user !== actor.id) throw new Problem('not-found', 'There is no such session of yours.');
  await endSession(deps, found.doc.id);
  await deps.audit.record({ chain: 'company', actor, act: 'session-ended', subject: actor.id });
}

/** One's own sessions, newest first. */
export async function listOwnSessions(deps: Pick<SignOut, 'records'>, actor: UserActor): Promise<Session[]> {
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
  for await (const { doc } of all) if (doc.state === 'signed-in') own.push(doc);
  return own;
}

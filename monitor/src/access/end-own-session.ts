/** Ends one of one's own sessions elsewhere: on a lost phone, say. */
import { type Records, sessions } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import type { UserActor } from './actor.ts';
import { type EndSessions, endSession } from './session.ts';

export type EndOwnSession = EndSessions & {
  readonly records: Pick<Records, 'get' | 'find' | 'remove'>;
  readonly audit: Audit;
};

/** @throws Problem `not-found` if the session is another's or is over */
export async function endOwnSession(deps: EndOwnSession, actor: UserActor, id: string): Promise<void> {
  const found = await deps.records.get(sessions, id);
  if (found?.doc.user !== actor.id) throw new Problem('not-found', 'There is no such session of yours.');
  await deps.audit.record({ chain: 'company', actor, act: 'session-ended', subject: actor.id });
  await endSession(deps, found.doc.id);
}

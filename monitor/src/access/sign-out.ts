/** Signs out: the session of this browser ends. */
import type { Session } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import type { UserActor } from './actor.ts';
import { type EndSessions, endSession } from './session.ts';

export type SignOut = EndSessions & { readonly audit: Audit };

export async function signOut(deps: SignOut, actor: UserActor, session: Session): Promise<void> {
  await deps.audit.record({ chain: 'company', actor, act: 'signed-out', subject: actor.id });
  await endSession(deps, session.id);
}

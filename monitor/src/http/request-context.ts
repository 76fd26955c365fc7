/** What is known of a request before its route runs: who asks, from which session, and how its cookie is answered. */
import type { Session } from '@atalaia/storage';
import type { Response } from 'express';
import type { UserActor } from '../access/actor.ts';
import { actorOfUser, readSession } from '../access/session.ts';
import { Problem } from '../problem.ts';

export interface RequestContext {
  /** Who asks; absent unless a living session is fully signed in. */
  readonly actor: UserActor | undefined;
  /** The session of the cookie, also while its TOTP code is still awaited. */
  readonly session: Session | undefined;
  /** Keyed hash of the address, for rate limits; never stored. */
  readonly source: string;
  readonly cookie: {
    /** Answers with the session's cookie. */
    give(token: string): void;
    drop(): void;
  };
}

/** The context of a raw (non-oRPC) route. The session middleware has put it there. */
export function contextOf(response: Response): RequestContext {
  return response.locals['context'] as RequestContext;
}

/** The signed-in user of a raw route. @throws Problem `not-signed-in` */
export function actorOf(response: Response): UserActor {
  return requireActor(contextOf(response));
}

/** The same user as they are now, for an answer that takes long. @throws Problem `not-signed-in` if the session ended meanwhile */
export async function actorAgain(deps: Parameters<typeof readSession>[0], response: Response): Promise<UserActor> {
  const { session } = contextOf(response);
  const living = session && (await readSession(deps, session.id));
  return requireActor({ actor: living?.session.state === 'signed-in' ? actorOfUser(living.user) : undefined });
}

export function requireActor(context: Pick<RequestContext, 'actor'>): UserActor {
  if (!context.actor) throw new Problem('not-signed-in', 'Sign in first.');
  return context.actor;
}

/** Sessions of signed-in browsers: begun, found by the cookie's token, ended. The token itself is nowhere at rest. */
import {
  type BlindIndex,
  type BlindIndexer,
  type Clock,
  type Feed,
  type Records,
  type Session,
  sessions,
  type User,
  type UserId,
  users,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { UserActor } from './actor.ts';
import type { NewSecret } from './secret.ts';

/** Unused for this long, a session ends. */
const idleMs = 8 * 60 * 60_000;
/** After this long it ends in any case. */
export const absoluteMs = 7 * 24 * 60 * 60_000;
/** How long the TOTP code is awaited. */
const codeMs = 10 * 60_000;
/** `seenAt` is written at most this often: a page makes many requests. */
const seenEveryMs = 60_000;

export interface BeginSession {
  readonly records: Pick<Records, 'insert'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
  readonly newSecret: NewSecret;
}

/** Begins a session and answers its token, for the cookie only. Each sign-in and each TOTP code begins a new one, so a planted id is worthless. */
export async function beginSession(deps: BeginSession, user: UserId, state: Session['state']): Promise<string> {
  const token = deps.newSecret();
  const now = deps.clock();
  const expiresAt = now + (state === 'totp' ? codeMs : absoluteMs);
  const id = deps.blind.of('session', token);
  await deps.records.insert(sessions, { id, user, state, createdAt: now, seenAt: now, expiresAt });
  return token;
}

export interface FindSession {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
}

export interface LivingSession {
  readonly session: Session;
  readonly user: User;
}

/** The living session of a token and its user; undefined if it ended, expired, idled, or its user may not sign in. Counts as use. */
export async function findSession(deps: FindSession, token: string): Promise<LivingSession | undefined> {
  const found = await readSession(deps, deps.blind.of('session', token));
  const now = deps.clock();
  if (found && now - found.session.seenAt >= seenEveryMs) {
    await deps.records.replace(sessions, found.version, { ...found.session, seenAt: now });
  }
  return found;
}

/** As `findSession`, by the session's id; looking does not count as use. */
export async function readSession(
  deps: { readonly records: Pick<Records, 'get'>; readonly clock: Clock },
  id: BlindIndex,
): Promise<(LivingSession & { readonly version: number }) | undefined> {
  const found = await deps.records.get(sessions, id);
  if (!found || isOver(found.doc, deps.clock())) return undefined;
  const user = await deps.records.get(users, found.doc.user);
  return user?.doc.state === 'active' ? { session: found.doc, user: user.doc, version: found.version } : undefined;
}

/** Whether its time is over: seven days after it began, or eight hours after it was used. */
export function isOver({ expiresAt, seenAt }: Session, now: number): boolean {
  return now >= expiresAt || now >= seenAt + idleMs;
}

export function actorOfUser({ id, roles, numbers, rights }: User): UserActor {
  return { kind: 'user', id, roles, numbers, rights };
}

export interface EndSessions {
  readonly records: Pick<Records, 'find' | 'remove'>;
  readonly feed: Pick<Feed, 'publish'>;
}

/** Ends one session; its sockets are told. */
export async function endSession(deps: EndSessions, id: BlindIndex): Promise<boolean> {
  const ended = await deps.records.remove(sessions, id);
  deps.feed.publish({ kind: 'session-ended', id });
  return ended;
}

/** Ends every session of the user, half-begun ones too. */
export async function endSessionsOf(deps: EndSessions, user: UserId): Promise<void> {
  const all = everyPage((after) =>
    deps.records.find(sessions, { index: 'byUser', equals: { user }, limit: 200, ...after }),
  );
  for await (const { doc } of all) await endSession(deps, doc.id);
}

/** Removes the sessions whose time is over, so that no trace of when people worked stays. */
export async function sweepSessions(deps: EndSessions & { readonly clock: Clock }): Promise<void> {
  const over = everyPage((after) =>
    deps.records.find(sessions, { index: 'byExpiry', range: { before: deps.clock() }, limit: 200, ...after }),
  );
  for await (const { doc } of over) await endSession(deps, doc.id);
}

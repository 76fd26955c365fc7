/** The live socket: tells each open screen at once what happened, ids and severities only, never text. */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { BlindIndex, BlindIndexer, Clock, Feed, FeedEvent, Records } from '@atalaia/storage';
import { Server, type Socket } from 'socket.io';
import type { UserActor } from '../access/actor.ts';
import { actorOfUser, readSession } from '../access/session.ts';
import { liveEventName } from '../api/index.ts';
import type { Origins } from '../http/origins.ts';
import { readToken } from '../http/session-cookie.ts';
import { eventFor } from './event-for.ts';
import { gatherGrowth } from './gather.ts';

export interface OpenLive {
  readonly records: Pick<Records, 'get'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
  readonly feed: Feed;
}

/** What is known of a connected screen. */
interface Screen {
  readonly session: BlindIndex;
  readonly actor: UserActor;
  /** Events sent so far; a screen that sees a gap reads again. */
  count: number;
}
type ScreenSocket = Socket<never, { [liveEventName]: (event: object) => void }, never, Screen>;

/** Sessions also expire by time: each open socket's is looked at this often. */
const recheckMs = 60_000;

/** Opens the socket at /live. Only pages of ours with a signed-in session connect; when the session ends, so does the socket. */
export function openLive(http: HttpServer, deps: OpenLive, origins: Origins): AsyncDisposable {
  const server = new Server<never, { [liveEventName]: (event: object) => void }, never, Screen>(http, {
    path: '/live',
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 4096,
    perMessageDeflate: false,
    allowRequest: (request, answer) => answer(null, isOurs(request, origins)),
  });
  server.use((socket, next) => {
    admit(deps, origins, socket).then((admitted) => next(admitted ? undefined : new Error('not-signed-in')), next);
  });

  const sockets = (): ScreenSocket[] => [...server.sockets.sockets.values()];
  // A screen whose connection closes comes back by itself, is admitted with what it may see then, and reads again.
  const close = (concerned: (screen: Screen) => boolean) => {
    for (const socket of sockets()) if (concerned(socket.data)) socket.conn.close();
  };
  const growth = gatherGrowth((event) => {
    for (const socket of sockets()) tell(socket, event);
  });
  const subscription = deps.feed.subscribe((event) => {
    if (event.kind === 'session-ended') close((screen) => screen.session === event.id);
    else if (event.kind === 'user-changed') close((screen) => screen.actor.id === event.id);
    else growth.add(event);
  });
  const timer = setInterval(() => {
    for (const socket of sockets()) void closeIfOver(deps, socket);
  }, recheckMs);
  timer.unref();

  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      subscription[Symbol.dispose]();
      growth[Symbol.dispose]();
      server.disconnectSockets(true);
      server.engine.close();
    },
  };
}

function isOurs(request: IncomingMessage, origins: Origins): boolean {
  try {
    origins.refuseForeignHost(request.headers);
    origins.refuseForeignPage(request.headers);
    return true;
  } catch {
    return false;
  }
}

async function admit(deps: OpenLive, origins: Origins, socket: ScreenSocket): Promise<boolean> {
  const token = readToken(socket.handshake.headers, origins);
  if (token === undefined) return false;
  const living = await readSession(deps, deps.blind.of('session', token));
  if (living?.session.state !== 'signed-in') return false;
  socket.data = { session: living.session.id, actor: actorOfUser(living.user), count: 0 };
  return true;
}

/** A store that can't be read closes the socket too. */
async function closeIfOver(deps: OpenLive, socket: ScreenSocket): Promise<void> {
  const living = await readSession(deps, socket.data.session).catch(() => undefined);
  if (!living) socket.conn.close();
}

function tell(socket: ScreenSocket, event: FeedEvent): void {
  const theirs = eventFor(socket.data.actor, event);
  if (!theirs) return;
  socket.data.count += 1;
  socket.emit(liveEventName, { ...theirs, count: socket.data.count });
}

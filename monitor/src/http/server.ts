/** The HTTP door: listens, and puts every request through the same gates in the same order. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NewId } from '@atalaia/storage';
import express, { type Express, type RequestHandler } from 'express';
import { type EndSessions, type FindSession, sweepSessions } from '../access/session.ts';
import { describeFault, type FaultLog } from '../faults.ts';
import { type OpenLive, openLive } from '../live/live.ts';
import { Problem } from '../problem.ts';
import { certificateRoute } from './certificate.ts';
import { closeServer } from './close-server.ts';
import { serveDashboard } from './dashboard.ts';
import { exportFileRoute } from './export-file.ts';
import { healthRoutes } from './health.ts';
import { importUploadRoute } from './import-upload.ts';
import { knowRequester } from './know-requester.ts';
import { mediaRoute } from './media.ts';
import { openApi } from './openapi.ts';
import { allowedOrigins, type Origins } from './origins.ts';
import { writeProblems } from './problem-document.ts';
import { actorOf, contextOf } from './request-context.ts';
import { apiRouter, type RouterDeps } from './router.ts';
import { rpcHandler } from './rpc.ts';
import { securityHeaders } from './security-headers.ts';

export type HttpDeps = RouterDeps &
  Parameters<typeof importUploadRoute>[0] &
  Parameters<typeof mediaRoute>[0] &
  Parameters<typeof certificateRoute>[0] &
  Parameters<typeof exportFileRoute>[0] &
  FindSession &
  EndSessions &
  OpenLive & { readonly newId: NewId; readonly log: FaultLog };

export interface HttpConfig {
  /** 0 lets the system choose. */
  readonly port: number;
  /** The address to listen on; loopback unless configured otherwise. */
  readonly listen: string;
  readonly dashboardUrl: URL | undefined;
  /** Folder of the built dashboard. */
  readonly dashboardDir: string;
}

/** A JSON body at most: the rule lab takes a message of 65,536 characters, each up to six bytes when escaped. */
const mostJson = '512kb';
/** What strangers may send, and how much: a name, an e-mail, a password, a secret. Anything else of theirs is not even read. */
const strangersMay: ReadonlySet<string> = new Set([
  'POST /setup',
  'POST /session',
  'POST /session/totp',
  'POST /invitations/accept',
  'POST /acknowledgements',
  'POST /acknowledgements/readings',
]);
const mostOfStrangers = '16kb';
const sweepMs = 60 * 60_000;

/** Starts to listen. Disposing ends sockets, lets running requests end, and closes. @throws if the port is taken */
export async function startHttp(
  deps: HttpDeps,
  config: HttpConfig,
): Promise<{ readonly port: number } & AsyncDisposable> {
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 30 * 60_000, keepAliveTimeout: 65_000 });
  server.listen(config.port, config.listen);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origins = allowedOrigins(port, config.dashboardUrl);
  server.on('request', application(deps, config, origins));
  const live = openLive(server, deps, origins);
  const sweep = setInterval(() => {
    sweepSessions(deps).catch((fault) => deps.log.error(describeFault(fault), 'Old sessions could not be removed.'));
  }, sweepMs);
  sweep.unref();
  return {
    port,
    async [Symbol.asyncDispose]() {
      clearInterval(sweep);
      await live[Symbol.asyncDispose]();
      await closeServer(server);
    },
  };
}

function application(deps: HttpDeps, config: HttpConfig, origins: Origins): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.use(securityHeaders(config.dashboardUrl));
  app.use((request, _response, next) => {
    origins.refuseForeignHost(request.headers);
    next();
  });
  app.use(healthRoutes(deps));
  app.get('/api/openapi.json', openApi());
  app.use('/api', refuseForeignChanges(origins), knowRequester(deps, origins));
  app.use(importUploadRoute(deps), mediaRoute(deps), certificateRoute(deps), exportFileRoute(deps));
  app.use('/api', refuseStrangersWords, refuseOtherThanJson, readJson(), rpcHandler(apiRouter(deps)), nothingHere);
  app.use(serveDashboard(config.dashboardDir), nothingHere);
  app.use(writeProblems(deps));
  return app;
}

/** Answers of the interface are never kept by browsers; what changes something must be asked by a page of ours. */
function refuseForeignChanges(origins: Origins): RequestHandler {
  return (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) origins.refuseForeignPage(request.headers);
    next();
  };
}

const refuseStrangersWords: RequestHandler = (request, response, next) => {
  const hasBody = request.is('*/*') !== null;
  if (hasBody && !strangersMay.has(`${request.method} ${request.path}`)) actorOf(response);
  next();
};

function readJson(): RequestHandler {
  const known = express.json({ limit: mostJson });
  const strangers = express.json({ limit: mostOfStrangers });
  return (request, response, next) => {
    (contextOf(response).actor ? known : strangers)(request, response, next);
  };
}

/** Forms of foreign pages can't send JSON without asking first (CORS), and we never allow it. */
const refuseOtherThanJson: RequestHandler = (request, _response, next) => {
  const empty = request.headers['content-length'] === '0';
  if (!empty && request.is('application/json') === false)
    throw new Problem('bad-request', 'This address takes JSON only.');
  next();
};

const nothingHere: RequestHandler = () => {
  throw new Problem('not-found', 'There is nothing here that you may see.');
};

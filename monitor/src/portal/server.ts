/** The portal's own listener, apart from the dashboard's: what outsiders reach through the public address, and nothing more. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NewId } from '@atalaia/storage';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { describeFault, type FaultLog } from '../faults.ts';
import { closeServer } from '../http/close-server.ts';
import { allowedOrigins, type Origins } from '../http/origins.ts';
import { asProblem } from '../http/problem-document.ts';
import { portalAssets } from './assets.ts';
import { type PortalDoor, portalDoor } from './door.ts';
import { type Refusal, refusalPage } from './door-page.ts';
import { portalHeaders } from './headers.ts';
import { languageOf } from './languages.ts';
import { type PortalRoutes, portalRoutes } from './routes.ts';

export type PortalDeps = PortalDoor & PortalRoutes & { readonly log: FaultLog; readonly newId: NewId };

export interface PortalConfig {
  readonly publicUrl: URL;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly listen: string;
}

/** Starts to listen. Disposing lets running requests end, and closes. @throws if the port is taken */
export async function startPortal(
  deps: PortalDeps,
  { publicUrl, port, listen }: PortalConfig,
): Promise<{ readonly port: number } & AsyncDisposable> {
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 });
  server.listen(port, listen);
  await once(server, 'listening');
  const { port: chosen } = server.address() as AddressInfo;
  server.on('request', application(deps, publicUrl, allowedOrigins(chosen, publicUrl)));
  return { port: chosen, [Symbol.asyncDispose]: () => closeServer(server) };
}

function application(deps: PortalDeps, publicUrl: URL, origins: Origins): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(portalHeaders(publicUrl));
  app.use((request, _response, next) => {
    origins.refuseForeignHost(request.headers);
    // A form of another page is refused before a word of it is read.
    if (!['GET', 'HEAD'].includes(request.method)) origins.refuseForeignPage(request.headers);
    next();
  });
  app.use(portalAssets(), portalDoor(deps, origins), portalRoutes(deps, origins));
  app.use(refusePlainly(deps));
  return app;
}

/** Every refusal is a page in the person's language; what went wrong inside is in the log by id only. */
function refusePlainly(deps: PortalDeps): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = asProblem(error);
    if (!problem) deps.log.error({ fault: deps.newId(), ...describeFault(error) }, 'A page of the portal failed.');
    if (response.headersSent) return next(error);
    const status = problem?.status ?? 500;
    const refusal: Refusal = status >= 500 ? 'broken' : status === 429 ? 'many' : 'refused';
    response
      .status(status)
      .type('html')
      .send(refusalPage(languageOf(request), refusal));
  };
}

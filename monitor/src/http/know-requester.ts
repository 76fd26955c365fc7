/** Finds out who asks: puts the request's context where every route finds it. */
import { createHmac, randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { actorOfUser, type FindSession, findSession } from '../access/session.ts';
import type { Origins } from './origins.ts';
import type { RequestContext } from './request-context.ts';
import { dropToken, giveToken, readToken } from './session-cookie.ts';

export function knowRequester(deps: FindSession, origins: Origins): RequestHandler {
  // Forgotten when the program ends, so that what is counted by address can't be traced back to one.
  const sourceKey = randomBytes(32);
  return async (request, response, next) => {
    const secure = origins.isSecure(request.headers);
    const token = readToken(request.headers, origins);
    const living = token === undefined ? undefined : await findSession(deps, token);
    const context: RequestContext = {
      session: living?.session,
      actor: living?.session.state === 'signed-in' ? actorOfUser(living.user) : undefined,
      source: createHmac('sha256', sourceKey)
        .update(request.socket.remoteAddress ?? '')
        .digest('base64url'),
      cookie: {
        give: (fresh) => giveToken(response, secure, fresh),
        drop: () => dropToken(response, secure),
      },
    };
    response.locals['context'] = context;
    next();
  };
}

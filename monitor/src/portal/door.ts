/** The way in: the page that asks for the code, the try, and the way out. */
import { type RequestHandler, Router, urlencoded } from 'express';
import { z } from 'zod';
import type { Origins } from '../http/origins.ts';
import { openShare, resumeShare, type TryShare } from '../share/open.ts';
import { endShare, type RevokeShare } from '../share/revoke.ts';
import { doorPage, refusalPage } from './door-page.ts';
import { languageNamed, languageOf } from './languages.ts';
import { addressOf } from './page.ts';
import { dropSession, giveSession, readSession } from './session.ts';

/**
 * Tries are not counted here: a link holds 256 bits that nobody guesses, and five wrong codes lock the one they were
 * for. A limit shared by all outsiders would let one of them keep everybody else out.
 */
export type PortalDoor = TryShare & RevokeShare;

/** The whole address may have been pasted; without script an empty field comes before it. */
const given = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(2)])
  .transform((value) => (typeof value === 'string' ? value : (value.at(-1) ?? '')))
  .transform((value) => value.slice(value.lastIndexOf('#') + 1).trim());
const tried = z.object({ secret: given, code: z.string().max(100), language: z.string().max(10) });

export function portalDoor(deps: PortalDoor, origins: Origins): Router {
  const router = Router();
  router.get('/', (request, response) => {
    response.type('html').send(doorPage(languageOf(request)));
  });
  router.post('/my/opening', urlencoded({ extended: false, limit: '4kb', parameterLimit: 10 }), open(deps, origins));
  router.post('/my/end', end(deps, origins));
  return router;
}

function open(deps: PortalDoor, origins: Origins): RequestHandler {
  return async (request, response) => {
    const asked = tried.safeParse(request.body);
    const language = languageNamed(asked.data?.language) ?? languageOf(request);
    const opening = asked.success
      ? await openShare(deps, asked.data.secret, asked.data.code)
      : { kind: 'dead' as const };
    switch (opening.kind) {
      case 'open': {
        const { expiresAt } = opening.share;
        giveSession(response, origins.isSecure(request.headers), opening.token, expiresAt - deps.clock());
        response.redirect(303, addressOf(language, 'summary'));
        return;
      }
      case 'wrong-code': {
        const { left } = opening;
        response
          .status(401)
          .type('html')
          .send(doorPage(language, { secret: asked.data?.secret ?? '', left }));
        return;
      }
      case 'dead':
        response.status(410).type('html').send(refusalPage(language, 'dead'));
        return;
      default:
        opening satisfies never;
    }
  };
}

/** Ends the link with the session: nobody who finds the device opens it again. */
function end(deps: PortalDoor, origins: Origins): RequestHandler {
  return async (request, response) => {
    const token = readSession(request.headers, origins);
    const share = token === undefined ? undefined : await resumeShare(deps, token);
    if (share) await endShare(deps, share.actor, share.id);
    dropSession(response, origins.isSecure(request.headers));
    response.redirect(303, `/?lang=${languageOf(request)}`);
  };
}

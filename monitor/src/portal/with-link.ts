/** Lets through whoever has a living link open; everybody else is told that it is over. */
import type { Records } from '@atalaia/storage';
import type { Request, RequestHandler, Response } from 'express';
import type { Throttle } from '../access/throttle.ts';
import type { Origins } from '../http/origins.ts';
import { type ResumeShare, resumeShare } from '../share/open.ts';
import { refusalPage } from './door-page.ts';
import { languageNamed, languageOf } from './languages.ts';
import { dropSession, readSession } from './session.ts';
import { type Visit, visitOf } from './visit.ts';

export type WithLink = (
  run: (visit: Visit, request: Request, response: Response) => Promise<void> | void,
) => RequestHandler;

/** Pages of one link in a quarter of an hour; one that shows progress asks every second. */
const mostPages = 3000;

/** Asked anew at each request: a link that was revoked, or whose person is being erased, is over at once. */
export function withLinkOf(
  deps: ResumeShare & { readonly records: Pick<Records, 'get' | 'find'>; readonly throttle: Throttle },
  origins: Origins,
): WithLink {
  return (run) => async (request, response) => {
    const token = readSession(request.headers, origins);
    const share = token === undefined ? undefined : await resumeShare(deps, token);
    const language = languageNamed(request.params['language']) ?? languageOf(request);
    if (!share) {
      dropSession(response, origins.isSecure(request.headers));
      response.status(410).type('html').send(refusalPage(language, 'dead'));
      return;
    }
    deps.throttle.count(`portal:${share.id}`, mostPages);
    await run(await visitOf(deps, share, language), request, response);
  };
}

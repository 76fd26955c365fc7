/** The pages of an open link: each asks first whether the link still lives. */
import { idPattern, type NewId } from '@atalaia/storage';
import { Router, urlencoded } from 'express';
import { z } from 'zod';
import type { Throttle } from '../access/throttle.ts';
import type { Origins } from '../http/origins.ts';
import { Problem } from '../problem.ts';
import type { WithdrawRequest } from '../request/withdraw.ts';
import { type AskAtPortal, askAtPortal } from './ask.ts';
import { askBody } from './ask-page.ts';
import { type DownloadRoutes, downloadRoutes } from './download-routes.ts';
import { messagesBody } from './messages-page.ts';
import { addressOf } from './page.ts';
import { type ReadAsked, readAsked } from './read-asked.ts';
import { type ReadMessages, readMessages } from './read-messages.ts';
import { type ReadSummary, readSummary } from './read-summary.ts';
import { summaryBody } from './summary-page.ts';
import { show } from './visit.ts';
import { withLinkOf } from './with-link.ts';
import { withdrawAtPortal } from './withdraw.ts';

export type PortalRoutes = DownloadRoutes &
  ReadSummary &
  ReadMessages &
  ReadAsked &
  AskAtPortal &
  WithdrawRequest & { readonly throttle: Throttle; readonly newId: NewId };

/** Requests sent through one link in a quarter of an hour. */
const mostRequests = 20;

const id = z.string().regex(idPattern);
const asked = z.object({
  kind: z.enum(['correction', 'anonymise', 'erase', 'restrict', 'object']),
  form: z.string().min(16).max(100),
  words: z.string().trim().max(4000).default(''),
  field: z.enum(['name', 'message', 'other']).optional(),
  message: id.optional(),
});

export function portalRoutes(deps: PortalRoutes, origins: Origins): Router {
  const router = Router();
  const form = urlencoded({ extended: false, limit: '64kb', parameterLimit: 10 });

  const withLink = withLinkOf(deps, origins);
  router.use(downloadRoutes(deps, withLink, origins));

  router.get(
    '/my/:language',
    withLink(async (visit, _request, response) => {
      const { facts, held } = await readSummary(deps, visit);
      show(response, visit, 'summary', visit.texts.summary.title, summaryBody(visit, facts, held));
    }),
  );
  router.get(
    '/my/:language/messages',
    withLink(async (visit, request, response) => {
      const place = parsed(z.object({ chat: id.optional(), before: z.string().max(200).optional() }), request.query);
      const page = await readMessages(deps, visit, place);
      show(response, visit, 'messages', visit.texts.messages.title, messagesBody(visit, page));
    }),
  );
  router.get(
    '/my/:language/ask',
    withLink(async (visit, request, response) => {
      const query = z.object({ message: id.optional(), sent: id.optional(), refused: z.string().optional() });
      const { message, sent, refused } = parsed(query, request.query);
      const state = { form: deps.newId(), sent, refused: refused !== undefined };
      const body = askBody(visit, await readAsked(deps, visit, message), state);
      show(response, visit, 'ask', visit.texts.ask.title, body);
    }),
  );
  router.post(
    '/my/:language/requests',
    form,
    withLink(async (visit, request, response) => {
      deps.throttle.count(`portal-ask:${visit.share.id}`, mostRequests);
      const here = addressOf(visit.language, 'ask');
      const wanted = asked.safeParse(request.body);
      const { kind, field, message = null, ...rest } = wanted.data ?? { kind: 'correction' as const };
      const isCorrection = kind === 'correction';
      if (!('form' in rest) || (isCorrection && (field === undefined || rest.words === ''))) {
        response.redirect(303, `${here}?refused=1`);
        return;
      }
      const correction = isCorrection && field !== undefined ? { field, message } : null;
      const { id: sent } = await askAtPortal(deps, visit.share, { ...rest, kind, correction });
      response.redirect(303, `${here}?sent=${sent}`);
    }),
  );
  router.post(
    '/my/:language/withdrawals',
    form,
    withLink(async (visit, request, response) => {
      const { request: withdrawn } = parsed(z.object({ request: id }), request.body);
      await withdrawAtPortal(deps, visit.share, withdrawn);
      response.redirect(303, addressOf(visit.language, 'ask'));
    }),
  );
  router.use(() => {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  });
  return router;
}

/** @throws Problem `bad-request` without the value, which may be somebody's words */
function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (!read.success) throw new Problem('bad-request', 'This is not what the page sends.');
  return read.data;
}

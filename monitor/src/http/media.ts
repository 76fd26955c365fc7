/** Hands out a kept file to someone who may see its conversation: recorded before the first byte, never executed by the browser. */
import { type Clock, conversations, type Media, type Message, messages, placeOf, type Records } from '@atalaia/storage';
import { type RequestHandler, Router } from 'express';
import { type Authorized, authorize, maySee } from '../access/permissions.ts';
import { idView } from '../api/views.ts';
import type { Audit } from '../audit/audit.ts';
import { closedParts } from '../erase/closed-parts.ts';
import { inlineExtension } from '../media-type.ts';
import { refuseShut } from '../person/refuse-shut.ts';
import { Problem } from '../problem.ts';
import { whileAllowed } from '../while-allowed.ts';
import { type ByteRange, byteRange } from './byte-range.ts';
import { actorAgain, actorOf } from './request-context.ts';
import { sendBytes } from './send-bytes.ts';

export interface MediaDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly media: Pick<Media, 'openFile'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** GET /api/messages/{id}/media, with byte ranges. */
export function mediaRoute(deps: MediaDeps): Router {
  const router = Router();
  router.get('/api/messages/:id/media', serveMedia(deps));
  return router;
}

function serveMedia(deps: MediaDeps): RequestHandler {
  return async (request, response) => {
    const authorized = authorize(actorOf(response), 'conversation:read');
    const { message, media, sealedFileKey } = await findFile(deps, authorized, request.params['id']);
    const range = byteRange(request.headers.range, media.size);
    if (range.kind === 'unsatisfiable') {
      response.status(416).set('Content-Range', `bytes */${media.size}`).end();
      return;
    }
    const bytes = await deps.media.openFile(
      placeOf(messages, message.id, 'sealedFileKey'),
      sealedFileKey,
      media.blob,
      media.size,
      range,
    );
    if (!bytes) throw absent();
    await deps.audit.record({
      chain: message.number,
      actor: authorized.actor,
      act: 'media-opened',
      subject: message.id,
      detail: { conversation: message.conversation, start: range.start, end: range.end },
    });
    response.status(range.kind === 'part' ? 206 : 200).set(headersOf(message, media, range));
    const allowed = whileAllowed(bytes, async () => {
      await findFile(deps, authorize(await actorAgain(deps, response), 'conversation:read'), message.id);
    });
    await sendBytes(allowed, response);
  };
}

/** @throws Problem `not-found`, `person-locked`, `person-restricted` if there is none that they may see now */
async function findFile(deps: MediaDeps, authorized: Authorized<'conversation:read'>, given: unknown) {
  const id = idView.safeParse(given);
  const message = id.success ? (await deps.records.get(messages, id.data))?.doc : undefined;
  if (!message || !maySee(authorized, message.number)) throw absent();
  const contact = (await deps.records.get(conversations, message.conversation))?.doc.contact ?? null;
  await refuseShut(deps, authorized.actor, [contact ?? message.author]);
  const { media, sealedFileKey } = message;
  if (!media || !sealedFileKey || (await closedParts(deps)).holdsFile(message)) throw absent();
  return { message, media, sealedFileKey };
}

function headersOf(
  { id }: Pick<Message, 'id'>,
  { type, size }: NonNullable<Message['media']>,
  range: Exclude<ByteRange, { kind: 'unsatisfiable' }>,
): Readonly<Record<string, string>> {
  const extension = inlineExtension(type);
  const name = `${id.slice(0, 8)}.${extension ?? 'bin'}`;
  return {
    'Content-Type': extension === undefined ? 'application/octet-stream' : type,
    'Content-Disposition': `${extension === undefined ? 'attachment' : 'inline'}; filename="${name}"`,
    'Content-Length': String(range.end - range.start),
    'Accept-Ranges': 'bytes',
    ...(range.kind === 'part' ? { 'Content-Range': `bytes ${range.start}-${range.end - 1}/${size}` } : {}),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}

function absent(): Problem {
  return new Problem('not-found', 'There is nothing here that you may see.');
}

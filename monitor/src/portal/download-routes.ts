/** The addresses of the download: its page, its beginning, how far it is, the file itself. */
import type { Signer } from '@atalaia/storage';
import { Router } from 'express';
import type { DownloadExport } from '../export/download.ts';
import type { Origins } from '../http/origins.ts';
import { sendBytes } from '../http/send-bytes.ts';
import { Problem } from '../problem.ts';
import type { ResumeShare } from '../share/open.ts';
import { type BeginOwnExport, beginOwnExport, downloadOwnExport, ownExport } from './download.ts';
import { downloadBody, figureOf, stateOfDownload } from './download-page.ts';
import { addressOf } from './page.ts';
import { readSession } from './session.ts';
import { show } from './visit.ts';
import type { WithLink } from './with-link.ts';

export type DownloadRoutes = BeginOwnExport &
  DownloadExport &
  ResumeShare & { readonly signer: Pick<Signer, 'fingerprint'> };

export function downloadRoutes(deps: DownloadRoutes, withLink: WithLink, origins: Origins): Router {
  const router = Router();
  router.get(
    '/my/state',
    withLink(async (visit, _request, response) => {
      const own = await ownExport(deps, visit.share);
      const { done, total } = own ?? { done: 0, total: 0 };
      response.json({ state: stateOfDownload(own), done, total, words: figureOf(visit, { done, total }) });
    }),
  );
  router.get(
    '/my/file',
    withLink(async ({ share }, request, response) => {
      const session = readSession(request.headers, origins) ?? '';
      const { fileName, size, bytes } = await downloadOwnExport(deps, share, session);
      response.set({
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Content-Length': String(size),
      });
      await sendBytes(bytes, response);
    }),
  );
  router.get(
    '/my/:language/download',
    withLink(async (visit, request, response) => {
      const own = await ownExport(deps, visit.share);
      const doubts = request.query['refused'] !== undefined;
      const body = downloadBody(visit, own, deps.signer.fingerprint, doubts);
      show(response, visit, 'download', visit.texts.download.title, body);
    }),
  );
  router.post(
    '/my/:language/download',
    withLink(async (visit, _request, response) => {
      const here = addressOf(visit.language, 'download');
      response.redirect(303, (await hasBegun(beginOwnExport(deps, visit))) ? here : `${here}?refused=1`);
    }),
  );
  return router;
}

/** False while it is not settled whether the person is one or two: the page says what to do then. */
async function hasBegun(begun: Promise<unknown>): Promise<boolean> {
  try {
    await begun;
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'doubts-open') return false;
    throw error;
  }
}

/** Sends the ZIP of a finished export: GET /api/exports/{id}/file. */
import { Router } from 'express';
import { authorize } from '../access/permissions.ts';
import { idView } from '../api/views.ts';
import { type DownloadExport, downloadExport } from '../export/download.ts';
import { Problem } from '../problem.ts';
import { actorAgain, actorOf } from './request-context.ts';
import { sendBytes } from './send-bytes.ts';

export function exportFileRoute(deps: DownloadExport): Router {
  const router = Router();
  router.get('/api/exports/:id/file', async (request, response) => {
    const authorized = authorize(actorOf(response), 'person:export');
    const id = idView.safeParse(request.params.id);
    if (!id.success) throw new Problem('not-found', 'There is nothing here that you may see.');
    const { fileName, size, bytes } = await downloadExport(deps, authorized, id.data, async () =>
      authorize(await actorAgain(deps, response), 'person:export'),
    );
    response.status(200).set({
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Content-Length': String(size),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    await sendBytes(bytes, response);
  });
  return router;
}

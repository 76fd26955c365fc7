/** Takes the bytes of an exported chat for a begun import: PUT /api/imports/{id}/file. */
import type { ImportId } from '@atalaia/storage';
import { Router } from 'express';
import { authorize } from '../access/permissions.ts';
import { idView } from '../api/views.ts';
import { type UploadDeps, uploadImportFile, uploadLimit } from '../import/upload.ts';
import { Problem } from '../problem.ts';
import { actorOf } from './request-context.ts';

/** Answers 202: the import runs by itself from there. */
export function importUploadRoute(deps: UploadDeps): Router {
  const router = Router();
  router.put('/api/imports/:id/file', async (request, response) => {
    const authorized = authorize(actorOf(response), 'import:run');
    const id = idView.safeParse(request.params.id);
    if (!id.success) throw new Problem('not-found', 'There is no such import of yours.');
    if (Number(request.headers['content-length'] ?? 0) > uploadLimit) {
      throw new Problem('file-too-large', 'The file is larger than 4 GiB; export the chat without media.');
    }
    await uploadImportFile(deps, authorized, id.data as ImportId, request);
    response.status(202).json({});
  });
  return router;
}

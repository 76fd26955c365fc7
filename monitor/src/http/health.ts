/** Whether the program lives, and whether it can work: for supervisors and load balancers. */
import { checkpoints, type Records } from '@atalaia/storage';
import { Router } from 'express';

export function healthRoutes(deps: { readonly records: Pick<Records, 'find'> }): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ kind: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    try {
      await deps.records.find(checkpoints, { index: 'byTime', limit: 1 });
      response.json({ kind: 'ready' });
    } catch {
      response.status(503).json({ kind: 'storage-failing' });
    }
  });
  return router;
}

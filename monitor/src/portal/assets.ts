/** The portal's own style, script and mark: small, read once, and nothing from anybody else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';

const types = { 'portal.css': 'text/css', 'portal.js': 'text/javascript', 'mark.svg': 'image/svg+xml' } as const;

export function portalAssets(): RequestHandler {
  const router = Router();
  for (const [name, type] of Object.entries(types)) {
    const content = readFileSync(join(import.meta.dirname, 'assets', name));
    router.get(`/${name}`, (_request, response) => {
      response.type(`${type}; charset=utf-8`).send(content);
    });
  }
  return router;
}

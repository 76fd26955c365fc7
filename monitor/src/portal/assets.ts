/** The portal's own style, script and mark: small, read once, and nothing from anybody else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';

/** What is served, and the files it is made of; styles stand in this order. */
const assets = {
  'portal.css': { type: 'text/css', files: ['colours.css', 'page.css', 'forms.css', 'chat.css'] },
  'portal.js': { type: 'text/javascript', files: ['portal.js'] },
  'mark.svg': { type: 'image/svg+xml', files: ['mark.svg'] },
} as const;

export function portalAssets(): RequestHandler {
  const router = Router();
  for (const [name, { type, files }] of Object.entries(assets)) {
    const content = Buffer.concat(files.map((file) => readFileSync(join(import.meta.dirname, 'assets', file))));
    router.get(`/${name}`, (_request, response) => {
      response.type(`${type}; charset=utf-8`).send(content);
    });
  }
  return router;
}

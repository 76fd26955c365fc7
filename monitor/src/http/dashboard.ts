/** Serves the built dashboard: its files, and its page for every address that is a screen. */
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { Problem } from '../problem.ts';
import { nonceOf } from './security-headers.ts';

/** @param folder where `npm start` built the dashboard */
export function serveDashboard(folder: string): RequestHandler[] {
  const files = express.static(folder, {
    index: false,
    dotfiles: 'ignore',
    setHeaders(response, path) {
      // Files in assets/ carry a hash of their content in their name, so they never change.
      const immutable = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (immutable) response.setHeader('Vary', 'Accept-Encoding');
      if (extname(path) !== compressed) return;
      response.type(extname(basename(path, compressed))).setHeader('Content-Encoding', 'gzip');
    },
  });
  return [
    preferCompressed(files),
    files,
    async (request, response, next) => {
      if (!['GET', 'HEAD'].includes(request.method) || basename(request.path).includes('.')) return next();
      const page = await readPage(folder);
      response
        .set('Cache-Control', 'no-store')
        .type('html')
        .send(page.replaceAll('__CSP_NONCE__', nonceOf(response)));
    },
  ];
}

/** The build leaves a compressed copy with this ending beside each script and style. */
const compressed = '.gz';

function preferCompressed(files: RequestHandler): RequestHandler {
  return (request, response, next) => {
    const { url } = request;
    if (!/^\/assets\/[^/?]+\.(js|css)$/.test(url) || !request.acceptsEncodings('gzip')) return next();
    request.url = `${url}${compressed}`;
    return files(request, response, (error?: unknown) => {
      request.url = url;
      next(error);
    });
  };
}

async function readPage(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8');
  } catch (cause) {
    throw new Problem('not-found', 'The dashboard is not built. Start the program with npm start.', { cause });
  }
}

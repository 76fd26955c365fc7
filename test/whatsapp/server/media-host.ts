/** The HTTPS host that keeps encrypted media: it sees ciphertext only, as WhatsApp's does. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './self-signed.ts';
import type { MediaHost } from './types.ts';

const loopback = '127.0.0.1';

export interface OpenMediaHost extends MediaHost, AsyncDisposable {}

/** Starts on a free loopback port. */
export async function openMediaHost(): Promise<OpenMediaHost> {
  const files = new Map<string, Buffer>();
  const { certificate, privateKey } = selfSigned(loopback);
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    answer(files, host, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  const host = `${loopback}:${(server.address() as AddressInfo).port}`;
  return {
    host,
    ca: certificate,
    expire: (path) => void files.delete(path),
    expireAll: () => files.clear(),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  files: Map<string, Buffer>,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', `https://${host}`).pathname;
  if (request.method === 'POST') {
    files.set(path, await read(request));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: `https://${host}${path}`, direct_path: path }));
    return;
  }
  const file = files.get(path);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined) {
    response.end(file);
    return;
  }
  const end = to === '' || to === undefined ? file.length : Math.min(Number(to) + 1, file.length);
  response.writeHead(206, { 'content-range': `bytes ${from}-${end - 1}/${file.length}` });
  response.end(file.subarray(Number(from), end));
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

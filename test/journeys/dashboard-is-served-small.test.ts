/** The dashboard's files come compressed to browsers that take it, as they are to others, and are kept for ever only where their name says so. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveDashboard } from '../../monitor/src/http/dashboard.ts';

const script = `console.log('${'vigia '.repeat(1000)}');`;
const folder = mkdtempSync(join(tmpdir(), 'atalaia-dashboard-'));
const server = createServer(express().use(serveDashboard(folder)));

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'theme.js'), script);
  writeFileSync(join(folder, 'assets/page-a1.js'), script);
  writeFileSync(join(folder, 'assets/page-a1.js.gz'), gzipSync(script));
  writeFileSync(join(folder, 'assets/bare-b2.js'), script);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** As the bytes come: `fetch` would unpack them. */
async function ask(path: string, encoding: string) {
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, path, headers: { 'accept-encoding': encoding } }).end();
  const [answer] = await once(asked, 'response');
  return { headers: answer.headers as Record<string, string>, bytes: await buffer(answer) };
}

it('a browser that takes gzip gets the compressed copy, with the type of the script', async () => {
  const { headers, bytes } = await ask('/assets/page-a1.js', 'gzip, deflate, br');
  expect(headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  expect(bytes.length).toBeLessThan(script.length / 10);
  expect(gunzipSync(bytes).toString()).toBe(script);
});

it.each([
  ['/assets/page-a1.js', 'identity'],
  ['/assets/bare-b2.js', 'gzip'],
  ['/theme.js', 'gzip'],
])('%s comes as it is to a browser that takes %s', async (path, encoding) => {
  const { headers, bytes } = await ask(path, encoding);
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(bytes.toString()).toBe(script);
});

it('a file without a hash in its name is asked for again', async () => {
  expect((await ask('/theme.js', 'gzip')).headers['cache-control']).toBe('no-cache');
});

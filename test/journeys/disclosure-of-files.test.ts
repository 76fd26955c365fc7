/** Kept files are handed out only to those who may see them, recorded first, and never run in the browser. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { auditEntries } from '@atalaia/storage';
import express from 'express';
import { expect, test } from 'vitest';
import type { Actor } from '../../monitor/src/access/actor.ts';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { mediaRoute } from '../../monitor/src/http/media.ts';
import { Problem } from '../../monitor/src/problem.ts';
import { type Archive, openArchive, user } from './archive.ts';

/** A PNG of one pixel, and then bytes that make it longer than two sealed segments. */
const png = Buffer.concat([
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
  Buffer.from(Array.from({ length: 150_000 }, (_, k) => (k * 7 + (k >> 8)) % 251)),
]);

/** The first page of an Ogg stream as WhatsApp writes it: 16 kHz, one channel. */
const voiceNote = Buffer.concat([
  Buffer.from('4f67675300020000000000000000070000000000000000000000', 'hex'),
  Buffer.from([1, 19]),
  Buffer.from('OpusHead'),
  Buffer.from('01013801803e0000000000', 'hex'),
]);

async function withFiles(archive: Archive) {
  const number = await archive.addNumber('+5511912340001');
  const marina = await archive.addPerson('Marina', 'contact', number);
  const chat = await archive.addChat(number, marina, [marina]);
  const keep = (name: string, bytes: Buffer) =>
    archive.say(chat, marina, '', { kind: 'document', file: { name, open: async () => inTwo(bytes) } });
  const page = Buffer.from('<html><script>alert(1)</script></html>');
  return { number, chat, image: await keep('foto.png', png), page: await keep('marina.png', page) };
}

async function* inTwo(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 10);
  yield bytes.subarray(10);
}

/** The route alone, behind a door that lets `actor` in. */
async function serve(archive: Archive, actor: Actor) {
  const app = express();
  app.use((_request, response, next) => {
    response.locals['context'] = { actor };
    next();
  });
  app.use(mediaRoute(archive.deps));
  app.use(((error, _request, response, _next) => {
    response.status(error instanceof Problem ? error.status : 500).end();
  }) as express.ErrorRequestHandler);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    get: (message: string, range?: string) =>
      fetch(
        `http://127.0.0.1:${port}/api/messages/${message}/media`,
        range === undefined ? {} : { headers: { range } },
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test('an image is shown as what its bytes are, whole or in ranges', async () => {
  await using archive = await openArchive();
  const { image, number } = await withFiles(archive);
  await using door = await serve(archive, user('gil', ['manager'], [number]));
  const whole = await door.get(image);
  expect(whole.status).toBe(200);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(Buffer.from(await whole.arrayBuffer()).equals(png)).toBe(true);
  for (const [range, start, end] of [
    ['bytes=0-9', 0, 10],
    ['bytes=65530-65545', 65_530, 65_546],
    [`bytes=${png.length - 5}-`, png.length - 5, png.length],
    ['bytes=-7', png.length - 7, png.length],
    ['bytes=0-99999999', 0, png.length],
  ] as const) {
    const part = await door.get(image, range);
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${png.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(png.subarray(start, end))).toBe(true);
  }
  expect((await door.get(image, `bytes=${png.length}-`)).status).toBe(416);
  expect((await door.get(image, 'bytes=1-2,4-5')).status).toBe(200);
});

test('a voice note is played where it is: its type carries a codec', async () => {
  await using archive = await openArchive();
  const { chat, number } = await withFiles(archive);
  const note = await archive.say(chat, null, '', {
    kind: 'audio',
    file: { name: 'PTT-20260304-WA0001.opus', open: async () => inTwo(voiceNote) },
  });
  const gil = user('gil', ['manager'], [number]);
  const { messages } = await readConversation(archive.deps, authorize(gil, 'conversation:read'), { id: chat });
  expect(messages.find(({ id }) => id === note)?.media).toMatchObject({
    type: 'audio/ogg; codecs=opus',
    shownInline: true,
  });
  expect(messages.filter(({ media }) => media?.shownInline).length).toBe(2);
  await using door = await serve(archive, gil);
  const answer = await door.get(note);
  expect(answer.headers.get('content-type')).toBe('audio/ogg; codecs=opus');
  expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="[\w-]{8}\.ogg"$/);
});

test('a page that calls itself an image comes as a download without a type', async () => {
  await using archive = await openArchive();
  const { page, number } = await withFiles(archive);
  await using door = await serve(archive, user('gil', ['manager'], [number]));
  const answer = await door.get(page);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]{8}\.bin"$/);
});

test('each opening is recorded first; who may not see it gets nothing', async () => {
  await using archive = await openArchive();
  const { image, number } = await withFiles(archive);
  const other = await archive.addNumber('+5511912340002');
  await using stranger = await serve(archive, user('rita', ['manager'], [other]));
  expect((await stranger.get(image)).status).toBe(404);
  await using administrator = await serve(archive, user('ana', ['administrator'], null));
  expect((await administrator.get(image)).status).toBe(403);
  await using door = await serve(archive, user('gil', ['manager'], [number]));
  expect((await door.get('not-a-message-of-this-archive')).status).toBe(404);
  expect((await door.get('..%2f..%2fkeys')).status).toBe(404);
  expect(await archive.acts(number)).not.toContain('media-opened');
  await (await door.get(image)).arrayBuffer();
  const page = await archive.deps.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: image },
    limit: 9,
  });
  expect(page.items.map(({ doc }) => [doc.act, doc.actor])).toEqual([['media-opened', 'user:user-of-the-test-gil']]);
});

/** A chat uploaded in the browser: sealed while it arrives, run by itself, seen only by those who may. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportView } from '../../monitor/src/api/index.ts';
import { asAndroidText, asZip, insuranceChat, picture } from '../fixtures/chats.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { type Browser, type Served, servedApp } from '../fixtures/served-app.ts';

const statement = {
  number: '+5511912345678',
  basis: 'exercise-of-rights',
  fileName: 'Conversa do WhatsApp com Otávio Quaresma.txt',
};

async function begin(browser: Browser, more: object = {}): Promise<ImportView> {
  const answer = await browser.call('POST', '/api/imports', { ...statement, ...more });
  expect(answer.status).toBe(200);
  return answer.body as ImportView;
}

function upload(served: Served, browser: Browser, id: string, content: Uint8Array | string): Promise<Response> {
  return fetch(`${served.url}/api/imports/${id}/file`, {
    method: 'PUT',
    headers: { cookie: browser.cookie, origin: served.url, 'content-type': 'application/octet-stream' },
    body: Buffer.from(content),
  });
}

/** Resolves when the import has ended, by its live event. */
function ended(served: Served, id: string): Promise<void> {
  return new Promise((resolve) => {
    served.app.feed.subscribe((event) => {
      const state = event.fields?.['state'];
      if (event.id === id && (state === 'done' || state === 'refused')) resolve();
    });
  });
}

test('the file runs by itself, its counts are shown, and nothing of the upload stays', async () => {
  await using served = await servedApp(noRules);
  const administrator = await served.administrator();
  const begun = await begin(administrator);
  expect(begun).toMatchObject({ state: 'waiting', done: 0, total: null, number: { phone: '+5511912345678' } });
  const end = ended(served, begun.id);
  const told: unknown[] = [];
  served.app.feed.subscribe(({ kind, fields }) => {
    if (kind === 'import-progress') told.push(fields);
  });
  expect((await upload(served, administrator, begun.id, asAndroidText(insuranceChat))).status).toBe(202);
  await end;
  // Before anything is stored the file is read through: it runs, and how much there is to do is not known yet.
  expect(told[0]).toEqual({ state: 'running', done: 0 });
  const { body } = await administrator.call('GET', `/api/imports/${begun.id}`);
  expect(body).toMatchObject({ state: 'done', done: 7, total: 7, counts: { stored: 7 }, problem: null });
  expect((await upload(served, administrator, begun.id, 'again')).status).toBe(409);
});

test('a refused file is told with its line, and not by its name: that is the contact’s', async () => {
  await using served = await servedApp(noRules);
  const administrator = await served.administrator();
  const begun = await begin(administrator);
  const end = ended(served, begun.id);
  await upload(served, administrator, begun.id, 'isto não é uma conversa');
  await end;
  const { body } = await administrator.call('GET', `/api/imports/${begun.id}`);
  expect(body).toMatchObject({ state: 'refused', problem: { sentence: expect.stringMatching(/^line 1: /) } });
  expect(JSON.stringify(body)).not.toContain('Quaresma');
});

test('only who began an import may give it its file, and only people of the number see it', async () => {
  await using served = await servedApp(noRules);
  const administrator = await served.administrator();
  const begun = await begin(administrator);
  const manager = await served.invited(administrator, 'mia@example.com', ['manager'], []);
  expect((await upload(served, manager, begun.id, 'x')).status).toBe(404);
  expect((await manager.call('GET', `/api/imports/${begun.id}`)).status).toBe(404);
  expect((await manager.call('GET', '/api/imports')).body).toEqual({ imports: [], next: null });
  expect((await manager.call('POST', '/api/imports', statement)).status).toBe(404);
  const auditor = await served.invited(administrator, 'aud@example.com', ['auditor']);
  expect((await auditor.call('POST', '/api/imports', statement)).status).toBe(403);
});

test('while it waits, no byte of the file lies in clear in the data folder', async () => {
  await using served = await servedApp(noRules);
  const administrator = await served.administrator();
  const begun = await begin(administrator, { fileName: 'Conversa do WhatsApp com Otávio Quaresma.zip' });
  const photo = picture(300_000, 11);
  const zip = await asZip({
    'Conversa do WhatsApp com Otávio Quaresma.txt': asAndroidText(insuranceChat),
    'a.jpg': photo,
  });
  const seen = new Promise<Buffer>((resolve) => {
    served.app.feed.subscribe(({ kind }) => {
      if (kind === 'import-progress') resolve(everyByte(served.dataDir));
    });
  });
  await upload(served, administrator, begun.id, zip);
  const bytes = await seen;
  const told = [photo.subarray(50_000, 50_032), Buffer.from('frigorífico'), Buffer.from('Quaresma')];
  expect(told.map((part) => bytes.includes(part))).toEqual([false, false, false]);

  // The same hunt finds what does lie there in clear: the import's id, and each of the words in a plain copy of the file.
  expect(bytes.includes(begun.id)).toBe(true);
  expect(bytes.length).toBeGreaterThan(photo.length);
  writeFileSync(join(served.dataDir, 'plain'), Buffer.concat([photo, Buffer.from(asAndroidText(insuranceChat))]));
  const withCopy = everyByte(served.dataDir);
  expect(told.map((part) => withCopy.includes(part))).toEqual([true, true, true]);
});

function everyByte(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  return Buffer.concat(files.map((path) => readFileSync(path)));
}

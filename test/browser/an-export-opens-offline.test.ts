/** A person's export in a real browser, from disk: three languages, no network, accessible, nothing runs; its own page names what was altered. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import type { Language } from '@atalaia/storage';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ExportedArchive, exportedArchive, traps } from '../fixtures/exported-archive.ts';
import { filesIn } from '../fixtures/zip-regions.ts';
import { openBrowser } from './chromium.ts';
import { violations, violationsEverywhere } from './violations.ts';

let here: ExportedArchive;
let browser: Browser;
let context: BrowserContext;
const home = mkdtempSync(join(tmpdir(), 'atalaia-offline-'));
/** Whatever a page asked for that is not a file on disk. */
const asked: string[] = [];
const problems: string[] = [];

beforeAll(async () => {
  here = await exportedArchive();
  browser = await openBrowser();
  context = await browser.newContext({ offline: true });
  context.on('request', (request) => {
    if (!request.url().startsWith('file:')) asked.push(request.url());
  });
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await here?.[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

/** Unpacked into a folder of its own, and opened. */
async function opened(language: Language): Promise<{ readonly page: Page; readonly zip: Buffer; readonly at: string }> {
  const zip = await here.zipOf(here.carla, language);
  const folder = join(home, language);
  for (const [name, bytes] of filesIn(zip, inflateRawSync)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  return { page, zip, at: folder };
}

it.for([
  ['pt-BR', 'Seus dados pessoais', 'Conversas', 'março de 2026', 'Página seguinte'],
  ['en', 'Your personal data', 'Conversations', 'March 2026', 'Later page'],
  ['es', 'Sus datos personales', 'Conversaciones', 'marzo de 2026', 'Página siguiente'],
] as const)(
  'in %s it reads like the chat it was',
  { timeout: 60_000 },
  async ([language, title, chats, march, later]) => {
    const { page } = await opened(language);
    await expect(page.title()).resolves.toBe(title);
    await page.getByRole('heading', { name: chats, exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('link', { name: march }).first().click();
    await page.getByText('Preciso da segunda via do boleto.').waitFor();
    await page.getByText(traps.text).waitFor();
    const picture = page.locator('img');
    await picture.scrollIntoViewIfNeeded();
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1);
    expect(await page.title()).not.toBe('owned');
    expect(await (language === 'pt-BR' ? violationsEverywhere(page) : violations(page))).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    await page.getByRole('link', { name: later }).click();
    await page.getByText('Em abril volto.').waitFor();
    await page.close();
    expect(asked).toEqual([]);
    expect(problems).toEqual([]);
  },
);

it('its own page accepts the ZIP and names the file that was altered by a byte', async () => {
  const { page, zip, at } = await opened('en');
  await page.goto(pathToFileURL(join(at, 'verify.html')).href);
  const verdict = page.locator('#verdict');
  const whole = join(home, 'whole.zip');
  writeFileSync(whole, zip);
  await page.getByLabel('Choose the ZIP:').setInputFiles(whole);
  await page.locator('#verdict[data-verdict="consistent"]').waitFor();
  expect(await verdict.textContent()).toContain(here.archive.deps.signer.fingerprint);

  const altered = Buffer.from(zip);
  const place = altered.indexOf('chats/1/2026-04.html') + 40;
  altered[place] = (altered[place] ?? 0) ^ 1;
  const other = join(home, 'altered.zip');
  writeFileSync(other, altered);
  await page.getByLabel('Choose the ZIP:').setInputFiles(other);
  await page.locator('#verdict[data-verdict="altered"]').waitFor();
  expect(await verdict.textContent()).toBe('ALTERED: chats/1/2026-04.html');
  expect(await violations(page)).toEqual([]);
  await page.close();
  expect(asked).toEqual([]);
}, 60_000);

/** A served program with an administrator and two managers, each at a screen of their own. */

import { randomInt, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { asAndroidText, asZip, insuranceChat, type Line, picture } from '../fixtures/chats.ts';
import { type Caller, firstAdministrator, invited } from '../program/sign-in.ts';
import { type Folders, freshFolders, type Program, startProgram } from '../program/start-program.ts';
import { openBrowser } from './chromium.ts';

export interface Desk extends AsyncDisposable {
  readonly program: Program;
  readonly folders: Folders;
  readonly browser: Browser;
  readonly administrator: Caller;
  /** Opens a signed-in page as the caller, in their own browser profile. */
  screen(caller: Caller, options?: ScreenOptions): Promise<Page>;
  /** Writes an exported chat with a contact of that name (without lines: the insurance chat with a picture) and answers its path. */
  chatFile(contact: string, lines?: readonly Line[]): Promise<string>;
}

export interface ScreenOptions {
  readonly language?: 'pt-BR' | 'en' | 'es';
  readonly dark?: boolean;
  /** IANA; the machine's if absent. */
  readonly zone?: string;
  readonly width?: number;
  readonly height?: number;
}

export async function openDesk(): Promise<Desk> {
  await using opening = new AsyncDisposableStack();
  const folders = opening.use(freshFolders());
  const program = opening.use(await startProgram(folders));
  const browser = await openBrowser();
  opening.defer(() => browser.close());
  const administrator = await firstAdministrator(program);
  const held = opening.move();
  return {
    program,
    folders,
    browser,
    administrator,
    screen: (caller, options) => signedInPage(browser, program, caller, options),
    async chatFile(contact, lines) {
      const path = join(folders.home, `${contact}.zip`);
      const text = lines === undefined ? `${asAndroidText(insuranceChat)}${pictureLine}` : asAndroidText(lines);
      const files = { [`Conversa do WhatsApp com ${contact}.txt`]: text };
      writeFileSync(path, await asZip(lines === undefined ? { ...files, [pictureName]: picture(4096, 7) } : files));
      return path;
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

const pictureName = 'IMG-20260309-WA0001.jpg';
const pictureLine = `09/03/2026 17:44 - Otávio Quaresma: ${pictureName} (arquivo anexado)\n`;

/** A page with the caller's session. */
export async function signedInPage(
  browser: Browser,
  program: Pick<Program, 'url'>,
  caller: Pick<Caller, 'cookie'>,
  options: ScreenOptions = {},
): Promise<Page> {
  const page = await strangersPage(browser, options);
  const [name = '', value = ''] = caller.cookie.split('=');
  await page.context().addCookies([{ name, value, url: program.url }]);
  return page;
}

/** A page in a browser profile of its own, without a session; it fails the test if the page reports an error. */
export async function strangersPage(browser: Browser, options: ScreenOptions = {}): Promise<Page> {
  const { language = 'pt-BR', dark = false, width = 1280, height = 800, zone } = options;
  const context = await browser.newContext({
    locale: language,
    ...(zone !== undefined && { timezoneId: zone }),
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    viewport: { width, height },
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

/** A manager, of all numbers or of some; nobody else has their address, so that a test that is tried again can invite them again. */
export function manager(
  desk: Pick<Desk, 'program' | 'administrator'>,
  name: string,
  numbers?: readonly string[],
): Promise<Caller> {
  return invited(desk.program, desk.administrator, {
    email: ownAddress(name),
    name,
    roles: ['manager'],
    ...(numbers && { numbers }),
  });
}

/** An e-mail address that nobody else has. */
export function ownAddress(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}.${randomUUID()}@example.com`;
}

/** A company's number in São Paulo that no chat was brought in for. */
export function ownPhone(): string {
  return `+55119${randomInt(10_000_000, 100_000_000)}`;
}

/** axe finds no serious violation on any page, light and dark, wide and on a phone (WCAG 2.2 AA). */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, invited } from '../program/sign-in.ts';
import { atalaia } from '../program/start-program.ts';
import { type Desk, manager, openDesk } from './desk.ts';
import { violations } from './violations.ts';

const forManagers = [
  '/alerts',
  '/conversations',
  '/search',
  '/imports',
  '/people',
  '/terms',
  '/rules',
  '/rules/off-channel/personal-number',
  '/lab/write',
  '/lab/replays',
  '/lab/versions',
  '/lab/budget',
  '/numbers',
  '/settings',
] as const;
const forAdministrators = ['/users', '/imports', '/rules', '/numbers'] as const;
const forAuditors = ['/audit'] as const;
const forNobody = ['/sign-in', '/setup', '/invitation', '/acknowledge', '/nowhere'] as const;
const ofOneNumber = ['', '/link', '/capture', '/notices', '/roster'] as const;

describe.each([
  { dark: false, width: 1280 },
  { dark: true, width: 1280 },
  { dark: false, width: 390 },
  { dark: true, width: 390 },
])('pages with dark=$dark at $width pixels', ({ dark, width }) => {
  let desk: Desk;
  let mauro: Caller;
  beforeAll(async () => {
    desk = await openDesk();
    mauro = await manager(desk, 'Mauro Gestor');
    const path = await desk.chatFile('Otávio Quaresma');
    const outcome = await atalaia(desk.folders, [
      'import',
      path,
      '--number',
      '+5511912345678',
      '--basis',
      'contract',
      '--json',
    ]);
    expect(outcome.status).toBe(0);
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it('have no serious violation for managers', async () => {
    const page = await desk.screen(mauro, { dark, width });
    for (const path of forManagers) expect(await violationsAt(page, `${desk.program.url}${path}`), path).toEqual([]);
  });

  it('have no serious violation for whoever sets a number up', async () => {
    const { body } = await desk.administrator.call('GET', '/numbers');
    const number = (body as { numbers: { id: string }[] }).numbers[0]?.id;
    const diana = await invited(desk.program, desk.administrator, {
      email: 'diana@example.com',
      name: 'Diana',
      roles: ['dpo'],
    });
    const looks = [
      [diana, ofOneNumber],
      [desk.administrator, ['/link']],
    ] as const;
    for (const [person, paths] of looks) {
      const page = await desk.screen(person, { dark, width });
      for (const path of paths) {
        expect(await violationsAt(page, `${desk.program.url}/numbers/${number}${path}`), path).toEqual([]);
      }
    }
  });

  it('have no serious violation for administrators and auditors', async () => {
    const administrator = await desk.screen(desk.administrator, { dark, width });
    for (const path of forAdministrators)
      expect(await violationsAt(administrator, `${desk.program.url}${path}`), path).toEqual([]);
    const aurora = await invited(desk.program, desk.administrator, {
      email: 'aurora@example.com',
      name: 'Aurora',
      roles: ['auditor'],
    });
    const auditor = await desk.screen(aurora, { dark, width });
    for (const path of forAuditors) expect(await violationsAt(auditor, `${desk.program.url}${path}`), path).toEqual([]);
  });

  it('have no serious violation before anybody signs in', async () => {
    const context = await desk.browser.newContext({
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    for (const path of forNobody) expect(await violationsAt(page, `${desk.program.url}${path}`), path).toEqual([]);
  });

  it('have no serious violation with an alert, its reasons, a dialog or a file open', async () => {
    const page = await desk.screen(mauro, { dark, width });
    await page.goto(`${desk.program.url}/alerts`);
    await page.locator('.queue-link').first().click();
    await page.locator('mark.hit').first().waitFor({ state: 'attached' });
    expect(await violations(page), 'alert').toEqual([]);
    await page.keyboard.press('d');
    await page.getByRole('button', { name: /Falso positivo/ }).waitFor();
    expect(await violations(page), 'reasons').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page), 'keys').toEqual([]);
    await page.goto(`${desk.program.url}/imports`);
    await page.locator('input[type=file]').setInputFiles(await desk.chatFile('Outra Pessoa'));
    await page.getByRole('button', { name: 'Importar', exact: true }).click();
    expect(await violations(page), 'import form with errors').toEqual([]);
  });
});

async function violationsAt(page: Page, url: string): Promise<readonly string[]> {
  await page.goto(url);
  await page.locator('h1, .state-title').first().waitFor();
  return violations(page);
}

/** axe finds no serious violation on any page, dark on a phone and light on a desk (WCAG 2.2 AA). */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, invited } from '../program/sign-in.ts';
import { atalaia } from '../program/start-program.ts';
import { type Desk, manager, openDesk, strangersPage } from './desk.ts';
import { violationsEverywhere } from './violations.ts';

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
const forDpos = ['/requests', '/erasures', '/holds', '/retention', '/company'] as const;
const forNobody = ['/sign-in', '/setup', '/invitation', '/acknowledge', '/nowhere'] as const;
const ofOneNumber = ['', '/link', '/capture', '/notices', '/roster'] as const;

describe('dark on a phone and light on a desk, pages', () => {
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
    const page = await desk.screen(mauro);
    for (const path of forManagers) expect(await violationsAt(page, `${desk.program.url}${path}`), path).toEqual([]);
  });

  it('have no serious violation for dpos and whoever links a number', async () => {
    const { body } = await desk.administrator.call('GET', '/numbers');
    const number = (body as { numbers: { id: string }[] }).numbers[0]?.id;
    const diana = await invited(desk.program, desk.administrator, {
      email: 'diana@example.com',
      name: 'Diana',
      roles: ['dpo'],
    });
    const numbersPages = (paths: readonly string[]) => paths.map((path) => `/numbers/${number}${path}`);
    const looks = [
      [diana, [...numbersPages(ofOneNumber), ...forDpos]],
      [desk.administrator, numbersPages(['/link'])],
    ] as const;
    for (const [person, paths] of looks) {
      const page = await desk.screen(person);
      for (const path of paths) {
        expect(await violationsAt(page, `${desk.program.url}${path}`), path).toEqual([]);
      }
    }
  });

  it('have no serious violation for administrators and auditors', async () => {
    const administrator = await desk.screen(desk.administrator);
    for (const path of forAdministrators)
      expect(await violationsAt(administrator, `${desk.program.url}${path}`), path).toEqual([]);
    const aurora = await invited(desk.program, desk.administrator, {
      email: 'aurora@example.com',
      name: 'Aurora',
      roles: ['auditor'],
    });
    const auditor = await desk.screen(aurora);
    for (const path of forAuditors) expect(await violationsAt(auditor, `${desk.program.url}${path}`), path).toEqual([]);
  });

  it('have no serious violation before anybody signs in', async () => {
    const page = await strangersPage(desk.browser);
    for (const path of forNobody) expect(await violationsAt(page, `${desk.program.url}${path}`), path).toEqual([]);
  });

  it('have no serious violation with an alert, its reasons, a dialog or a file open', async () => {
    const page = await desk.screen(mauro);
    await page.goto(`${desk.program.url}/alerts`);
    await page.locator('.queue-link').first().click();
    await page.locator('mark.hit').first().waitFor({ state: 'attached' });
    expect(await violationsEverywhere(page), 'alert').toEqual([]);
    await page.keyboard.press('d');
    await page.getByRole('button', { name: /Falso positivo/ }).waitFor();
    expect(await violationsEverywhere(page), 'reasons').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await violationsEverywhere(page), 'keys').toEqual([]);
    await page.goto(`${desk.program.url}/imports`);
    await page.locator('input[type=file]').setInputFiles(await desk.chatFile('Outra Pessoa'));
    await page.getByRole('button', { name: 'Importar', exact: true }).click();
    expect(await violationsEverywhere(page), 'import form with errors').toEqual([]);
  });
});

async function violationsAt(page: Page, url: string): Promise<readonly string[]> {
  await page.goto(url);
  await page.locator('h1, .state-title').first().waitFor();
  return violationsEverywhere(page);
}

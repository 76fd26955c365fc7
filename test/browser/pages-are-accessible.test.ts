/** axe finds no serious violation on any page, dark on a phone and light on a desk (WCAG 2.2 AA). */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invited } from '../program/sign-in.ts';
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
const forAdministrators = ['/users', '/imports', '/rules', '/numbers', '/numbers/:number/link'] as const;
const forAuditors = ['/audit'] as const;
const forDpos = [
  '/requests',
  '/erasures',
  '/holds',
  '/retention',
  '/company',
  '/numbers/:number',
  '/numbers/:number/link',
  '/numbers/:number/capture',
  '/numbers/:number/notices',
  '/numbers/:number/roster',
] as const;
const forNobody = ['/sign-in', '/setup', '/invitation', '/acknowledge', '/nowhere'] as const;

describe('dark on a phone and light on a desk, pages', () => {
  let desk: Desk;
  /** One screen for each role: what a browser knows of the program already it need not load again for each page. */
  let screens: Readonly<Record<'manager' | 'dpo' | 'auditor' | 'administrator', Page>>;
  let number: string;
  beforeAll(async () => {
    desk = await openDesk();
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
    screens = {
      manager: await desk.screen(await manager(desk, 'Mauro Gestor')),
      dpo: await desk.screen(await invitedAs('dpo')),
      auditor: await desk.screen(await invitedAs('auditor')),
      administrator: await desk.screen(desk.administrator),
    };
    const { body } = await desk.administrator.call('GET', '/numbers');
    number = (body as { numbers: { id: string }[] }).numbers[0]?.id ?? '';
  });
  const invitedAs = (role: 'dpo' | 'auditor') =>
    invited(desk.program, desk.administrator, { email: `${role}@example.com`, name: 'Diana', roles: [role] });
  afterAll(() => desk[Symbol.asyncDispose]());

  it.each(forManagers)('have no serious violation for managers: %s', (path) => expectNone('manager', path));
  it.each(forDpos)('have no serious violation for dpos: %s', (path) => expectNone('dpo', path));
  it.each(forAdministrators)('have no serious violation for administrators: %s', (path) =>
    expectNone('administrator', path),
  );
  it.each(forAuditors)('have no serious violation for auditors: %s', (path) => expectNone('auditor', path));

  async function expectNone(role: keyof typeof screens, path: string): Promise<void> {
    const url = `${desk.program.url}${path.replace(':number', number)}`;
    expect(await violationsAt(screens[role], url)).toEqual([]);
  }

  it('have no serious violation before anybody signs in', async () => {
    const page = await strangersPage(desk.browser);
    for (const path of forNobody) expect(await violationsAt(page, `${desk.program.url}${path}`), path).toEqual([]);
  });

  it('have no serious violation with an alert, its reasons, a dialog or a file open', async () => {
    const page = screens.manager;
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

/** The buttons of the demo's control page work in a real browser, and for no other page of it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { openControlPage } from '../demo/control-page.ts';
import { controlTexts } from '../demo/control-texts.ts';
import { type TroubleName, troubleNames } from '../demo/trouble.ts';
import { openBrowser } from './chromium.ts';

it('every button of the demo causes its trouble, and says so', async () => {
  const caused: TroubleName[] = [];
  await using page = await openControlPage({
    troubles: { cause: async (trouble) => void caused.push(trouble) },
    links: Object.fromEntries(Object.keys(controlTexts.en.roles).map((role) => [role, 'http://localhost:1/'])) as never,
    dashboard: 'http://localhost:1/',
    language: 'en',
    reportFault: (fault) => expect.unreachable(String(fault)),
  });
  await using browser = await openBrowser();
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(page.url);
  for (const name of troubleNames) {
    await tab.getByRole('button', { name: controlTexts.en.troubles[name].label, exact: true }).click();
    await tab.getByRole('status').filter({ hasText: controlTexts.en.troubles[name].done }).waitFor();
  }
  expect(caused).toEqual([...troubleNames]);
  const { violations } = await new AxeBuilder({ page: tab }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

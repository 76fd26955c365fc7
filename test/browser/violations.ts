/** What axe has against a page (WCAG 2.2 AA); the page is looked at once nothing of it is on its way any more. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Serious and critical findings, with the places they were found at. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  const { violations: found } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    // No page of ours has frames: without them nothing need be put together in a second page, which takes three times as long.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The same wide and light, and dark on a phone, and whether a page inside the shell ends with the window; the page is left wide and light. */
export async function violationsEverywhere(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [colorScheme, width] of [
    ['dark', 390],
    ['light', 1280],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const here = [...(await violations(page)), ...(await blankBelow(page))];
    found.push(...here.map((one) => `${colorScheme}, ${width} pixels: ${one}`));
  }
  return found;
}

/** Inside the shell only the page scrolls: a document that is higher than the window scrolls into blank. */
async function blankBelow(page: Page): Promise<readonly string[]> {
  const pixels = await page.evaluate(() =>
    document.querySelector('.shell') ? document.documentElement.scrollHeight - window.innerHeight : 0,
  );
  return pixels > 0 ? [`the document is ${pixels} pixels higher than the window`] : [];
}

/** Revealed names are masked again after ten minutes of the server's time, whatever the reader's clock says, and nothing is read for it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, invited } from '../program/sign-in.ts';
import { atalaia } from '../program/start-program.ts';
import { type Desk, manager, openDesk, ownAddress } from './desk.ts';

const hour = 3_600_000;
const tenMinutes = 10 * 60_000;

let desk: Desk;
let auditor: Caller;
beforeAll(async () => {
  desk = await openDesk();
  const file = await desk.chatFile('Otávio Quaresma');
  const outcome = await atalaia(desk.folders, ['import', file, '--number', '+5511912345678', '--basis', 'contract']);
  expect(outcome).toMatchObject({ status: 0 });
  const aurora = { email: ownAddress('Aurora'), name: 'Aurora', roles: ['auditor'] };
  auditor = await invited(desk.program, desk.administrator, aurora);
});
afterAll(() => desk[Symbol.asyncDispose]());

const readings = async () => {
  const { entries } = (await auditor.call('GET', '/audit?limit=200')).body as { entries: { act: string }[] };
  return entries.filter(({ act }) => act === 'alert-read').length;
};

/** The alert with its names shown, at the screen of a manager who has seen none before. */
async function revealedAt(offset: number): Promise<Page> {
  const page = await desk.screen(await manager(desk, 'Mauro Gestor'));
  await page.clock.install({ time: Date.now() + offset });
  await page.goto(`${desk.program.url}/alerts`);
  await page.locator('.queue-link').first().click();
  await page.locator('mark.hit').first().waitFor();
  await page.keyboard.press('r');
  await page.getByRole('button', { name: /Julgar o alerta/ }).click();
  await page.getByText('Quaresma').first().waitFor();
  return page;
}

const named = (page: Page) => page.getByText('Quaresma').count();

describe.each([
  { clock: 'an hour slow', offset: -hour },
  { clock: 'an hour fast', offset: hour },
])('on a computer whose clock is $clock', ({ offset }) => {
  it('shows the masked page again', async () => {
    const page = await revealedAt(offset);
    await expect.poll(() => page.locator('.reveal-countdown').innerText()).toMatch(/\b(10:00|9:\d\d)\b/);
    const before = await readings();
    await page.clock.fastForward(tenMinutes - 60_000);
    expect(await named(page)).toBeGreaterThan(0);
    await page.clock.fastForward(61_000);
    await page.locator('.reveal-countdown').waitFor({ state: 'detached' });
    await page.locator('mark.hit').first().waitFor();
    await expect.poll(() => named(page)).toBe(0);
    expect(await readings()).toBe(before);
  });

  it('closes an alert that was opened with its names, since reading it again would be recorded', async () => {
    const page = await revealedAt(offset);
    await page.reload();
    await page.getByRole('button', { name: /Abrir alerta/ }).click();
    await page.getByText('Quaresma').first().waitFor();
    const before = await readings();
    await page.clock.fastForward(tenMinutes + 1000);
    await page.getByRole('button', { name: /Abrir alerta/ }).waitFor();
    await expect.poll(() => named(page)).toBe(0);
    expect(await readings()).toBe(before);
  });
});

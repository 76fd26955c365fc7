/** Revealed names are masked again after ten minutes of the server's time, whatever the reader's clock says, and nothing is read for it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, invited } from '../program/sign-in.ts';
import { atalaia } from '../program/start-program.ts';
import { type Desk, manager, openDesk } from './desk.ts';

const hour = 3_600_000;

describe.each([
  { clock: 'an hour slow', offset: -hour },
  { clock: 'an hour fast', offset: hour },
])('on a computer whose clock is $clock', ({ offset }) => {
  let desk: Desk;
  let mauro: Caller;
  let page: Page;
  beforeAll(async () => {
    desk = await openDesk();
    mauro = await manager(desk, 'Mauro Gestor');
    const file = await desk.chatFile('Otávio Quaresma');
    const outcome = await atalaia(desk.folders, ['import', file, '--number', '+5511912345678', '--basis', 'contract']);
    expect(outcome).toMatchObject({ status: 0 });
    page = await desk.screen(mauro);
    await page.clock.install({ time: Date.now() + offset });
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  const readings = async () => {
    const auditor = await invited(desk.program, desk.administrator, {
      email: `aurora.${Math.random()}@example.com`,
      name: 'Aurora',
      roles: ['auditor'],
    });
    const { entries } = (await auditor.call('GET', '/audit?limit=200')).body as { entries: { act: string }[] };
    return entries.filter(({ act }) => act === 'alert-read').length;
  };

  it('shows the masked page again', async () => {
    await page.goto(`${desk.program.url}/alerts`);
    await page.locator('.queue-link').first().click();
    await page.locator('mark.hit').first().waitFor();
    await page.keyboard.press('r');
    await page.getByRole('button', { name: /Julgar o alerta/ }).click();
    await page.getByText('Quaresma').first().waitFor();
    expect(await page.locator('.reveal-countdown').innerText()).toMatch(/\b(10:00|9:5[0-9])\b/);
    const before = await readings();
    await page.clock.fastForward(9 * 60_000);
    expect(await page.getByText('Quaresma').count()).toBeGreaterThan(0);
    await page.clock.fastForward(61_000);
    await page.locator('.reveal-countdown').waitFor({ state: 'detached' });
    await page.locator('mark.hit').first().waitFor();
    expect(await page.getByText('Quaresma').count()).toBe(0);
    expect(await readings()).toBe(before);
  });

  it('closes an alert that was opened with its names, since reading it again would be recorded', async () => {
    await page.reload();
    await page.getByRole('button', { name: /Abrir alerta/ }).click();
    await page.getByText('Quaresma').first().waitFor();
    const before = await readings();
    await page.clock.fastForward(10 * 60_000 + 1000);
    await page.getByRole('button', { name: /Abrir alerta/ }).waitFor();
    expect(await page.getByText('Quaresma').count()).toBe(0);
    expect(await readings()).toBe(before);
  });
});

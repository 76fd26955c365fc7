/** A customer opens the portal on a phone: sees and downloads their data, asks for a correction and sees it accepted; then the link is dead. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeLink, openPortalOffice, type PortalOffice } from '../fixtures/portal-office.ts';
import { goodPassword } from '../fixtures/served-app.ts';
import { openBrowser } from './chromium.ts';
import { strangersPage } from './desk.ts';
import { violations } from './violations.ts';

let office: PortalOffice;
let browser: Browser;
beforeAll(async () => {
  [office, browser] = await Promise.all([openPortalOffice(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await office[Symbol.asyncDispose]();
});

const over = 'Este link não vale mais';
const day = 24 * 60 * 60_000;

/** A phone in portrait; every address that it asks for is noted. */
async function phone(dark = false): Promise<{ readonly page: Page; readonly asked: string[] }> {
  const page = await strangersPage(browser, { width: 390, height: 800, dark });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  return { page, asked };
}

async function enter(page: Page, made: MadeLink): Promise<void> {
  await page.goto(made.link);
  await page.getByLabel('Código').fill(made.code);
  await page.getByRole('button', { name: 'Abrir' }).click();
  await page.getByRole('heading', { name: 'O que a empresa guarda sobre você' }).waitFor();
}

async function expectFits(page: Page): Promise<void> {
  expect(await violations(page), page.url()).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth'), page.url()).toBeLessThanOrEqual(390);
}

const part = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

describe('on a phone', () => {
  it('a person sees, downloads, asks to correct, and sees the correction accepted', async () => {
    const { page, asked } = await phone();
    const made = await office.makeLink();
    await page.goto(made.link);
    await page.getByLabel('Código').fill('AAAA-2222');
    await page.getByRole('button', { name: 'Abrir' }).click();
    await page.getByRole('alert').getByText('Restam 4 tentativas').waitFor();
    await expectFits(page);
    await page.getByLabel('Código').fill(made.code);
    await page.getByRole('button', { name: 'Abrir' }).click();

    await page.getByText('Otávio Quaresma').waitFor();
    await expectFits(page);
    expect(page.url()).toBe(`${office.portal}/my/pt-BR`);

    await part(page, 'Baixar');
    await page.getByRole('button', { name: 'Preparar o arquivo' }).click();
    const ready = page.getByRole('link', { name: /^Baixar \(/ });
    await ready.waitFor();
    await expectFits(page);
    const hash = await page.locator('dd.code').innerText();
    const [download] = await Promise.all([page.waitForEvent('download'), ready.click()]);
    const zip = await readFile(await download.path());
    expect(createHash('sha256').update(zip).digest('hex')).toBe(hash);

    await part(page, 'Mensagens');
    await page.getByText('carroceria vermelha').waitFor();
    await expectFits(page);
    expect(await page.content()).not.toContain('Marina');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'carroceria vermelha' })
      .getByRole('link', { name: 'Pedir correção' })
      .click();
    await page.getByLabel('Como deve ficar').fill('A placa é JXK4D92');
    await page.getByRole('button', { name: 'Enviar o pedido' }).first().click();
    await page.getByRole('status').getByText('O encarregado (DPO) responde até 17 de março de 2026').waitFor();
    await expectFits(page);

    const { requests } = (await office.diana.call('GET', '/api/requests')).body as { requests: { id: string }[] };
    const answer = { answer: 'accepted', limb: null, text: 'Corrigimos a placa.' };
    const answered = await office.diana.call('POST', `/api/requests/${requests[0]?.id}/answers`, answer);
    expect(answered.status, JSON.stringify(answered.body)).toBe(200);
    await page.reload();
    await page.getByText('Corrigimos a placa.').waitFor();
    await part(page, 'Mensagens');
    await page.getByText('Correção aceita: A placa é JXK4D92').waitFor();
    await page.getByText('JXK4D29').waitFor();

    expect(asked.filter((address) => !address.startsWith(office.portal))).toEqual([]);
    expect(asked.filter((address) => address.includes(made.link.split('#')[1] ?? '-'))).toEqual([]);
  });

  it('changes its language and keeps the link, in the dark too', async () => {
    const { page } = await phone(true);
    const made = await office.makeLink();
    await page.goto(made.link);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByLabel('Code').fill(made.code);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'What the company keeps about you' }).waitFor();
    await expectFits(page);
    await page.getByRole('link', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Lo que la empresa guarda sobre usted' }).waitFor();
    await part(page, 'Pedir');
    await page.getByRole('heading', { name: '¿Qué quiere pedir?' }).waitFor();
    await expectFits(page);
  });
});

describe('a link is dead', () => {
  it('after the dpo revoked it, on the screen that shows it too', async () => {
    const { page } = await phone();
    const made = await office.makeLink();
    await enter(page, made);
    await office.diana.call('DELETE', `/api/shares/${made.share.id}`);
    // The page looks by itself when somebody comes back to it.
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByRole('heading', { name: over }).waitFor();
    expect(await page.content()).not.toContain('Otávio');
  });

  it('after 24 hours', async () => {
    const { page } = await phone();
    await enter(page, await office.makeLink());
    office.served.clock.move(day);
    // Her own session is over too: whoever comes after needs it.
    await office.diana.call('POST', '/api/session', { email: 'diana@example.com', password: goodPassword });
    await page.reload();
    await page.getByRole('heading', { name: over }).waitFor();
  });

  it('after the person was erased', async () => {
    const { page } = await phone();
    const made = await office.makeLink();
    await enter(page, made);
    const scope = { kind: 'person', person: office.person };
    const preview = await office.diana.call('POST', '/api/erasure-previews', { scope });
    const { token } = preview.body as { token: string };
    const asked = { scope, token, reason: 'Pedido', objected: false, request: null, despiteLimitation: false };
    const begun = await office.diana.call('POST', '/api/erasures', asked);
    expect(begun.status, JSON.stringify(begun.body)).toBe(200);
    await part(page, 'Mensagens');
    await page.getByRole('heading', { name: over }).waitFor();
    expect(await page.content()).not.toContain('Otávio');
  });
});

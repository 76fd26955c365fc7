/** axe finds no serious violation where a number is linked, noticed, captured or stopped; dark on a phone and light on a desk. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './chromium.ts';
import { signedInPage, strangersPage } from './desk.ts';
import { capturingNumber, type LiveNumber } from './live-number.ts';
import { violationsEverywhere } from './violations.ts';

let live: LiveNumber;
let browser: Browser;
let diana: Page;

beforeAll(async () => {
  live = await capturingNumber();
  browser = await openBrowser();
  diana = await signedInPage(browser, live.served, live.diana);
});
afterAll(async () => {
  await browser.close();
  await live[Symbol.asyncDispose]();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('nothing serious is wrong', () => {
  it('with a number that captures, nor with the question whether to stop', async () => {
    await diana.goto(live.page);
    await button(diana, 'Parar de capturar').waitFor();
    expect(await violationsEverywhere(diana)).toEqual([]);
    await button(diana, 'Parar de capturar').click();
    await diana.getByRole('dialog').waitFor();
    expect(await violationsEverywhere(diana), 'dialog').toEqual([]);
  });

  it('with a notice that is changed and put in force', async () => {
    await diana.goto(`${live.page}/notices`);
    await button(diana, 'Alterar').click();
    await diana
      .getByLabel('Na conversa')
      .fill('Aviso de Loja Exemplo Ltda.: esta conversa é guardada. Para se opor, envie SAIR.');
    expect(await violationsEverywhere(diana), 'form').toEqual([]);
    await button(diana, 'Guardar rascunho').click();
    await button(diana, 'Aprovar e pôr em vigor').click();
    await diana.getByRole('dialog').waitFor();
    expect(await violationsEverywhere(diana), 'dialog').toEqual([]);
  });

  it('with the roster, its one-time link, and the page that the agent opens with it', async () => {
    await diana.goto(`${live.page}/roster`);
    await diana.getByLabel('Nome').fill('Caio Prado');
    await button(diana, 'Incluir e criar o link').click();
    const link = await diana.locator('.link-line code').innerText();
    expect(await violationsEverywhere(diana), 'roster').toEqual([]);
    const caio = await strangersPage(browser);
    await caio.goto(link);
    await caio.getByLabel('Li este texto e tomei ciência dele.').waitFor();
    expect(await violationsEverywhere(caio), 'policy').toEqual([]);
  });

  it('with a code to be scanned', async () => {
    const ana = await signedInPage(browser, live.served, live.ana);
    await ana.goto(`${live.page}/link`);
    await button(ana, 'Com código QR').click();
    await ana.getByRole('img', { name: 'Código QR para o telefone ler' }).waitFor();
    expect(await violationsEverywhere(ana), 'code').toEqual([]);
    await button(ana, 'Desistir').click();
  });

  it('with a link that somebody must look at, and the alert about it', async () => {
    const ana = await signedInPage(browser, live.served, live.ana);
    await ana.goto(`${live.page}/link`);
    live.server.faults.close(live.agent.account, 403);
    await ana.getByText('O WhatsApp bloqueou ou restringiu esta conta.').waitFor();
    expect(await violationsEverywhere(ana), 'stopped').toEqual([]);
    await diana.goto(live.page);
    await diana.getByText('Monitoramento interrompido').waitFor();
    expect(await violationsEverywhere(diana), 'system alert').toEqual([]);
  });
});

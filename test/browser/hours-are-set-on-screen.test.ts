/** A dpo sets the hours of a number on its page, by what the screen says alone; nothing serious is wrong with it for axe. */
import { expect, it } from 'vitest';
import { openBrowser } from './chromium.ts';
import { signedInPage } from './desk.ts';
import { capturingNumber } from './live-number.ts';
import { violationsEverywhere } from './violations.ts';

it('the week and the holidays are changed and shown', async () => {
  await using live = await capturingNumber();
  await using browser = await openBrowser();
  const diana = await signedInPage(browser, live.served, live.diana);
  const button = (name: string) => diana.getByRole('button', { name, exact: true });
  await diana.goto(live.page);
  await diana.getByText('Ninguém definiu ainda', { exact: false }).waitFor();
  await button('Alterar expediente').click();
  await diana.getByLabel('sábado', { exact: true }).check();
  await diana.getByLabel('sábado: fecha às').fill('12:30');
  await diana.getByLabel('sexta-feira', { exact: true }).uncheck();
  // This year's, and those of the next one beside it.
  await diana
    .getByRole('button', { name: /^Incluir feriados nacionais de/ })
    .first()
    .click();
  expect(await violationsEverywhere(diana), 'form').toEqual([]);
  await button('Guardar').click();
  await diana.getByText('das 09:00 às 12:30').waitFor();
  await diana.getByText('13 feriados').click();
  await diana.getByText('Consciência Negra', { exact: false }).waitFor();
  expect(await violationsEverywhere(diana), 'page').toEqual([]);
}, 120_000);

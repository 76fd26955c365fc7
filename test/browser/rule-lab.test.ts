/** A rule from its first word to its last day: written, seen to mark, replayed, on trial, in force, judged, rolled back. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { asAndroidText, chatsBegin } from '../fixtures/chats.ts';
import type { Caller } from '../program/sign-in.ts';
import { manager, openDesk } from './desk.ts';

const title = 'Alguém falou do projeto falcão';
const rule = (term: string, severity = 'medium') => `id: falcon
kind: lexicon
severity: ${severity}
effect: alert
title:
  pt-BR: ${title}
  en: Somebody spoke of project falcon
  es: Alguien habló del proyecto halcón
why: { pt-BR: Ainda é segredo, en: Still a secret, es: Aún es secreto }
terms: ['${term}']
examples:
  match: ['e o ${term}, anda?']
  pass: ['o projeto da casa']
`;

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** A new chat of two days ago, for figures look back 30 days, in which somebody speaks of the project once. */
async function speak(by: Caller, contact: string): Promise<void> {
  const minute = Math.floor((Date.now() - chatsBegin) / 60_000) - 2 * 24 * 60;
  const text = asAndroidText([
    { minute, author: 'Marina', text: 'Bom dia' },
    { minute: minute + 1, author: contact, text: 'Como vai o projeto falcao?' },
  ]);
  const begun = await by.call('POST', '/imports', {
    number: '+5511912345678',
    basis: 'contract',
    fileName: `Conversa do WhatsApp com ${contact}.txt`,
    agent: 'Marina',
  });
  const { id } = begun.body as { id: string };
  await by.put(`/imports/${id}/file`, Buffer.from(text));
  await expect
    .poll(async () => ((await by.call('GET', `/imports/${id}`)).body as { state: string }).state)
    .toBe('done');
}

it('writes a rule, sees its hits, replays it, tries it, puts it in force, judges it and rolls it back', async () => {
  await using desk = await openDesk();
  const go = (page: Page, path: string) => page.goto(`${desk.program.url}${path}`);
  const mauro = await manager(desk, 'Mauro Gestor');
  await speak(mauro, 'Rita Primeira');
  const page = await desk.screen(mauro);
  await go(page, '/lab/write');

  const text = page.getByRole('textbox', { name: 'Texto da regra (YAML)' });
  await text.fill(rule('projeto falcão', 'enorme'));
  await press(page, /Linha 3, coluna/);
  const selected = () =>
    text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  await expect.poll(selected).toBe('enorme');
  await text.fill(rule('projeto falcão'));
  await page.getByLabel('Frases de teste, uma por linha').fill('e o projéto falcao?\nbom dia');
  await page.getByText('A regra marca 1 de 2 frases.').waitFor();
  await expect.poll(() => page.locator('.tried-lines mark').allInnerTexts()).toEqual(['projéto falcao']);

  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('[role=progressbar]')) document.body.dataset['progressSeen'] = 'yes';
    }).observe(document.body, { subtree: true, childList: true });
  });
  await press(page, 'Começar a reprise');
  await page.getByText('A reprise terminou.').waitFor();
  expect(await page.evaluate(() => document.body.dataset['progressSeen'])).toBe('yes');
  // That it ended is told at once; what it found is read after that.
  await expect
    .poll(() => page.locator('.replay .figures dd').allInnerTexts())
    .toEqual(expect.arrayContaining(['2', '1']));
  await expect.poll(() => page.locator('.samples a').count()).toBe(1);

  await press(page, 'Pôr em teste');
  await page.getByText('Em teste, revisão 1').waitFor();
  await speak(mauro, 'Rita Segunda');
  await go(page, '/rules/company/falcon');
  await expect.poll(() => figure(page, 'Ocorrências em teste em 30 dias')).toBe('1');
  await expect.poll(() => figure(page, 'Alertas em 30 dias')).toBe('0');

  await page.getByRole('link', { name: 'Alterar esta regra' }).click();
  await press(page, 'Pôr em vigor');
  await page.getByText('Em vigor, revisão 2').waitFor();
  await speak(mauro, 'Rita Terceira');
  await go(page, '/rules/company/falcon');
  await expect.poll(() => figure(page, 'Acerto')).toBe('nenhum decidido');

  const other = await desk.screen(mauro);
  await go(other, '/alerts');
  await other.locator('.queue-link', { hasText: title }).click();
  await other.locator('mark.hit').waitFor();
  await other.keyboard.press('d');
  await press(other, /Falso positivo/);
  await other.locator('#content').getByText('Alerta descartado.').waitFor();
  await expect.poll(() => figure(page, 'Acerto')).toMatch(/^0\s?% certos \(0\s?%–\d+\s?%\) de 1 decididos$/);

  await go(page, '/lab/versions');
  await page
    .getByRole('button', { name: /^Voltar a esta versão:/ })
    .last()
    .click();
  await page.getByRole('dialog').getByText('retiradas: 1').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Voltar a esta versão' }).click();
  await page.getByText('As regras estão fixadas em uma versão anterior.').waitFor();
  await speak(mauro, 'Rita Quarta');
  const { body } = await mauro.call('GET', '/alerts');
  expect(JSON.stringify(body)).not.toContain(title);
  await press(page, 'Voltar a seguir os arquivos');
  await page.locator('.held').waitFor({ state: 'detached' });
}, 120_000);

async function figure(page: Page, name: string): Promise<string> {
  const found = page.locator('.figures dl > div', { has: page.getByText(name, { exact: true }) });
  return found.locator('dd').innerText();
}

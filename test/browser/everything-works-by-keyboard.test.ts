/** Every action works without a mouse: the whole way from sign-in to a decision, and each form on the way. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invited, password } from '../program/sign-in.ts';
import { atalaia } from '../program/start-program.ts';
import { type Desk, manager, openDesk, ownAddress, ownPhone } from './desk.ts';

describe('the keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it('signs in, opens an alert, reveals, decides, undoes', async () => {
    const email = ownAddress('Mauro Gestor');
    await invited(desk.program, desk.administrator, { email, name: 'Mauro Gestor', roles: ['manager'] });
    const path = await desk.chatFile('Otávio Quaresma');
    const imported = await atalaia(desk.folders, ['import', path, '--number', ownPhone(), '--basis', 'contract']);
    expect(imported.status, imported.stderr).toBe(0);
    const context = await desk.browser.newContext({ locale: 'pt-BR', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${desk.program.url}/`);
    await tabTo(page, 'E-mail');
    await page.keyboard.type(email);
    await tabTo(page, 'Senha');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.locator('.queue-link').first().waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('o');
    await page.locator('mark.hit').first().waitFor();
    await page.keyboard.press('r');
    await page
      .getByRole('button', { name: /Julgar/ })
      .first()
      .waitFor();
    await page.keyboard.press('1');
    await page.locator('.chat').getByText('Otávio Quaresma').first().waitFor();
    await page.keyboard.press('d');
    await page.getByRole('button', { name: /Falso positivo/ }).waitFor();
    await page.keyboard.press('1');
    await page.locator('#content').getByText('Alerta descartado.').waitFor();
    await page.keyboard.press('u');
    await page.locator('.queue-link').first().waitFor();
  });

  it('invites somebody, adds a company term and brings in a chat', async () => {
    const people = await desk.screen(desk.administrator);
    await people.goto(`${desk.program.url}/users`);
    await tabTo(people, 'E-mail');
    const dora = ownAddress('Dora');
    await people.keyboard.type(dora);
    await tabTo(people, 'Gestão de conformidade');
    await people.keyboard.press('ArrowDown');
    await tabTo(people, 'Criar convite');
    await people.keyboard.press('Enter');
    await people.getByText(`Convite para ${dora}`).waitFor();

    const terms = await desk.screen(await manager(desk, 'Tania Termos'));
    // A name that no term of an earlier try finds.
    const project = `girassol ${randomUUID().slice(0, 8)}`;
    await terms.goto(`${desk.program.url}/terms`);
    await tabTo(terms, 'Novo termo');
    await terms.keyboard.press('Enter');
    await tabTo(terms, 'Palavras ou expressões');
    await terms.keyboard.type(`projeto ${project}`);
    await tabTo(terms, 'Exemplo que deve ser marcado');
    await terms.keyboard.type(`Manda a planilha do Projeto ${project}`);
    await terms.locator('mark.hit', { hasText: `Projeto ${project}` }).waitFor();
    await tabTo(terms, 'Guardar e pôr em vigor');
    await terms.keyboard.press('Enter');
    await terms.locator('.row', { hasText: `projeto ${project}` }).waitFor();

    await terms.goto(`${desk.program.url}/imports`);
    const chosen = terms.waitForEvent('filechooser');
    await tabTo(terms, 'Escolher arquivo');
    await terms.keyboard.press('Enter');
    const path = await desk.chatFile('Gil', [
      { minute: 0, author: 'Gil', text: 'Chegou a planilha?' },
      { minute: 1, author: 'Bia', text: `Do projeto ${project}? Ainda não` },
    ]);
    await (await chosen).setFiles(path);
    await tabTo(terms, 'Número da empresa');
    await terms.keyboard.type(ownPhone());
    await tabTo(terms, 'Consentimento');
    await terms.keyboard.press('ArrowDown');
    await terms.keyboard.press('Space');
    await tabTo(terms, 'Importar');
    await terms.keyboard.press('Enter');
    await terms.getByText('Pronto. A conversa está guardada.').waitFor();
    await terms.getByRole('link', { name: 'Ver 1 alerta' }).waitFor();
  });
});

/** Presses Tab until the focus is on the control of that label, as a person would; more than a hundred presses is a page nobody can use. */
async function tabTo(page: Page, label: string): Promise<void> {
  const target = page
    .getByLabel(label, { exact: true })
    .or(page.getByRole('button', { name: label, exact: true }))
    .first();
  await target.waitFor();
  for (let presses = 0; presses < 100; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  expect.unreachable(`Tab never reached “${label}”.`);
}

/** A dpo exports and erases a person on screen: what is said before, what is kept out, what is left as proof. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, invited } from '../program/sign-in.ts';
import { atalaia } from '../program/start-program.ts';
import { type Desk, openDesk } from './desk.ts';
import { violations, violationsEverywhere } from './violations.ts';

let desk: Desk;
let diana: Caller;
let page: Page;
let otavio: string;

beforeAll(async () => {
  desk = await openDesk();
  const importing = ['--number', '+5511912345678', '--basis', 'contract', '--json'];
  const { status } = await atalaia(desk.folders, ['import', await desk.chatFile('Otávio Quaresma'), ...importing]);
  expect(status).toBe(0);
  diana = await invited(desk.program, desk.administrator, {
    email: 'diana@example.com',
    name: 'Diana Encarregada',
    roles: ['dpo'],
  });
  // Far from the number's zone, in which times are told and meant all the same.
  page = await desk.screen(diana, { zone: 'Asia/Tokyo' });
  otavio = await contactWithMessages();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function contactWithMessages(): Promise<string> {
  const { body } = await diana.call('GET', '/persons');
  const { persons } = body as { persons: { id: string; role: string; conversations: number }[] };
  return persons.find(({ role, conversations }) => role === 'contact' && conversations > 0)?.id ?? '';
}

/** Opens the page of the person, or of the request, behind its gate. */
async function openAt(path: string): Promise<void> {
  await page.goto(`${desk.program.url}${path}`);
  await page.getByRole('button', { name: 'Abrir', exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

it('offers no export and no erasure before the administrator gives the rights by name', async () => {
  await openAt(`/people/${otavio}`);
  await page.getByRole('heading', { name: 'O que posso fazer?' }).waitFor();
  expect(await page.getByRole('button', { name: 'Exportar dados' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Eliminar…' }).count()).toBe(0);
  const admin = await desk.screen(desk.administrator);
  await admin.goto(`${desk.program.url}/users`);
  await admin.getByRole('button', { name: 'Direitos de Diana Encarregada' }).click();
  await admin.getByRole('checkbox', { name: 'Exportar' }).check();
  await admin.getByRole('checkbox', { name: 'Eliminar' }).check();
  await admin.getByRole('button', { name: 'Guardar' }).click();
  await admin.getByText('pode exportar · pode eliminar').waitFor();
  await admin.context().close();
});

it('enters a request, shows its clock, and gives it to the one who answers', async () => {
  await openAt(`/people/${otavio}`);
  await page.getByRole('button', { name: 'Anotar pedido' }).click();
  const arrived = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 16);
  await page.getByLabel('Quando chegou').fill(arrived);
  await page.getByLabel('Nas palavras da pessoa').fill('Quero ver o que guardam sobre mim.');
  await page.getByRole('dialog').getByRole('button', { name: 'Anotar pedido' }).click();
  await page.getByRole('button', { name: 'Abrir', exact: true }).click();
  await page.getByText('Quero ver o que guardam sobre mim.').waitFor();
  await page.getByText('Todos os horários: BRT (America/Sao_Paulo)').waitFor();
  expect(await page.getByText(`às ${arrived.slice(11)}`, { exact: false }).count(), 'the time as typed').toBe(1);
  await page.getByRole('button', { name: 'Eu respondo' }).click();
  await page.getByRole('button', { name: 'Eu respondo' }).waitFor({ state: 'detached' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: /^Copiar: Declaração simplificada/ }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied, 'the simplified statement').toContain('Confirmamos que');
  expect(await page.getByText(copied.split('\n\n')[1] ?? '').isVisible()).toBe(true);
  expect(await violations(page), 'a request').toEqual([]);
  await page.getByRole('link', { name: 'Todos os pedidos' }).click();
  const row = page.getByRole('link', { name: /restam \d+ dias.*Acesso aos dados.*Diana Encarregada/ });
  await row.first().waitFor();
});

it('exports with progress, and the file can be fetched with its proof beside it', async () => {
  await openAt(`/people/${otavio}`);
  await page.getByRole('button', { name: 'Exportar dados' }).click();
  await expect.poll(() => focused(page), { message: 'what leaves the house focuses Cancel' }).toBe('Cancelar');
  await page.getByRole('dialog').getByRole('button', { name: 'Exportar', exact: true }).click();
  const link = page.getByRole('link', { name: /Baixar ZIP/ }).first();
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  await page.getByText('O que prova este arquivo').first().click();
  await page.getByText('Impressão da chave', { exact: true }).first().waitFor();
  expect(await violationsEverywhere(page), 'the person page').toEqual([]);
});

it('finds the person by name, and a correction stands beside the message that it is about', async () => {
  await page.goto(`${desk.program.url}/people`);
  await page.getByLabel('Ache uma pessoa').fill('quaresma otavio');
  await page.getByRole('button', { name: 'Achar' }).click();
  await page.getByRole('heading', { name: '1 pessoa achada' }).waitFor();
  expect(await violations(page), 'a person found').toEqual([]);
  await page.locator(`a[href$="${otavio}"]`).click();
  await page.getByRole('button', { name: 'Abrir', exact: true }).click();
  await page.locator('a[href^="/conversations/"]').first().click();
  await page.getByRole('button', { name: /^Abrir/ }).click();
  const message = page.locator('[data-message]').filter({ hasText: 'JXK4D29' }).first();
  await message.getByRole('button').last().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pôr uma correção ao lado' }).click();
  await page.getByLabel('Texto correto').fill('A placa é JXK4D92');
  await page.getByRole('dialog').getByRole('button', { name: 'Registrar' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await openAt(`/people/${otavio}`);
  await page.getByRole('button', { name: 'Aceitar', exact: true }).click();
  await page.getByRole('link', { name: /na conversa$/ }).click();
  await page.getByRole('button', { name: /^Abrir/ }).click();
  await message.getByText('Correção do titular, aceita em').waitFor();
  await message.getByText('A placa é JXK4D92').waitFor();
  await message.getByText('JXK4D29').waitFor();
});

it('erases only after it said what goes and what stays, and keeps the certificate', async () => {
  await openAt(`/people/${otavio}`);
  await page.getByRole('button', { name: 'Preservar', exact: true }).click();
  await page.getByLabel('Motivo').fill('Processo na 3ª vara');
  await page.getByRole('dialog').getByRole('button', { name: 'Preservar' }).click();
  await page.getByRole('button', { name: 'Levantar', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Eliminar…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Uma preservação legal proíbe.').waitFor();
  await expect.poll(() => focused(page), { message: 'what is destroyed focuses Cancel' }).toBe('Cancelar');
  await expect.poll(() => dialog.getByRole('button', { name: 'Eliminar' }).isDisabled()).toBe(true);
  expect(await violations(page), 'the erase dialog').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Levantar', exact: true }).click();
  await dialog.getByLabel(/Motivo/).fill('Processo encerrado');
  await dialog.getByRole('button', { name: 'Levantar' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Eliminar…' }).click();
  await dialog.getByText('O que se perde').waitFor();
  await dialog.getByLabel(/Motivo/).fill('Pedido do titular');
  await refusedByHold(dialog);
  expect(await dialog.getByLabel(/Motivo/).inputValue()).toBe('Pedido do titular');
  await dialog.getByRole('button', { name: 'Eliminar' }).click();
  await page.getByText('Chaves destruídas', { exact: false }).waitFor();
  await page.locator('p strong', { hasText: /^Eliminada$/ }).waitFor();
  expect(await violations(page), 'the erasure').toEqual([]);
  for (const [name, start] of [
    ['Baixar o PDF', '%PDF'],
    ['Baixar o JSON assinado', '{'],
  ] as const) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
    expect(readFileSync(await file.path(), 'latin1').startsWith(start), name).toBe(true);
  }
  await page.goto(`${desk.program.url}/people`);
  await page.locator('.person-code').first().waitFor();
  expect(await page.locator(`a[href$="${otavio}"]`).count()).toBe(0);
});

/** A hold is placed while the dialog is open, and lifted once it was refused: confirmed again only after it was looked at. */
async function refusedByHold(dialog: Locator): Promise<void> {
  const scope = { kind: 'person', person: otavio };
  const placed = await diana.call('POST', '/holds', { scope, reason: 'Nova ordem judicial', until: null });
  const erase = dialog.getByRole('button', { name: 'Eliminar' });
  await erase.click();
  const note = dialog.getByRole('alert');
  await note.getByText('Nada foi eliminado').waitFor();
  await note.getByText('Foi feita uma preservação legal').waitFor();
  await dialog.getByText('Uma preservação legal proíbe.').waitFor();
  const { id } = placed.body as { id: string };
  await diana.call('PUT', `/holds/${id}/end`, { reason: 'Ordem revogada' });
  await dialog.getByRole('button', { name: 'Ver de novo' }).click();
  await dialog.getByText('Uma preservação legal proíbe.').waitFor({ state: 'detached' });
  expect(await erase.isDisabled()).toBe(true);
  await note.getByRole('button', { name: 'Vi o que mudou' }).click();
}

function focused(on: Page): Promise<string | null> {
  return on.evaluate(() => document.activeElement?.textContent ?? null);
}

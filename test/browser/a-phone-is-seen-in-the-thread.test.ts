/** What people do on their phones reaches the reader over WhatsApp itself: as what it is, with the notice's proof, until they object. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import words from '../../dashboard/src/i18n/pt-BR/conversation.json' with { type: 'json' };
import { picture } from '../fixtures/chats.ts';
import { cast } from '../whatsapp/local-server.ts';
import type { Received } from '../whatsapp/phone/mailbox.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import { openBrowser } from './chromium.ts';
import { signedInPage } from './desk.ts';
import { capturingNumber, type LiveNumber } from './live-number.ts';

const { withheld } = words;
/** SAIR itself too: it takes effect before the message that says it is judged. */
const afterSair = `2 mensagens não guardadas: ${withheld.refused}`;
const undecryptable = `1 mensagem não guardada: ${withheld.undecryptable}`;
const beforeNotice = `1 mensagem não guardada: ${withheld['not-notified']}`;

let live: LiveNumber;
let browser: Browser;
let marta: Phone;
let notice: Received;
let page: Page;
let thread: Locator;

beforeAll(async () => {
  live = await capturingNumber();
  browser = await openBrowser();
  const { server, agent } = live;
  marta = openPhone(server, server.account(cast.marta, { name: 'Marta' }));
  await marta.send(agent.account, 'Bom dia, tudo bem?');
  notice = await marta.receives(({ text }) => text.includes('Loja Exemplo Ltda.'));
  await marta.read(notice.id);
  await talk(agent);
  await object(agent);
  page = await signedInPage(browser, live.served, live.diana);
  thread = page.getByRole('region', { name: 'Conversa' });
  await open();
});
afterAll(async () => {
  await browser.close();
  await live[Symbol.asyncDispose]();
});

/** One of everything that a phone can do to a chat. */
async function talk(agent: Phone): Promise<void> {
  const price = await agent.send(marta.account, 'A geladeira custa 900 reais.');
  await agent.edit(price.id, 'A geladeira custa 950 reais.', { style: 'secret' });
  const photo = await marta.send(agent.account, { kind: 'image', bytes: picture(3000, 5), caption: 'Foto da sala' });
  await marta.revoke(photo.id);
  const poll = await agent.send(marta.account, { kind: 'poll', question: 'Qual dia?', options: ['Segunda', 'Terça'] });
  await marta.receives(({ id }) => id === poll.id);
  await marta.vote(poll.id, ['Terça']);
  await marta.react(price.id, '👍');
  await marta.send(agent.account, { kind: 'image', bytes: picture(3000, 6), viewOnce: true });
  marta.ignoreRetries();
  live.server.faults.corruptNext(agent.account);
  await marta.send(agent.account, 'Isto se perde no caminho.');
}

async function object(agent: Phone): Promise<void> {
  await marta.send(agent.account, 'SAIR');
  await marta.receives(({ text }) => text.includes('não será mais guardado'));
  await marta.send(agent.account, 'Ainda por aí?');
  await agent.receives(({ text }) => text === 'Ainda por aí?');
}

/** Opens the conversation, again until the archive has been told all of it. */
async function open(): Promise<void> {
  await page.goto(`${live.served.url}/conversations`);
  await page.locator('a.row-link').first().click();
  await page.waitForURL(/\/conversations\/[\w-]+$/);
  const told = [
    ...[beforeNotice, undecryptable, afterSair].map((line) => thread.getByText(line)),
    // The picture is fetched while the chat goes on.
    thread.locator('.bubble', { hasText: 'Foto da sala' }).getByRole('button', { name: /Mostrar arquivo/ }),
  ];
  const complete = async () => (await Promise.all(told.map((one) => one.isVisible()))).every(Boolean);
  do {
    await page.reload();
    await page.getByRole('button', { name: 'Abrir conversa' }).click();
    await thread.getByText('não guardada').first().waitFor();
  } while (!(await complete()));
}

describe('a thread of a real chat', () => {
  it('shows an encrypted edit as a version', async () => {
    await thread.getByText('A geladeira custa 950 reais.').first().waitFor();
    await thread.getByText('editada · ver versões').click();
    await expect.poll(() => thread.locator('.versions del').allTextContents()).toEqual(['900']);
    await expect.poll(() => thread.locator('.versions ins').allTextContents()).toEqual(['950']);
  });

  it('shows a deletion with the original and its picture', async () => {
    const bubble = thread.locator('.bubble', { hasText: 'Foto da sala' });
    expect(await bubble.getAttribute('data-revoked')).toBe('true');
    await bubble.getByText('apagada para todos · original guardado').waitFor();
    await bubble.getByRole('button', { name: /Mostrar arquivo/ }).waitFor();
  });

  it('shows a reaction, a vote that was opened, and a picture to be seen once', async () => {
    await thread.getByText('👍').waitFor();
    await expect
      .poll(() => thread.locator('.poll-options li').allInnerTexts())
      .toEqual([expect.stringContaining('0 voto'), expect.stringContaining('1 voto')]);
    await thread.getByText('Visualização única: o WhatsApp não entrega').waitFor();
  });

  it('says what could not be read, what came before the notice, and what came after SAIR', async () => {
    for (const line of [undecryptable, beforeNotice, afterSair]) await thread.getByText(line).waitFor();
    expect(await thread.innerText()).not.toMatch(/Bom dia|Isto se perde|Ainda por aí/);
  });
});

describe('the contact’s page', () => {
  it('proves the notice: its words, their hash, its message, that it was accepted, delivered, read, and the objection', async () => {
    await page.goto(`${live.served.url}/people`);
    await page.locator('a.row-link', { hasText: 'Contato' }).first().click();
    await page.getByRole('button', { name: 'Abrir', exact: true }).click();
    const row = (what: string) => page.locator('.timeline-row', { hasText: what }).first();
    for (const what of ['Aviso aceito pelo WhatsApp', 'Aviso entregue', 'Aviso lido', 'Revogou'])
      await row(what).waitFor();
    await row('Aviso enviado').getByText('Prova', { exact: true }).click();
    await expect.poll(() => row('Aviso enviado').innerText()).toContain(notice.id);
    const proof = await row('Aviso enviado').innerText();
    expect(proof.replace(/\s+/g, ' ')).toContain(notice.text.replace(/\s+/g, ' '));
    expect(proof).toMatch(/\b[0-9a-f]{64}\b/);
  });
});

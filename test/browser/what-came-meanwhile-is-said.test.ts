/** An open conversation says what came meanwhile, moves nothing, and reads it only when asked: each reading is in the trail. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { registerNumber } from '../../monitor/src/number/register.ts';
import { type Browser as Caller, type Served, servedApp } from '../fixtures/served-app.ts';
import { announced, type LiveChat, openLiveChat, stanzaTarget, text } from '../journeys/live-chat.ts';
import { openBrowser } from './chromium.ts';
import { signedInPage } from './desk.ts';

let served: Served;
let browser: Browser;
let gil: Caller;
let chat: LiveChat;

beforeEach(async () => {
  served = await servedApp();
  browser = await openBrowser();
  gil = await served.invited(await served.administrator(), 'gil@example.com', ['manager', 'dpo']);
  chat = await openLiveChat({ deps: served.app, addNumber });
});
afterEach(async () => {
  await browser.close();
  await served[Symbol.asyncDispose]();
});

async function addNumber(e164: string) {
  const phone = phoneOf(e164);
  if (!phone) throw new Error('No phone number.');
  return (await registerNumber(served.app, { kind: 'system' }, phone)).id;
}

async function readings(act: string): Promise<number> {
  const { entries } = (await gil.call('GET', '/api/audit?limit=200')).body as { entries: { act: string }[] };
  return entries.filter((entry) => entry.act === act).length;
}

const topOf = (page: Page, words: string) =>
  page.getByText(words).evaluate((element) => Math.round(element.getBoundingClientRect().top));

it('counts new and changed messages, shows them by key in their place, and records each look', async () => {
  const first = await chat.hears(text('A primeira mensagem'));
  for (let k = 2; k <= 30; k++) await chat.hears(text(`Linha ${k} da conversa`));
  const photo = await chat.hears(announced('image', null));
  const page = await signedInPage(browser, served, gil);
  // 40: that it is connected (socket.io-protocol 5); the frame before it only opens the transport.
  const connected = ({ payload }: { payload: string | Buffer }) => String(payload).startsWith('40');
  const live = page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived', connected));
  await page.goto(`${served.url}/conversations/${chat.conversation}`);
  await page.getByRole('button', { name: 'Abrir conversa' }).click();
  await page.getByText('A primeira mensagem').waitFor();
  await live;
  const thread = page.getByRole('region', { name: 'Conversa' });
  const before = await topOf(page, 'A primeira mensagem');

  const second = await chat.hears(text('Isto acaba de chegar'));
  await thread.getByRole('button', { name: '1 nova mensagem · mostrar' }).waitFor();
  await chat.hears(text('E isto também'));
  await chat.hears({ kind: 'edit', target: stanzaTarget, text: 'A primeira mensagem, mudada' }, { target: first });
  await chat.hears({ kind: 'revoke', target: stanzaTarget }, { target: second });
  await chat.live.keepFile({
    kind: 'file-expired',
    of: photo,
    number: chat.number,
    contact: chat.contact,
    at: chat.at(900),
    order: 900,
  });
  const button = thread.getByRole('button', { name: '2 novas mensagens · 2 mensagens mudaram · mostrar' });
  await button.waitFor();
  expect(await page.getByText('Isto acaba de chegar').count()).toBe(0);
  expect(await page.getByText('A primeira mensagem, mudada').count()).toBe(0);
  expect(await topOf(page, 'A primeira mensagem')).toBe(before);
  expect(await readings('conversation-read')).toBe(1);

  await page.keyboard.press('m');
  await page.getByText('Isto acaba de chegar').waitFor();
  await page.getByText('apagada para todos · original guardado').waitFor();
  await page.getByText('A primeira mensagem, mudada').first().waitFor();
  await page.getByText('O WhatsApp já não tinha o arquivo').waitFor();
  await button.waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('[data-message]').count()).toBe(34);
  // What came, and one page around the messages that changed.
  await expect.poll(() => readings('conversation-read')).toBe(3);
});

it('an open alert says the same of its conversation', async () => {
  await chat.hears(text('Me chama no meu WhatsApp pessoal que eu resolvo por fora'), { by: 'us' });
  const page = await signedInPage(browser, served, gil);
  await page.goto(`${served.url}/alerts`);
  await page.locator('.queue-link').first().click();
  await page.keyboard.press('o');
  const thread = page.getByRole('region', { name: 'Conversa' });
  await thread.getByText('WhatsApp pessoal').first().waitFor();
  await chat.hears(text('Qual é o número?'));
  await thread.getByRole('button', { name: '1 nova mensagem · mostrar' }).click();
  await thread.getByText('Qual é o número?').waitFor();
});

it('an alert raised before the live connection first stands is in the queue, each list read once more', async () => {
  const page = await signedInPage(browser, served, gil);
  const admitted = Promise.withResolvers<void>();
  await page.routeWebSocket(/\/live\//, async (socket) => {
    await admitted.promise;
    socket.connectToServer();
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${served.url}/alerts`);
  await page.getByText('Nenhum alerta em aberto.').waitFor();
  await chat.hears(text('Me chama no meu WhatsApp pessoal que eu resolvo por fora'), { by: 'us' });
  await expect.poll(async () => (await gil.call('GET', '/api/alerts')).body).toMatchObject({ total: 1 });
  admitted.resolve();
  await page.locator('.queue-link').first().waitFor();
  // The queue and how many are open: at first, and once more.
  expect(asked.filter((path) => path === '/api/alerts')).toHaveLength(4);
});

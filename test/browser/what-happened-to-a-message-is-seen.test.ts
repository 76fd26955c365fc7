/** A reader sees what became of live messages, what is missing and why, and settles who is who; axe finds nothing serious there. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { registerNumber } from '../../monitor/src/number/register.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { type Browser as Caller, type Served, servedApp } from '../fixtures/served-app.ts';
import { announced, type LiveChat, openLiveChat, stanzaTarget, text } from '../journeys/live-chat.ts';
import { openBrowser } from './chromium.ts';
import { signedInPage } from './desk.ts';
import { violations } from './violations.ts';

let served: Served;
let browser: Browser;
let dora: Caller;
let chat: LiveChat;

beforeAll(async () => {
  served = await servedApp(noRules);
  browser = await openBrowser();
  dora = await served.invited(await served.administrator(), 'dora@example.com', ['manager', 'dpo']);
  chat = await openLiveChat({ deps: served.app, addNumber });
  await talk(chat);
});
afterAll(async () => {
  await browser.close();
  await served[Symbol.asyncDispose]();
});

async function addNumber(e164: string) {
  const phone = phoneOf(e164);
  if (!phone) throw new Error('No phone number.');
  return (await registerNumber(served.app, { kind: 'system' }, phone)).id;
}

/** One of everything that may happen in a chat. */
async function talk({ live, number, contact, conversation, hears, at }: LiveChat): Promise<void> {
  const notice = { person: contact, conversation, how: 'whatsapp', notice: null, hash: null } as const;
  const words = 'Esta conversa é registrada para a sua segurança. Responda SIM ou NÃO.';
  await live.record(number, [
    { kind: 'withheld', id: 'w1', conversation, at: at(1), reason: 'not-notified', hash: 'f'.repeat(64) },
    { kind: 'withheld', id: 'w2', conversation, at: at(2), reason: 'not-notified', hash: 'f'.repeat(64) },
    {
      ...notice,
      kind: 'consent',
      id: 'c1',
      event: 'notice-sent',
      at: at(3),
      message: '3EB0A',
      text: words,
      badge: 'unknown',
    },
    {
      ...notice,
      kind: 'consent',
      id: 'c2',
      event: 'notice-delivered',
      at: at(4),
      message: '3EB0A',
      text: null,
      badge: 'notified',
    },
    {
      ...notice,
      kind: 'consent',
      id: 'c3',
      event: 'agreed',
      at: at(5),
      message: '3EB0B',
      text: 'SIM',
      badge: 'agreed',
    },
    { kind: 'gap', id: 'g1', from: at(52), to: at(58), reason: 'network' },
  ]);
  const price = await hears(text('Bom dia! O preço é 100 reais.'), { by: 'us' });
  await hears(
    { kind: 'edit', target: stanzaTarget, text: 'Bom dia! O preço é 120 reais.' },
    { by: 'us', target: price },
  );
  await hears(text('Ontem era 90'), { quotes: price });
  const gone = await hears(text('Esqueça o que eu disse'));
  await hears({ kind: 'revoke', target: stanzaTarget }, { target: gone });
  const poll = await hears({ kind: 'poll', text: 'Qual dia?\nSegunda\nTerça' }, { by: 'us' });
  await hears({ kind: 'poll-vote', target: stanzaTarget, text: 'Terça' }, { target: poll });
  await hears({ kind: 'reaction', target: stanzaTarget, emoji: '👍' }, { target: poll });
  await hears(announced('image', 'foto.jpg'));
  await hears({ kind: 'view-once' });
  await hears({ kind: 'unreadable', bytes: Uint8Array.of(1, 2, 3) });
  await hears(text('Resposta a algo antigo'), { quotes: { ...price, id: 'never kept' }, forwarded: true });
  await live.meet({ number, lid: '2002', phone: '+5511987650001', pushName: null });
}

describe.each([
  { dark: false, width: 1280 },
  { dark: true, width: 390 },
])('with dark=$dark at $width pixels', ({ dark, width }) => {
  it('a conversation shows versions, deletions, votes, files on their way, and the lines between', async () => {
    const page = await signedInPage(browser, served, dora, { dark, width });
    await page.goto(`${served.url}/conversations/${chat.conversation}`);
    await page.getByRole('button', { name: 'Abrir conversa' }).click();
    const thread = page.getByRole('region', { name: 'Conversa' });
    await thread.getByText('2 mensagens não guardadas: o aviso ainda não tinha chegado').waitFor();
    const notice = thread.getByText('Aviso enviado 12:00 · entregue 12:00');
    await notice.click();
    await thread.getByText('Responda SIM ou NÃO').waitFor();
    const wanted = ['Concordou', 'a ligação com o WhatsApp caiu. O que veio nesse tempo foi entregue depois'];
    for (const line of wanted) await thread.getByText(line).first().waitFor();
    await thread.getByText('Bom dia! O preço é 120 reais.').first().waitFor();
    await thread.getByText('editada · ver versões').click();
    await expect.poll(() => thread.locator('.versions del').allTextContents()).toEqual(['100']);
    await expect.poll(() => thread.locator('.versions ins').allTextContents()).toEqual(['120']);
    await thread.getByText('apagada para todos · original guardado').waitFor();
    await thread.getByText('Esqueça o que eu disse').waitFor();
    await expect
      .poll(() => thread.locator('.poll-options li').allInnerTexts())
      .toEqual([expect.stringContaining('0 voto'), expect.stringContaining('1 voto')]);
    await thread.getByText('ainda está sendo buscado').waitFor();
    await thread.getByText('Responde a uma mensagem que não foi guardada.').waitFor();
    await thread.getByText('guardada lacrada, como veio').waitFor();
    await thread.getByText('Número · atendente desconhecido').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('a person shows their timeline with its proof, and who they may be', async () => {
    const page = await signedInPage(browser, served, dora, { dark, width });
    await page.goto(`${served.url}/people/${chat.contact}`);
    await page.getByRole('button', { name: 'Abrir', exact: true }).click();
    await page.getByRole('heading', { name: 'É a mesma pessoa?' }).waitFor();
    await page.locator('.timeline-row', { hasText: 'Aviso enviado' }).getByText('Prova', { exact: true }).click();
    await page.getByText('Responda SIM ou NÃO').waitFor();
    await page.getByRole('button', { name: 'Revelar nome e telefone' }).click();
    await page.keyboard.press('3');
    await page.getByText('Marina Lopes · +5511987650001').waitFor();
    await page.getByRole('button', { name: 'Anotar consentimento' }).click();
    await page.getByRole('heading', { name: 'Anotar consentimento' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Marcar como particular' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page), 'dialog').toEqual([]);
    await page
      .getByRole('dialog')
      .getByLabel(/Motivo/)
      .fill('é da família');
    await page.getByRole('dialog').getByRole('button', { name: 'Registrar' }).click();
    await page.getByText('Excluído do registro').first().waitFor();
    await page.getByRole('button', { name: /Desfazer/ }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/Motivo/)
      .fill('engano');
    await page.getByRole('dialog').getByRole('button', { name: 'Registrar' }).click();
    await page.getByRole('button', { name: 'Marcar como particular' }).waitFor();
  });
});

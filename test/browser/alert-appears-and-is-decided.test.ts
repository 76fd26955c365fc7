/** The main job in a real browser: an import breaks a rule, the alert appears, is read, decided, and all of it is on record. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Line, longChat } from '../fixtures/chats.ts';
import { invited } from '../program/sign-in.ts';
import { atalaia } from '../program/start-program.ts';
import { type Desk, manager, openDesk, ownAddress, ownPhone } from './desk.ts';

describe('the main job', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  const importHere = async (path: string, number: string) => {
    const outcome = await atalaia(desk.folders, [
      'import',
      path,
      '--number',
      number,
      '--basis',
      'exercise-of-rights',
      '--json',
    ]);
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    return JSON.parse(outcome.stdout) as { readonly alerts: number };
  };

  it('shows an alert of an import without reload, marks the exact words, keeps the decision and records who read', async () => {
    // Nothing is open at its desk, and one alert is decided: it has a desk of its own.
    await using desk = await openDesk();
    const mauro = await manager(desk, 'Mauro Gestor');
    const list = await desk.screen(mauro);
    await list.goto(`${desk.program.url}/alerts`);
    await list.getByText('Nenhum alerta em aberto.').waitFor();
    const loads = countLoads(list);

    await importInBrowser(await desk.screen(mauro), desk, await desk.chatFile('Otávio Quaresma'));

    const row = list.locator('.queue-link').first();
    await row.waitFor();
    expect(loads()).toBe(0);
    expect(await row.innerText()).not.toContain('Quaresma');

    await row.click();
    const marks = list.locator('mark.hit');
    await marks.first().waitFor();
    await expect.poll(async () => (await marks.allInnerTexts()).join(' ')).toMatch(/chama no meu zap.*pessoal/s);
    await list.locator('.chat').getByText('caminhão frigorífico').waitFor();
    expect(await list.locator('.chat').innerText()).not.toContain('529.982.247-25');

    await list.keyboard.press('c');
    await list.getByRole('button', { name: /Contra a política/ }).click();
    await list.locator('#content').getByText('Alerta confirmado.').waitFor();
    const confirmed = await mauro.call('GET', '/alerts?state=confirmed');
    expect(confirmed.body).toMatchObject({ total: 1, alerts: [{ state: 'confirmed' }] });

    const auditor = await invited(desk.program, desk.administrator, {
      email: ownAddress('Aurora'),
      name: 'Aurora Audita',
      roles: ['auditor'],
    });
    const trail = (await auditor.call('GET', '/audit?limit=200')).body as { entries: { act: string; actor: string }[] };
    const acts = trail.entries.filter(({ actor }) => actor === 'Mauro Gestor').map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(['alert-read', 'alert-decided', 'import-begun']));
    expect(JSON.stringify(trail)).not.toMatch(/Quaresma|zap pessoal|frigor/);
  });

  it('opens a long conversation with the hit in view', async () => {
    const nora = await manager(desk, 'Nora Gestora');
    const phone = ownPhone();
    await importHere(await desk.chatFile('Otávio Longo', longChat(120, 60)), phone);
    const page = await desk.screen(nora);
    await page.goto(`${desk.program.url}/alerts`);
    await page.locator('.queue-link', { hasText: phone }).first().click();
    const mark = page.locator('.bubble-focused mark.hit').first();
    await mark.waitFor({ state: 'attached' });
    await expect
      .poll(async () => {
        const chat = await page.locator('.chat').boundingBox();
        const box = await mark.boundingBox();
        return box !== null && chat !== null && box.y > chat.y && box.y + box.height < chat.y + chat.height;
      })
      .toBe(true);
  });

  it('reaches an open browser when the import comes from the command line', async () => {
    const mira = await manager(desk, 'Mira Gestora');
    const list = await desk.screen(mira);
    await list.goto(`${desk.program.url}/alerts`);
    await list.locator('main h1').waitFor();
    const path = await desk.chatFile('Rita Loureiro', [
      { minute: 0, author: 'Rita Loureiro', text: 'Oi, ainda tem vaga para sábado?' },
      { minute: 1, author: 'Balcão', text: 'Tem sim. Me chama no meu zap pessoal que a gente acerta por fora' },
    ]);
    const phone = ownPhone();
    expect(await importHere(path, phone)).toMatchObject({ alerts: 1 });
    await list.getByText(phone).or(list.getByText('1 novo')).first().waitFor();
  });

  it('shows a manager of another number nothing of it, by any URL, search or event', async () => {
    const path = await desk.chatFile('Vera Sigilo', secretChat(0));
    await importHere(path, '+5511955554444');
    const other = await desk.chatFile('Outra Conversa', otherChat);
    await importHere(other, '+5531987654321');
    const all = await manager(desk, 'Alba Geral');
    const { numbers } = (await all.call('GET', '/numbers')).body as { numbers: { id: string; phone: string }[] };
    const idOf = (phone: string) => numbers.find((number) => number.phone === phone)?.id ?? '';
    const foreign = idOf('+5531987654321');
    const { alerts } = (await all.call('GET', `/alerts?number=${idOf('+5511955554444')}`)).body as {
      alerts: AlertOnTheWire[];
    };
    const [secret] = alerts;
    if (secret === undefined) throw new Error('The chat with Vera raised no alert.');
    const limited = await manager(desk, 'Otto Limitado', [foreign]);

    const page = await desk.screen(limited);
    const heard: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
    await page.goto(`${desk.program.url}/alerts`);
    await page.getByText('Nenhum alerta em aberto.').waitFor();
    await page.goto(`${desk.program.url}/alerts/${secret.id}`);
    await page
      .getByText('Não há nada aqui que você possa ver.')
      .or(page.getByRole('button', { name: /Abrir alerta/ }))
      .first()
      .waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/zap|Sigilo|acordo/);

    const answers = await Promise.all([
      limited.call('POST', `/alerts/${secret.id}/readings`, {}),
      limited.call('POST', `/conversations/${secret.conversation}/readings`, {}),
      limited.call('POST', `/conversations/${secret.conversation}/reveals`, { reason: 'judge-alert' }),
      limited.call('POST', '/alerts/decisions', {
        alerts: [secret.id],
        decision: 'dismissed',
        reason: 'false-positive',
      }),
      limited.call('GET', `/alerts?number=${secret.number.id}`),
      limited.call('GET', `/conversations?number=${secret.number.id}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    const found = await limited.call('POST', '/searches', { words: 'acordo', purpose: 'investigation' });
    expect(found.body).toMatchObject({ results: [] });
    const people = (await limited.call('GET', '/persons')).body as { persons: { id: string }[] };
    expect(people.persons).toHaveLength(2);

    await importHere(await desk.chatFile('Vera Sigilo', secretChat(9000)), '+5511955554444');
    await importHere(other, '+5531987654321');
    await expect.poll(() => heard.some((frame) => frame.includes(foreign))).toBe(true);
    expect(heard.filter((frame) => frame.includes(secret.number.id))).toEqual([]);
  });
});

interface AlertOnTheWire {
  readonly id: string;
  readonly conversation: string;
  readonly number: { readonly id: string };
}

const secretChat = (minute: number): readonly Line[] => [
  { minute, author: 'Vera Sigilo', text: 'O acordo fica entre nós?' },
  { minute: minute + 1, author: 'Bruno', text: 'Me chama no meu zap pessoal que a gente acerta por fora' },
];

const otherChat: readonly Line[] = [
  { minute: 0, author: 'Outra Conversa', text: 'Bom dia, o boleto venceu?' },
  { minute: 1, author: 'Caixa', text: 'Bom dia! Vence amanhã' },
];

/** Page loads after the first. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => loads++);
  return () => loads;
}

async function importInBrowser(page: Page, desk: Desk, path: string): Promise<void> {
  await page.goto(`${desk.program.url}/imports`);
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByLabel('Número da empresa').fill('+55 11 91234-5678');
  await page.getByLabel('Exercício de direitos').check();
  await page.getByRole('button', { name: 'Importar', exact: true }).click();
  await page.getByText('Pronto. A conversa está guardada.').waitFor();
}

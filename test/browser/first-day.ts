/** What people do with mouse and keyboard on the first day of a number, in Portuguese, each on a page of their own. */
import type { Browser, Page } from 'playwright-core';
import { password } from '../program/sign-in.ts';
import type { Program } from '../program/start-program.ts';
import { cast } from '../whatsapp/local-server.ts';
import type { Phone } from '../whatsapp/phone/phone.ts';
import { strangersPage } from './desk.ts';
import { readQrCode } from './read-qr-code.ts';

/** All of it, from the link in the terminal to a number that captures. Diana is manager and dpo; `phone` is the agent's. */
export async function goLive(
  browser: Browser,
  program: Program,
  phone: Phone,
): Promise<{ readonly diana: Page; readonly noticeApproved: string }> {
  const [ana, diana] = [await strangersPage(browser), await strangersPage(browser)];
  await becomeAdministrator(ana, program);
  await acceptInvitation(diana, await invite(ana, 'diana@example.com'), 'Diana Duarte');
  const number = await addNumber(ana, program.url, `+${cast.company}`);
  await decideCapture(diana, number, 'Diana Duarte');
  const noticeApproved = await approveNotice(diana, number);
  const link = await addAgent(diana, number, 'Beatriz Nogueira');
  await acknowledge(await strangersPage(browser, { width: 390 }), link);
  await linkBySight(ana, number, phone);
  await sendTest(ana, number);
  await beginToCapture(diana, number);
  return { diana, noticeApproved };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Opens the link that the terminal shows. */
async function becomeAdministrator(page: Page, { url, setupSecret }: Program): Promise<void> {
  await page.goto(`${url}/setup#${setupSecret}`);
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByLabel('Seu nome').fill('Ana Administra');
  await page.getByLabel('Senha', { exact: true }).fill(password);
  await press(page, 'Criar conta de administração');
  await page.getByText('Agora convide quem vai ler os alertas').waitFor();
}

/** The administrator invites somebody who is manager and dpo; answers the link that is shown once. */
async function invite(page: Page, email: string): Promise<string> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Gestão e encarregado').check();
  await press(page, 'Criar convite');
  return page.locator('.link-line code').innerText();
}

async function acceptInvitation(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Seu nome').fill(name);
  await page.getByLabel('Senha', { exact: true }).fill(password);
  await press(page, 'Aceitar e entrar');
  await page.getByText('Nenhum alerta em aberto.').waitFor();
}

/** Answers the address of the number's page. */
async function addNumber(page: Page, url: string, phone: string): Promise<string> {
  await page.goto(`${url}/numbers`);
  await press(page, 'Incluir número');
  await page.getByLabel('Telefone com código do país').fill(phone);
  await page.getByLabel('Nome nas telas').fill('Vendas');
  await press(page, 'Incluir');
  await page.waitForURL(/\/numbers\/[\w-]+$/);
  return page.url();
}

/** The dpo decides what the number keeps and why; they themselves answer for its alerts. */
async function decideCapture(page: Page, number: string, name: string): Promise<void> {
  await page.goto(`${number}/capture`);
  await page.getByLabel('Empresa que controla os dados').fill('Loja Exemplo Ltda.');
  await page.getByLabel('Contato do encarregado de dados').fill('dpo@example.com');
  await page.getByLabel('Endereço da política de privacidade').fill('https://example.com/privacidade');
  await page.getByLabel('Base legal').selectOption('legitimate-interest');
  await page.getByLabel('Qualidade do atendimento').check();
  await page.getByLabel('Depois que o aviso chegou').check();
  await page.getByLabel('Guardar por quantos meses').fill('12');
  await page.getByLabel('Quem responde pelos alertas').selectOption({ label: name });
  await press(page, 'Guardar');
  await page.getByText('Guardado e em vigor.').waitFor();
}

/** The proposal is taken as it is, and approved. Answers the words that contacts will get. */
async function approveNotice(page: Page, number: string): Promise<string> {
  await page.goto(`${number}/notices`);
  await press(page, 'Escrever o rascunho');
  await press(page, 'Guardar rascunho');
  await press(page, 'Aprovar e pôr em vigor');
  await page.getByRole('dialog').getByRole('button', { name: 'Aprovar e pôr em vigor' }).click();
  await page.locator('.notice .tag', { hasText: 'em vigor' }).waitFor();
  return page.locator('.phone-bubble').innerText();
}

/** Answers the link by which the agent reads the policy. */
async function addAgent(page: Page, number: string, name: string): Promise<string> {
  await page.goto(`${number}/roster`);
  await page.getByLabel('Nome').fill(name);
  await press(page, 'Incluir e criar o link');
  return page.locator('.link-line code').innerText();
}

async function acknowledge(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Li este texto e tomei ciência dele.').check();
  await press(page, 'Confirmar a leitura');
  await page.getByText('Obrigado. Sua ciência foi registrada').waitFor();
}

/** The risks are read, the code is shown, the agent's phone scans it from the screen. */
async function linkBySight(page: Page, number: string, phone: Phone): Promise<void> {
  await page.goto(`${number}/link`);
  await page.getByLabel('Li os riscos e a empresa os aceita.').check();
  await press(page, 'Continuar');
  await scanBySight(page, phone);
  await page.getByText('Ligado desde').waitFor();
}

async function sendTest(page: Page, number: string): Promise<void> {
  await page.goto(number);
  await press(page, 'Enviar mensagem de teste');
  await page.getByText('A mensagem de teste chegou.').waitFor();
}

async function beginToCapture(page: Page, number: string): Promise<void> {
  await page.goto(number);
  await press(page, 'Começar a capturar');
  await page.getByRole('heading', { name: 'Este número está em captura' }).waitFor();
}

/** Asks for a code and scans it. One that changed while it was read is read anew, as with a phone in the hand. */
export async function scanBySight(page: Page, phone: Phone): Promise<void> {
  const asking = page.getByRole('button', { name: 'Com código QR', exact: true });
  const shown = page.getByRole('img', { name: 'Código QR para o telefone ler' });
  for (let linked = false; !linked; ) {
    await asking.or(shown).first().waitFor();
    // Where the last of the codes was not read in time another is asked for.
    if (await asking.isVisible()) {
      await asking.click();
      await asking.waitFor({ state: 'detached' });
      continue;
    }
    // Each new code takes the place of the one before, also while it is being looked at.
    const code = await readQrCode(shown).catch((error: unknown) => {
      if (error instanceof Error && /not attached|Timeout|No QR code can be read/.test(error.message)) return undefined;
      throw error;
    });
    if (code === undefined) continue;
    linked = await phone.link(code).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.message.includes('may have expired')) return false;
        throw error;
      },
    );
  }
}

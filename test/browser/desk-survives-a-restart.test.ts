/** An open desk comes back by itself after the program was restarted, and shows what came in after. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { asAndroidText, insuranceChat } from '../fixtures/chats.ts';
import { firstAdministrator } from '../program/sign-in.ts';
import { atalaia, freshFolders, startProgram } from '../program/start-program.ts';
import { openBrowser } from './chromium.ts';
import { manager, signedInPage } from './desk.ts';

it('shows alerts again after the program was ended and started anew', async () => {
  using folders = freshFolders();
  await using first = await startProgram(folders);
  const browser = await openBrowser();
  try {
    const mauro = await manager({ program: first, administrator: await firstAdministrator(first) }, 'Mauro Gestor');
    const page = await signedInPage(browser, first, mauro);
    await page.goto(`${first.url}/alerts`);
    await page.getByText('Nenhum alerta em aberto.').waitFor();
    await first.kill('SIGTERM');
    await page.locator('.offline').waitFor();

    await using _second = await startProgram(folders, { ATALAIA_PORT: new URL(first.url).port });
    await page.locator('.offline').waitFor({ state: 'detached' });
    const path = join(folders.home, 'Conversa do WhatsApp com Otávio Quaresma.txt');
    writeFileSync(path, asAndroidText(insuranceChat));
    const imported = await atalaia(folders, [
      'import',
      path,
      '--number',
      '+5511912345678',
      '--basis',
      'contract',
      '--json',
    ]);
    expect(imported).toMatchObject({ status: 0, stderr: '' });
    await page.locator('.queue-link').first().waitFor();
  } finally {
    await browser.close();
  }
}, 120_000);

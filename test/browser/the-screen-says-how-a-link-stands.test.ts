/** Each way in which WhatsApp ends a link is said on the open page: what happened, what to do, and no more than that is done. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import link from '../../dashboard/src/i18n/pt-BR/link.json' with { type: 'json' };
import type { CloseCode, Device } from '../whatsapp/server/types.ts';
import { openBrowser } from './chromium.ts';
import { signedInPage } from './desk.ts';
import { scanBySight } from './first-day.ts';
import { type LiveNumber, linkedNumber } from './live-number.ts';

let live: LiveNumber;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  live = await linkedNumber({ keepAlive: 2500 });
  browser = await openBrowser();
  page = await signedInPage(browser, live.served, live.ana);
  await page.goto(`${live.page}/link`);
  await page.getByText('Ligado desde').waitFor();
});
afterAll(async () => {
  await browser.close();
  await live[Symbol.asyncDispose]();
});

function companion(): Device {
  const device = [...live.agent.account.devices.values()].find(({ id }) => id !== 0);
  if (device === undefined) throw new Error('No device is linked.');
  return device;
}

const logins = (device: Device) =>
  live.server.ledger.entries.filter((entry) => entry.kind === 'login' && entry.device === device.pn).length;

/** The badge with this mark and word. */
const badge = (kind: keyof typeof link.kind) =>
  page.locator(`.number-line .link-badge-${kind}`, { hasText: link.kind[kind] }).waitFor();
const tryNow = () => page.getByRole('button', { name: link.again, exact: true }).click();

describe('the page of a link, open all the while,', () => {
  it('says after 515 that it is linked: that is how WhatsApp asks for a new connection', async () => {
    const before = logins(companion());
    live.server.faults.close(companion(), 515);
    await live.server.ledger.until(() => logins(companion()) > before);
    await badge('connected');
    expect(logins(companion())).toBe(before + 1);
  });

  it.each([
    [428, 'network'],
    [500, 'unknown-failure'],
    [503, 'service-unavailable'],
    [408, 'network'],
  ] as const)('says after %i that it is tried again, and why (%s)', async (code: CloseCode, reason) => {
    const { what, todo } = link.reason[reason];
    // A link that has come back may be gone before the page is read again; each time it waits longer.
    for (let seen = false; !seen; ) {
      live.server.faults.close(companion(), code);
      seen = await page
        .getByText(`${what} ${todo}`)
        .waitFor({ timeout: 12_000 })
        .then(
          () => true,
          () => false,
        );
    }
    await badge('waiting');
    live.server.faults.clear();
    await tryNow();
    await badge('connected');
  });

  it.each([
    [440, 'replaced'],
    [411, 'mismatch'],
    [405, 'outdated'],
    [403, 'forbidden'],
  ] as const)('says after %i that somebody must act (%s), and goes back only when asked to', async (code, reason) => {
    const device = companion();
    const before = logins(device);
    live.server.faults.close(device, code);
    const { what, todo } = link.reason[reason];
    await page.getByText(`${what} ${todo}`).waitFor();
    await badge('stopped');
    live.server.faults.clear();
    expect(logins(device)).toBe(before);
    await tryNow();
    await badge('connected');
    expect(logins(device)).toBe(before + 1);
  });

  it('says after 401 that the phone removed it, and offers to link it anew', async () => {
    page.setDefaultTimeout(40_000);
    live.agent.account.unlink(companion());
    const { what, todo } = link.reason['device-removed'];
    await page.getByText(`${what} ${todo}`).waitFor();
    await badge('stopped');
    await scanBySight(page, live.agent);
    await badge('connected');
  });
});

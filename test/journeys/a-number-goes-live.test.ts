/** From an empty installation to a number that captures, over HTTP and a local WhatsApp server: what is missing shrinks to nothing. */
import { auditEntries, type FeedEvent, withheld } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type Served, servedApp } from '../fixtures/served-app.ts';
import { tryKit } from '../fixtures/tried-kit.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import type { Account, WhatsAppServer } from '../whatsapp/server/types.ts';

let server: WhatsAppServer;
let served: Served;
let ana: Browser;
let diana: Browser;
let number: string;
let company: Account;
let agent: Phone;

beforeAll(async () => {
  server = await trustedServer();
  company = server.account(cast.company);
  agent = openPhone(server, company);
  served = await servedApp({}, { whatsapp: { address: server.address } });
  await tryKit(served.app);
  ana = await served.administrator();
  diana = await served.invited(ana, 'diana@example.com', ['dpo', 'manager']);
  const added = await ana.call('POST', '/api/numbers', {
    phone: `+${cast.company}`,
    label: 'Vendas',
    language: 'pt-BR',
  });
  number = (added.body as { id: string }).id;
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const at = (path: string) => `/api/numbers/${number}${path}`;

interface Detail {
  readonly missing: readonly string[];
  readonly link: { readonly kind: string };
  readonly managers: readonly { readonly id: string }[];
}
async function detail(): Promise<Detail> {
  return (await diana.call('GET', at(''))).body as Detail;
}

/** The next event of this kind for which `look` answers something. */
async function when<T>(kind: FeedEvent['kind'], look: () => Promise<T | undefined>): Promise<T> {
  const found = Promise.withResolvers<T>();
  const tried = () => void look().then((value) => value !== undefined && found.resolve(value), found.reject);
  using _subscription = served.app.feed.subscribe((event) => event.kind === kind && tried());
  tried();
  return await found.promise;
}

async function codeShown(): Promise<string | undefined> {
  const { code } = (await ana.call('GET', at('/pairing'))).body as { code: { text: string } | null };
  return code?.text;
}

async function acts(): Promise<readonly string[]> {
  const page = await served.app.records.find(auditEntries, { index: 'byChain', limit: 1000 });
  return page.items.map(({ doc }) => doc.act);
}

describe('a number', () => {
  it('shows no code before the risks were read', async () => {
    expect(await ana.call('POST', at('/pairing'), { by: 'qr' })).toMatchObject({
      status: 409,
      body: { code: 'risk-not-read' },
    });
    await ana.call('POST', at('/risk'));
  });

  it('is linked by the code that an administrator is shown, which is recorded once', async () => {
    const begun = await ana.call('POST', at('/pairing'), { by: 'qr' });
    expect(begun).toMatchObject({ status: 200, body: { state: { kind: 'pairing' } } });
    const code = await when('link-changed', codeShown);
    await codeShown();
    expect((await acts()).filter((act) => act === 'pairing-code-shown')).toHaveLength(1);
    await company.scan(code);
    await when('link-changed', async () => ((await detail()).link.kind === 'connected' ? true : undefined));
    expect((await detail()).missing).not.toContain('link');
  });

  it('sends itself a message, which arrives', async () => {
    expect(await ana.call('POST', at('/tests'))).toMatchObject({ status: 200, body: { arrived: true } });
    expect((await detail()).missing).not.toContain('test');
  });

  it('is armed once nothing is missing', async () => {
    expect(await diana.call('POST', at('/arming'))).toMatchObject({ status: 409 });
    const dutyManager = (await detail()).managers[0]?.id ?? '';
    await diana.call('PUT', at('/capture'), {
      controller: 'Loja Exemplo Ltda.',
      dpoContact: 'dpo@example.com',
      policyAddress: 'https://example.com/privacidade',
      basis: 'legitimate-interest',
      mode: 'notice',
      notifiedBy: 'delivered',
      purposes: ['quality'],
      retentionMonths: 12,
      renewAfterMonths: null,
      dutyManager,
    });
    const { chat, long } = (await diana.call('GET', at('/notices/pt-BR/proposal'))).body as Record<string, string>;
    const draft = await diana.call('PUT', at('/notices/pt-BR/draft'), { chat, long, material: true });
    const { hash } = draft.body as { hash: string };
    expect(await diana.call('POST', at('/notices/pt-BR/approvals'), { hash })).toMatchObject({ status: 200 });
    const added = await diana.call('POST', at('/roster'), { name: 'Beatriz Nogueira', device: 0 });
    const secret = (added.body as { link: string }).link.split('#')[1];
    await served.browser().call('POST', '/api/acknowledgements', { secret, language: 'pt-BR' });
    expect((await detail()).missing).toEqual([]);
    expect(await diana.call('POST', at('/arming'))).toMatchObject({ status: 200, body: { missing: [] } });
  });

  it('takes nobody new onto its roster before they acknowledged, nor gives up what it needs', async () => {
    const added = await diana.call('POST', at('/roster'), { name: 'Caio Prado', device: null });
    expect(added).toMatchObject({ status: 200, body: { joined: false } });
    const { agent, link } = added.body as { agent: { id: string }; link: string };
    const join = () => diana.call('POST', at(`/roster/${agent.id}/periods`), { device: null });
    expect(await join()).toMatchObject({ status: 409, body: { code: 'not-acknowledged' } });
    await served.browser().call('POST', '/api/acknowledgements', { secret: link.split('#')[1], language: 'en' });
    expect(await join()).toMatchObject({ status: 200 });
    const { capture } = (await diana.call('GET', at(''))).body as { capture: object };
    expect(await diana.call('PUT', at('/capture'), { ...capture, basis: null })).toMatchObject({
      status: 409,
      body: { code: 'not-ready', missing: ['basis'] },
    });
  });

  it('tells a customer who writes; the first message is withheld, the next one kept', async () => {
    const marta = openPhone(server, server.account(cast.marta));
    await marta.send(company, 'Bom dia, qual o prazo?');
    const notice = await marta.receives(({ text }) => text?.includes('Loja Exemplo Ltda.') === true);
    expect(notice.text).toContain('https://example.com/privacidade');
    await expect.poll(withheldCount).toBe(1);
    const raised = when('alert-raised', async () => {
      const { alerts } = (await diana.call('GET', '/api/alerts')).body as { alerts: { rule: { ref: string } }[] };
      return alerts[0];
    });
    await agent.send(marta.account, 'Me chama no meu WhatsApp pessoal que eu resolvo.');
    expect((await raised).rule.ref).toMatch(/^off-channel\//);
  });

  it('is taken out of capture by the dpo', async () => {
    expect(await diana.call('DELETE', at('/arming'))).toMatchObject({ status: 200, body: { armedAt: null } });
  });

  it('is unlinked by an administrator', async () => {
    expect(await ana.call('DELETE', at('/link'))).toMatchObject({ status: 200 });
    expect((await detail()).link.kind).toBe('unlinked');
    expect(await ana.call('POST', at('/tests'))).toMatchObject({ status: 409, body: { code: 'not-connected' } });
  });
});

async function withheldCount(): Promise<number> {
  return (await served.app.records.find(withheld, { index: 'byNumber', limit: 10 })).items.length;
}

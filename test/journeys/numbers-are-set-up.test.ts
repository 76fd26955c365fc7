/** A number is set up by those who may, armed only when nothing is missing, and its notices are approved before they are said. */
import { auditEntries } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Controller } from '../../monitor/src/number/capture-settings.ts';
import { type Answer, type Browser, type Served, servedApp } from '../fixtures/served-app.ts';
import { tryKit } from '../fixtures/tried-kit.ts';

let served: Served;
let ana: Browser;
let diana: Browser;
let marcos: Browser;
let otto: Browser;
let number: string;

beforeAll(async () => {
  served = await servedApp();
  ana = await served.administrator();
  diana = await served.invited(ana, 'diana@example.com', ['dpo']);
  number = idIn(await added('+5511998765432', 'Vendas'));
  marcos = await served.invited(ana, 'marcos@example.com', ['manager'], [number]);
  otto = await served.invited(ana, 'otto@example.com', ['manager'], [idIn(await added('+5511987650000', null))]);
});
afterAll(() => served[Symbol.asyncDispose]());

const added = (phone: string, label: string | null) =>
  ana.call('POST', '/api/numbers', { phone, label, language: 'pt-BR' });

function idIn(answer: Answer): string {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as { id: string }).id;
}

const at = (path: string) => `/api/numbers/${number}${path}`;
const settled = {
  controller: 'Loja Exemplo Ltda.',
  dpoContact: 'dpo@example.com',
  policyAddress: 'https://example.com/privacidade',
  basis: 'legitimate-interest',
  mode: 'notice',
  notifiedBy: 'delivered',
  purposes: ['quality'],
  retentionMonths: 12,
  renewAfterMonths: null,
  dutyManager: null as string | null,
};

async function missing(): Promise<readonly string[]> {
  return ((await diana.call('GET', at(''))).body as { missing: string[] }).missing;
}

describe('a number', () => {
  it('is added once, in whichever form it is written', async () => {
    const other = await added('+551198765432', null);
    expect(other).toMatchObject({ status: 409, body: { code: 'number-known' } });
    expect(await added('12345', null)).toMatchObject({ status: 400 });
    const { body } = await ana.call('GET', '/api/numbers');
    expect(body).toMatchObject({ numbers: [{ id: number, label: 'Vendas', armed: false }, {}] });
  });

  it('is for those whose number it is', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/notices'],
      ['GET', '/roster'],
      ['POST', '/roster'],
      ['PUT', '/notices/pt-BR/draft'],
      ['GET', '/completeness'],
    ] as const) {
      expect(await otto.call(method, at(path)), `${method} ${path}`).toMatchObject({ status: 404 });
    }
  });

  it('is linked by administrators, decided and armed by dpos; nobody else', async () => {
    const refused = { status: 403, body: { code: 'not-permitted' } };
    for (const person of [diana, marcos]) {
      for (const [method, path] of [
        ['POST', '/risk'],
        ['POST', '/pairing'],
        ['GET', '/pairing'],
        ['DELETE', '/link'],
        ['POST', '/tests'],
      ] as const) {
        expect(await person.call(method, at(path)), path).toMatchObject(refused);
      }
    }
    for (const person of [ana, marcos]) {
      expect(await person.call('PUT', at('/capture'), settled)).toMatchObject(refused);
      expect(await person.call('POST', at('/arming'))).toMatchObject(refused);
      expect(await person.call('GET', at('/groups'))).toMatchObject(refused);
      expect(await person.call('POST', at('/notices/pt-BR/approvals'))).toMatchObject(refused);
    }
    expect(await ana.call('GET', at('/roster'))).toMatchObject(refused);
  });

  it('is not linked before somebody read the risks, and the trail says who', async () => {
    expect(await ana.call('POST', at('/risk'))).toMatchObject({
      status: 200,
      body: { risk: { by: 'Ana Administra' } },
    });
    expect(await acts()).toContain('risk-read');
  });
});

describe('arming', () => {
  it('is refused with the list of everything that is missing, which gets shorter', async () => {
    const all = [
      'controller',
      'dpo-contact',
      'basis',
      'purposes',
      'mode',
      'retention',
      'duty-manager',
      'notice',
      'roster',
      'acknowledgements',
      'recovery-kit',
      'link',
      'test',
    ];
    expect(await missing()).toEqual(all);
    expect(await diana.call('POST', at('/arming'))).toMatchObject({
      status: 409,
      body: { code: 'not-ready', missing: all },
    });
    const set = await diana.call('PUT', at('/capture'), settled);
    expect(set.status, JSON.stringify(set.body)).toBe(200);
    expect(await missing()).toEqual(all.slice(6));
    await tryKit(served.app);
    expect(await missing()).not.toContain('recovery-kit');
  });

  it.each([
    ['controller', 'controller'],
    ['dpoContact', 'dpo-contact'],
    ['basis', 'basis'],
    ['mode', 'mode'],
    ['retentionMonths', 'retention'],
  ])('misses %s by itself', async (field, item) => {
    await diana.call('PUT', at('/capture'), { ...settled, [field]: null });
    expect(await missing()).toContain(item);
    await diana.call('PUT', at('/capture'), settled);
    expect(await missing()).not.toContain(item);
  });

  it('needs somebody on duty who may see the number', async () => {
    const { managers } = (await diana.call('GET', at(''))).body as { managers: { id: string; name: string }[] };
    expect(managers.map(({ name }) => name)).toEqual(['diana@example.com', 'marcos@example.com']);
    const stranger = ((await otto.call('GET', '/api/session')).body as { id: string }).id;
    expect(await diana.call('PUT', at('/capture'), { ...settled, dutyManager: stranger })).toMatchObject({
      status: 400,
      body: { pointer: '/dutyManager' },
    });
    settled.dutyManager = managers[1]?.id ?? '';
    await diana.call('PUT', at('/capture'), settled);
    expect(await missing()).toEqual(['notice', 'roster', 'acknowledgements', 'link', 'test']);
  });
});

describe('a notice', () => {
  const words = (text: string) => ({ chat: `Aviso da Loja Exemplo. ${text}`, long: 'Tudo o que a lei manda contar.' });

  it('is proposed with the facts of the number filled in, in each language', async () => {
    for (const language of ['pt-BR', 'en', 'es']) {
      const { body } = await marcos.call('GET', at(`/notices/${language}/proposal`));
      expect(body).toMatchObject({ missing: [] });
      const { chat, long } = body as { chat: string; long: string };
      expect(chat + long).toContain('Loja Exemplo Ltda.');
      expect(chat + long).toContain('https://example.com/privacidade');
    }
  });

  it('is live only once a dpo approved the words that were read', async () => {
    const draft = await marcos.call('PUT', at('/notices/pt-BR/draft'), { ...words('Primeiro.'), material: false });
    expect(draft).toMatchObject({ status: 200, body: { state: 'draft', revision: 1, material: true } });
    const first = (draft.body as { hash: string }).hash;
    const edited = await diana.call('PUT', at('/notices/pt-BR/draft'), { ...words('Melhor.'), material: true });
    expect(edited).toMatchObject({ body: { state: 'draft', revision: 1 } });
    expect(await diana.call('POST', at('/notices/pt-BR/approvals'), { hash: first })).toMatchObject({ status: 409 });
    expect(await missing()).toContain('notice');
    const { hash } = edited.body as { hash: string };
    const approved = await diana.call('POST', at('/notices/pt-BR/approvals'), { hash });
    expect(approved).toMatchObject({ status: 200, body: { state: 'live', outdated: false } });
    expect(await missing()).not.toContain('notice');
  });

  it('keeps every version; the one before is retired', async () => {
    const next = await diana.call('PUT', at('/notices/pt-BR/draft'), { ...words('Segundo.'), material: false });
    const { hash } = next.body as { hash: string };
    await diana.call('POST', at('/notices/pt-BR/approvals'), { hash });
    expect((await marcos.call('GET', at('/notices'))).body).toMatchObject({
      notices: [
        { revision: 2, state: 'live', material: false },
        { revision: 1, state: 'retired', material: true },
      ],
    });
  });

  it('is missing again when what it tells is no longer so', async () => {
    await diana.call('PUT', at('/capture'), { ...settled, retentionMonths: 24 });
    expect(await missing()).toContain('notice');
    await diana.call('PUT', at('/capture'), settled);
    expect(await missing()).not.toContain('notice');
  });
});

describe('an agent', () => {
  let link: string;
  let agent: string;

  it('is added with a one-time link, and is on the roster', async () => {
    const answer = await marcos.call('POST', at('/roster'), { name: 'Beatriz Nogueira', device: 0 });
    expect(answer).toMatchObject({ status: 200, body: { joined: true, agent: { name: 'Beatriz Nogueira' } } });
    ({ link } = answer.body as { link: string });
    agent = (answer.body as { agent: { id: string } }).agent.id;
    expect(link).toMatch(/^\/acknowledge#[\w-]{43}$/);
    expect(await missing()).toEqual(['acknowledgements', 'link', 'test']);
  });

  it('reads the policy without an account, in three languages, and acknowledges it once', async () => {
    const secret = link.split('#')[1];
    const stranger = served.browser();
    const opened = await stranger.call('POST', '/api/acknowledgements/readings', { secret });
    expect(opened).toMatchObject({ status: 200, body: { controller: 'Loja Exemplo Ltda.', number: 'Vendas' } });
    const { policy } = opened.body as { policy: NonNullable<Controller['agentPolicy']> };
    for (const text of Object.values(policy)) expect(text).toContain('Loja Exemplo Ltda.');
    for (const word of ['consinto', 'I consent', 'consiento']) expect(JSON.stringify(policy)).not.toContain(word);
    const confirmed = await stranger.call('POST', '/api/acknowledgements', { secret, language: 'es' });
    expect(confirmed).toMatchObject({ status: 200 });
    for (const path of ['', '/readings']) {
      const again = await stranger.call('POST', `/api/acknowledgements${path}`, { secret, language: 'es' });
      expect(again).toMatchObject({ status: 410, body: { code: 'link-spent' } });
    }
    expect(await missing()).toEqual(['link', 'test']);
    expect((await marcos.call('GET', at('/roster'))).body).toMatchObject({
      agents: [{ acknowledgement: { state: 'acknowledged', language: 'es' }, rows: [{ device: 0, to: null }] }],
    });
  });

  it('is asked again when the policy changes; the newest link is the one that works', async () => {
    const text = 'Uma política nova, com palavras suficientes.';
    const policy = { 'pt-BR': text, en: `${text} (en)`, es: `${text} (es)` };
    await marcos.call('PUT', at('/agent-policy'), { policy });
    expect(await missing()).toContain('acknowledgements');
    const first = await asked();
    const second = await asked();
    expect(await opens(first)).toBe(410);
    expect(await opens(second)).toBe(200);
    await marcos.call('PUT', at('/agent-policy'), { policy: null });
    expect(await missing()).not.toContain('acknowledgements');
  });

  it('leaves the roster: the period ends, and stays', async () => {
    await marcos.call('POST', at(`/roster/${agent}/periods`), { device: 2 });
    const periods = async () => {
      const { agents } = (await marcos.call('GET', at('/roster'))).body as { agents: { rows: { id: string }[] }[] };
      return agents[0]?.rows ?? [];
    };
    const [current] = await periods();
    expect(await periods()).toMatchObject([
      { device: 2, to: null },
      { device: 0, to: expect.any(Number) },
    ]);
    await marcos.call('DELETE', at(`/roster/${agent}/periods/${current?.id}`));
    expect(await periods()).toMatchObject([{ to: expect.any(Number) }, { to: expect.any(Number) }]);
    expect(await missing()).toContain('roster');
  });

  it('has three days to use the link', async () => {
    const last = await asked();
    served.clock.move(72 * 3_600_000 - 1);
    expect(await opens(last)).toBe(200);
    served.clock.move(1);
    expect(await opens(last)).toBe(410);
  });

  async function asked(): Promise<string> {
    const answer = await marcos.call('POST', at(`/roster/${agent}/links`));
    return (answer.body as { link: string }).link.split('#')[1] ?? '';
  }

  async function opens(secret: string): Promise<number> {
    return (await served.browser().call('POST', '/api/acknowledgements/readings', { secret })).status;
  }
});

async function acts(): Promise<readonly string[]> {
  const page = await served.app.records.find(auditEntries, { index: 'byChain', limit: 1000 });
  return page.items.map(({ doc }) => doc.act);
}

it('writes nothing of names, texts or numbers into the trail or the log', async () => {
  const page = await served.app.records.find(auditEntries, { index: 'byChain', limit: 1000 });
  const trail = JSON.stringify(page.items) + served.logged.join('\n');
  for (const word of ['Beatriz', 'Loja', 'Vendas', '98765432', 'example.com', 'política']) {
    expect(trail).not.toContain(word);
  }
});

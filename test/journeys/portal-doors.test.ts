/** The portal's door: it opens to link and code together, once, and shuts for good when the link ends. */
import { request as rawRequest } from 'node:http';
import { auditEntries, shares } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeLink, openPortalOffice, type PortalOffice } from '../fixtures/portal-office.ts';
import { goodPassword, type Served } from '../fixtures/served-app.ts';

let office: PortalOffice;
let served: Served;
/** Another origin than the dashboard's. */
let portal: string;
const makeLink = () => office.makeLink();

beforeAll(async () => {
  office = await openPortalOffice();
  ({ served, portal } = office);
});
afterAll(() => office[Symbol.asyncDispose]());

const secretOf = ({ link }: MadeLink) => link.split('#')[1] ?? '';

interface Said {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}
async function ask(path: string, cookie = '', form?: Readonly<Record<string, string>>): Promise<Said> {
  const response = await fetch(portal + path, {
    method: form ? 'POST' : 'GET',
    headers: { ...(cookie === '' ? {} : { cookie }), ...(form ? { origin: portal } : {}), 'accept-language': 'pt-BR' },
    body: form ? new URLSearchParams(form) : null,
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const tryCode = (made: MadeLink, code: string) =>
  ask('/my/opening', '', { secret: secretOf(made), code, language: 'pt-BR' });

/** The cookie of a link that was opened. */
async function enter(made: MadeLink): Promise<string> {
  const opened = await tryCode(made, made.code);
  expect(opened.status).toBe(303);
  expect(opened.headers.get('location')).toBe('/my/pt-BR');
  return opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
const over = 'Este link não vale mais';

async function actsAbout(id: string): Promise<readonly string[]> {
  const found = await served.app.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: id },
    limit: 1000,
  });
  return found.items.map(({ doc }) => `${doc.actor.split(':')[0]} ${doc.act}`);
}

describe('link and code', () => {
  it('open together, once, and every look is recorded as the person’s own', async () => {
    const made = await makeLink();
    expect(made.link).toMatch(new RegExp(`^${portal}/#[A-Za-z0-9_-]{43}$`));
    expect(made.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    const cookie = await enter(made);
    const summary = await ask('/my/pt-BR', cookie);
    expect(summary.text).toContain('Otávio Quaresma');
    expect(summary.text).not.toContain('Marina');
    const messages = await ask('/my/pt-BR/messages', cookie);
    expect(messages.text).toContain('carroceria vermelha');
    expect(messages.text).not.toContain('Marina');
    expect((await tryCode(made, made.code)).text).toContain(over);
    const acts = await actsAbout(office.person);
    expect(acts).toEqual(expect.arrayContaining(['user share-made', 'person share-opened', 'person portal-read']));
  });

  it('the code is read as people write it, in small letters and with blanks', async () => {
    const made = await makeLink();
    expect((await tryCode(made, ` ${made.code.toLowerCase().replace('-', ' ')} `)).status).toBe(303);
  });

  it('five wrong codes at once lock the link, the right one too', async () => {
    const made = await makeLink();
    const tries = await Promise.all(Array.from({ length: 6 }, () => tryCode(made, 'AAAA-AAAA')));
    expect(tries.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 410, 410]);
    const late = await tryCode(made, made.code);
    expect(late).toMatchObject({ status: 410, text: expect.stringContaining(over) });
    const stored = (await served.app.records.get(shares, made.share.id))?.doc;
    expect(stored).toMatchObject({ wrongCodes: 5, openedAt: null });
  });

  it('neither stands anywhere in the archive', async () => {
    const made = await makeLink();
    const stored = JSON.stringify((await served.app.records.get(shares, made.share.id))?.doc);
    for (const word of [secretOf(made), made.code, made.code.replace('-', '')]) expect(stored).not.toContain(word);
    expect(served.logged.join('\n')).not.toContain(secretOf(made));
  });

  it.each(['', 'x', 'A'.repeat(43), '../../etc/passwd', '%00'])(
    'a guessed secret "%s" is a dead link',
    async (secret) => {
      const tried = await ask('/my/opening', '', { secret, code: 'ABCD-2345', language: 'pt-BR' });
      expect(tried).toMatchObject({ status: 410, text: expect.stringContaining(over) });
    },
  );
});

describe('an open link', () => {
  it('is over at once when the dpo revokes it, and a new one revokes the one before', async () => {
    const first = await makeLink();
    const cookie = await enter(first);
    const second = await makeLink();
    expect(await ask('/my/pt-BR', cookie)).toMatchObject({ status: 410 });
    const again = await enter(second);
    expect((await office.diana.call('DELETE', `/api/shares/${second.share.id}`)).status).toBe(200);
    expect(await ask('/my/pt-BR/messages', again)).toMatchObject({ status: 410, text: expect.stringContaining(over) });
    expect(await ask('/my/state', again)).toMatchObject({ status: 410 });
  });

  it('is over when the person ends it', async () => {
    const made = await makeLink();
    const cookie = await enter(made);
    expect((await ask('/my/end', cookie, {})).status).toBe(303);
    expect((await ask('/my/pt-BR', cookie)).status).toBe(410);
  });

  it('belongs to one browser: its cookie is for our pages only, and a changed one opens nothing', async () => {
    const made = await makeLink();
    const opened = await tryCode(made, made.code);
    const [line = ''] = opened.headers.getSetCookie();
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/my']) expect(line).toContain(attribute);
    const cookie = line.split(';')[0] ?? '';
    const changed = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`;
    expect((await ask('/my/pt-BR', changed)).status).toBe(410);
    expect((await ask('/my/pt-BR')).status).toBe(410);
    expect((await ask('/my/pt-BR', cookie)).status).toBe(200);
  });

  it('takes a request once however often its form is sent, and lets it be withdrawn', async () => {
    const cookie = await enter(await makeLink());
    const form = { kind: 'restrict', form: 'form-of-the-test-0001', words: 'Parem por favor' };
    const sent = await ask('/my/pt-BR/requests', cookie, form);
    const again = await ask('/my/pt-BR/requests', cookie, form);
    expect([sent.status, again.headers.get('location')]).toEqual([303, sent.headers.get('location')]);
    const page = await ask(sent.headers.get('location') ?? '', cookie);
    expect(page.text).toContain('O seu pedido foi enviado');
    expect(page.text).toContain('Parem por favor');
    const { requests } = (await office.diana.call('GET', '/api/requests')).body as { requests: { id: string }[] };
    expect(requests).toMatchObject([{ kind: 'restrict', source: 'portal', identity: 'number', state: 'open' }]);
    const withdrawn = await ask('/my/pt-BR/withdrawals', cookie, { request: requests[0]?.id ?? '' });
    expect(withdrawn.status).toBe(303);
    expect((await ask('/my/pt-BR/ask', cookie)).text).toContain('retirada');
  });
});

describe('what does not come from our pages', () => {
  function raw(headers: Readonly<Record<string, string>>, method = 'GET', path = '/'): Promise<number> {
    const { port } = new URL(portal);
    return new Promise((resolve, reject) => {
      const sent = rawRequest({ host: '127.0.0.1', port, path, method, headers, setHost: false }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  it.each(['evil.example', 'localhost', ''])('the host "%s" is refused', async (host) => {
    expect(await raw({ host })).toBe(403);
  });

  it.each([undefined, 'null', 'http://evil.example'])('a form of the origin %s is refused', async (origin) => {
    const { host } = new URL(portal);
    const cookie = await enter(await makeLink());
    const headers = { host, cookie, ...(origin === undefined ? {} : { origin }) };
    expect(await raw(headers, 'POST', '/my/end')).toBe(403);
    expect((await ask('/my/pt-BR', cookie)).status).toBe(200);
  });

  it('nothing of the dashboard answers here, and nothing of the portal there', async () => {
    for (const path of ['/api/session', '/api/openapi.json', '/metrics', '/live', '/assets/x.js']) {
      expect((await ask(path)).status, path).toBe(404);
    }
    const elsewhere = await fetch(`${served.url}/my/opening`, { method: 'POST', headers: { origin: served.url } });
    expect(elsewhere.status).toBe(404);
  });

  it('every page is kept by nobody, runs our script only and is framed by nobody', async () => {
    for (const path of ['/', '/my/pt-BR', '/portal.js', '/nothing']) {
      const { headers } = await ask(path);
      expect(headers.get('cache-control'), path).toBe('no-store');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none';script-src 'self';style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
  });
});

describe('time', () => {
  const day = 24 * 60 * 60_000;

  it('ends a link after 24 hours, opened or not', async () => {
    const cookie = await enter(await makeLink());
    served.clock.move(day - 1);
    expect((await ask('/my/pt-BR', cookie)).status).toBe(200);
    served.clock.move(1);
    expect(await ask('/my/pt-BR', cookie)).toMatchObject({ status: 410, text: expect.stringContaining(over) });
    await office.diana.call('POST', '/api/session', { email: 'diana@example.com', password: goodPassword });
    const unopened = await makeLink();
    served.clock.move(day);
    expect(await tryCode(unopened, unopened.code)).toMatchObject({ status: 410 });
  });
});

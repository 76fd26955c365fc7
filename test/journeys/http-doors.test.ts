/** The HTTP door: foreign pages, malformed requests and curious eyes get a plain refusal, and change nothing. */
import { request as rawRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProblemCode, problemCodes } from '../../monitor/src/api/index.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { type Answer, type Browser, type Served, servedApp } from '../fixtures/served-app.ts';

let served: Served;
let ana: Browser;
beforeAll(async () => {
  served = await servedApp(noRules);
  ana = await served.administrator();
});
afterAll(() => served[Symbol.asyncDispose]());

/** A request whose headers are exactly these: `fetch` does not let the Host be chosen. */
function raw(path: string, headers: Readonly<Record<string, string>>, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(served.url);
    const framed = body === '' ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
    const sent = rawRequest({ host: '127.0.0.1', port, path, method, headers: framed, setHost: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.on('end', () => {
        const kept = new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
        resolve({ status: response.statusCode ?? 0, headers: kept, body: text === '' ? undefined : jsonOf(text) });
      });
    });
    sent.on('error', reject);
    sent.end(body === '' ? undefined : body);
  });
}
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
/** Every refusal is a problem document whose status is the code's, without a trace of the inside. */
function expectProblem(answer: Answer, code?: ProblemCode): void {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const said = answer.body as { code: ProblemCode; status: number; type: string; title: string; detail: string };
  expect(problemCodes[said.code]).toBe(answer.status);
  expect(said).toMatchObject({ status: answer.status, type: `urn:atalaia:problem:${said.code}` });
  expect(JSON.stringify(said)).not.toMatch(/node_modules|\.ts\b|\bat \w+ \(/);
  if (code) expect(said.code).toBe(code);
}
const host = () => new URL(served.url).host;

describe('foreign addresses and pages', () => {
  it.each(['evil.example', 'evil.example:8420', 'localhost', 'localhost.evil.example', '169.254.169.254', ''])(
    'a request for the host "%s" is refused',
    async (name) => {
      expectProblem(await raw('/api/setup', { host: name }), 'foreign-origin');
      expectProblem(await raw('/', { host: name }), 'foreign-origin');
    },
  );

  it('our own names are answered', async () => {
    const { port } = new URL(served.url);
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await raw('/api/setup', { host: `${name}:${port}` })).status).toBe(200);
    }
  });

  it.each([undefined, 'null', 'http://evil.example', 'https://localhost'])(
    'a page of the origin %s changes nothing',
    async (origin) => {
      const headers = { host: host(), cookie: ana.cookie, 'content-type': 'application/json' };
      const sent = origin === undefined ? headers : { ...headers, origin };
      for (const [method, path] of [
        ['DELETE', '/api/session'],
        ['POST', '/api/session/totp-enrolment'],
        ['PUT', '/api/session/language'],
        ['PATCH', '/api/users/aaaaaaaaaaaaaaaaaaaa'],
      ] as const) {
        expectProblem(await raw(path, sent, method, '{}'), 'foreign-origin');
      }
      expect((await ana.call('GET', '/api/session')).status).toBe(200);
    },
  );

  it('nothing is ever allowed to other origins (CORS)', async () => {
    const answer = await raw('/api/session', { host: host(), origin: 'http://evil.example' }, 'OPTIONS');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('a form of another page, which can not send JSON, is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await ana.call('PUT', '/api/session/language', '{"language":"en"}', { 'content-type': type });
      expectProblem(answer, 'bad-request');
    }
  });
});

describe('what browsers are told', () => {
  it('scripts run from our files only, styles with the nonce of the page, nobody frames us', async () => {
    const first = (await ana.call('GET', '/')).headers.get('content-security-policy') ?? '';
    const second = (await ana.call('GET', '/')).headers.get('content-security-policy') ?? '';
    expect(first).toContain("default-src 'none'");
    expect(first).toContain("script-src 'self';");
    expect(first).toContain("frame-ancestors 'none'");
    expect(first).not.toContain('unsafe-');
    expect(first).not.toBe(second);
  });

  it('answers of the interface are kept nowhere, and types are not guessed', async () => {
    const { headers } = await ana.call('GET', '/api/session');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('requests that are not ours to answer', () => {
  it.each(['/api', '/api/', '/api/nothing', '/api/alerts/../nothing', '/api/__proto__', '/api/constructor'])(
    '%s is not found, as a problem document',
    async (path) => {
      expectProblem(await ana.call('GET', path), 'not-found');
    },
  );

  it.each([
    '/.env',
    '/assets/none.js',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/index.html/../../package.json',
  ])('no file outside the dashboard is served: %s', async (path) => {
    const answer = await raw(path, { host: host() });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expectProblem(answer);
  });

  it('without a session everything but the way in is refused', async () => {
    const description = (await ana.call('GET', '/api/openapi.json')).body as {
      paths: Record<string, Record<string, unknown>>;
    };
    const open = new Set([
      'get /setup',
      'post /setup',
      'post /session',
      'post /session/totp',
      'post /invitations/accept',
      'post /acknowledgements',
      'post /acknowledgements/readings',
    ]);
    let asked = 0;
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const method of Object.keys(methods)) {
        if (open.has(`${method} ${path}`)) continue;
        asked += 1;
        const filled = `/api${path.replaceAll(/\{\w+\}/g, 'aaaaaaaaaaaaaaaaaaaaaa')}`;
        for (const body of method === 'get' ? [undefined] : [undefined, '{', `"${'x'.repeat(600_000)}"`]) {
          expectProblem(await served.browser().call(method.toUpperCase(), filled, body), 'not-signed-in');
        }
      }
    }
    expect(asked).toBeGreaterThan(25);
  });

  it('a session that was never given opens nothing', async () => {
    for (const token of ['a'.repeat(43), '', 'x', '__proto__', `${'a'.repeat(43)}; atalaia=${'b'.repeat(43)}`]) {
      const browser = served.browser();
      browser.cookie = `atalaia=${token}`;
      expectProblem(await browser.call('GET', '/api/session'), 'not-signed-in');
    }
  });
});

describe('malformed requests', () => {
  it.each([
    ['no JSON', '{"language":'],
    ['no object', '"pt-BR"'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an unknown language', '{"language":"tlh"}'],
    ['a polluted prototype', '{"__proto__":{"language":"en"},"constructor":{"prototype":{"language":"en"}}}'],
    ['an operator', '{"language":{"$ne":null}}'],
  ])('%s is a bad request that changes nothing', async (_, body) => {
    expectProblem(await ana.call('PUT', '/api/session/language', body), 'bad-request');
    expect((await ana.call('GET', '/api/session')).body).toMatchObject({ language: 'pt-BR' });
    expect(({} as Record<string, unknown>)['language']).toBeUndefined();
  });

  it('the place of what is wrong is named, its value is not', async () => {
    const answer = await ana.call('POST', '/api/users', {
      email: 'maria-secreta',
      roles: ['dpo'],
      numbers: null,
      language: 'en',
    });
    expect(answer.body).toMatchObject({ code: 'bad-request', pointer: '/email' });
    expect(JSON.stringify(answer.body)).not.toContain('maria-secreta');
  });

  it('a body beyond the limit is refused', async () => {
    expectProblem(
      await ana.call('PUT', '/api/session/language', JSON.stringify({ language: 'x'.repeat(600_000) })),
      'file-too-large',
    );
  });

  it('a stranger is not listened to beyond what signing in takes', async () => {
    const body = { email: 'ana@example.com', password: 'x'.repeat(20_000) };
    expectProblem(await served.browser().call('POST', '/api/session', body), 'file-too-large');
  });

  it('a cursor of another list, or of none, is a bad request', async () => {
    for (const path of ['/api/imports', '/api/imports?limit=1']) {
      const join = path.includes('?') ? '&' : '?';
      expectProblem(await ana.call('GET', `${path}${join}cursor=not-a-cursor`), 'bad-request');
    }
  });

  it.each([
    '/api/users/%',
    '/api/users/%C0%AE',
    '/api/users/%00',
    '/api/imports?limit=%',
    '/api/imports?limit[__proto__][x]=1',
    '/api/imports?limit[]=1&limit[]=2',
    '/api/imports?limit=1e999',
  ])('%s is refused', async (path) => {
    const answer = await raw(
      path,
      { host: host(), cookie: ana.cookie, origin: served.url, 'content-type': 'application/json' },
      path.includes('imports') ? 'GET' : 'PATCH',
      path.includes('imports') ? '' : '{}',
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expectProblem(answer);
  });

  it('whatever is sent to whichever address, the answer is a success or a problem, never a fault', async () => {
    const description = (await ana.call('GET', '/api/openapi.json')).body as {
      paths: Record<string, Record<string, unknown>>;
    };
    const calls = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        // Signing out would end the session that the other requests need.
        .filter((method) => !(method === 'delete' && path.startsWith('/session')))
        .map((method) => ({ method: method.toUpperCase(), path })),
    );
    const id = fc.oneof(fc.constant('aaaaaaaaaaaaaaaaaaaaaa'), fc.string({ unit: 'binary', maxLength: 80 }));
    const field = fc.constantFrom(
      'id',
      'email',
      'roles',
      'numbers',
      'language',
      'state',
      'cursor',
      'limit',
      'words',
      'purpose',
      'term',
      'alerts',
      'decision',
      'reason',
      'text',
      'number',
      'basis',
      'fileName',
      'zone',
      'before',
      'around',
      'label',
      '__proto__',
    );
    const body = fc.oneof(
      fc.dictionary(field, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const faultsBefore = served.logged.length;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls),
        id,
        body,
        fc.webQueryParameters(),
        async (call, chosen, sent, query) => {
          const path = `/api${call.path.replaceAll(/\{\w+\}/g, encodeURIComponent(wellFormed(chosen)))}`;
          const answer =
            call.method === 'GET'
              ? await ana.call('GET', `${path}?${query}`)
              : await ana.call(call.method, path, JSON.stringify(sent));
          expect(answer.status, `${call.method} ${path}`).toBeLessThan(500);
          if (answer.status >= 400) expectProblem(answer);
        },
      ),
      { numRuns: 400 },
    );
    expect(served.logged.slice(faultsBefore)).toEqual([]);
  });
});

const wellFormed = (text: string) => text.toWellFormed();

describe('faults', () => {
  it('are told by an id only, and the log holds no content', async () => {
    const { records } = served.app;
    const get = records.get;
    const broken = Object.assign(records, {
      get: () => Promise.reject(new Error('o segredo de Maria: 529.982.247-25')),
    });
    try {
      const answer = await ana.call('GET', '/api/session');
      expectProblem(answer, 'unexpected');
      expect(JSON.stringify(answer.body)).not.toContain('Maria');
      const lines = served.logged.join('');
      const id = /Fault (\S+) is/.exec((answer.body as { detail: string }).detail)?.[1];
      expect(lines).toContain(`"fault":"${id}"`);
      expect(lines).not.toMatch(/Maria|529\.982/);
    } finally {
      Object.assign(broken, { get });
    }
  });
});

describe('for machines', () => {
  it('the whole interface is described, and health is told without a session', async () => {
    const { body } = await served.browser().call('GET', '/api/openapi.json');
    expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\.1/), info: { title: 'Atalaia' } });
    expect(Object.keys((body as { paths: object }).paths)).toContain('/alerts/{id}/readings');
    expect(await served.browser().call('GET', '/healthz')).toMatchObject({ status: 200, body: { kind: 'alive' } });
    expect(await served.browser().call('GET', '/readyz')).toMatchObject({ status: 200, body: { kind: 'ready' } });
  });
});

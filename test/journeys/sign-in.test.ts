/** Signing in: nobody gets in who should not, and everybody can be put out. */
import { users } from '@atalaia/storage';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { offerFirstAdministrator } from '../../monitor/src/access/first-administrator.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { type Browser, goodPassword, type Served, servedApp } from '../fixtures/served-app.ts';

let served: Served;
beforeEach(async () => {
  served = await servedApp(noRules);
});
afterEach(() => served[Symbol.asyncDispose]());

const minute = 60_000;
const hour = 60 * minute;
const code = (answer: { readonly body: unknown }) => (answer.body as { code?: string } | undefined)?.code;
const signIn = (browser: Browser, email: string, password = goodPassword) =>
  browser.call('POST', '/api/session', { email, password });
const offer = async () => {
  const offered = await offerFirstAdministrator({ ...served.app, clock: served.clock });
  return offered.kind === 'link' ? (offered.path.split('#')[1] ?? '') : undefined;
};
const setUp = (browser: Browser, secret: string | undefined, email = 'ana@example.com', password = goodPassword) =>
  browser.call('POST', '/api/setup', { secret, email, name: 'Ana', password, language: 'pt-BR' });
const enrol = async (browser: Browser) => {
  const begun = (await browser.call('POST', '/api/session/totp-enrolment')).body as { secret: string };
  const totp = new TOTP({ secret: Secret.fromBase32(begun.secret) });
  const now = () => totp.generate({ timestamp: served.clock() });
  expect((await browser.call('PUT', '/api/session/totp-enrolment', { code: now() })).status).toBe(200);
  return now;
};

describe('the first administrator', () => {
  it('signs up by the link of the latest start, once', async () => {
    const earlier = await offer();
    const latest = await offer();
    expect(code(await setUp(served.browser(), earlier))).toBe('link-spent');
    const ana = served.browser();
    expect(await setUp(ana, latest)).toMatchObject({
      status: 200,
      body: { roles: ['administrator'], state: 'active' },
    });
    expect(await ana.call('GET', '/api/session')).toMatchObject({ status: 200, body: { email: 'ana@example.com' } });
    expect(code(await setUp(served.browser(), latest))).toBe('already-set-up');
    expect(await offer()).toBeUndefined();
    expect((await ana.call('GET', '/api/setup')).body).toEqual({ kind: 'ready' });
  });

  it('is one, also when the link is opened twice at the same instant', async () => {
    const secret = await offer();
    const answers = await Promise.all(
      ['ana@example.com', 'bia@example.com'].map((email) => setUp(served.browser(), secret, email)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  });

  it('needs a new link after 24 hours', async () => {
    const secret = await offer();
    served.clock.move(24 * hour);
    expect(code(await setUp(served.browser(), secret))).toBe('link-spent');
  });

  it('may not choose a password that is guessed first, and the link stays good', async () => {
    const secret = await offer();
    expect(code(await setUp(served.browser(), secret, 'ana@example.com', 'Senha@123456'))).toBe('weak-password');
    expect((await setUp(served.browser(), secret)).status).toBe(200);
  });
});

describe('a password', () => {
  beforeEach(() => served.administrator());

  it('opens a session under a new token each time, and the old one ends', async () => {
    const browser = served.browser();
    expect(await signIn(browser, 'ANA@example.com')).toMatchObject({ status: 200, body: { kind: 'signed-in' } });
    const first = { ...served.browser(), cookie: browser.cookie };
    await signIn(browser, 'ana@example.com');
    expect(browser.cookie).not.toBe(first.cookie);
    const old = served.browser();
    old.cookie = first.cookie;
    expect((await old.call('GET', '/api/session')).status).toBe(401);
    expect((await browser.call('GET', '/api/session')).status).toBe(200);
  });

  it('that is wrong gets the same answer as an unknown e-mail', async () => {
    const wrong = await signIn(served.browser(), 'ana@example.com', 'uma torre baixa 8');
    const unknown = await signIn(served.browser(), 'ninguem@example.com', 'uma torre baixa 8');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(unknown.body).toEqual(wrong.body);
  });

  it('is tried ten times in a quarter of an hour at most, many at once included', async () => {
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => signIn(served.browser(), 'ana@example.com', `errada demais ${index}`)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter((answer) => code(answer) === 'too-many-tries')).toHaveLength(6);
    expect(code(await signIn(served.browser(), 'ana@example.com'))).toBe('too-many-tries');
    served.clock.move(15 * minute);
    expect((await signIn(served.browser(), 'ana@example.com')).status).toBe(200);
  });

  it('and a link are guessed from one address sixty times at most', async () => {
    const guess = () =>
      served.browser().call('POST', '/api/invitations/accept', {
        secret: 'nao-e-um-segredo-de-verdade',
        name: 'Ninguém',
        password: goodPassword,
        language: 'pt-BR',
      });
    // Ana's own sign-up was the first try.
    const answers = await Promise.all(Array.from({ length: 62 }, guess));
    expect(answers.filter((answer) => code(answer) === 'link-spent')).toHaveLength(59);
    expect(answers.filter((answer) => code(answer) === 'too-many-tries')).toHaveLength(3);
    expect(code(await signIn(served.browser(), 'ana@example.com'))).toBe('too-many-tries');
  });

  it('and e-mail lie in no file of the data folder in clear', async () => {
    const [ana] = (await served.app.records.find(users, { index: 'byCreation', limit: 1 })).items;
    for (const bytes of [ana?.doc.sealedEmail, ana?.doc.sealedPassword, ana?.doc.sealedName]) {
      expect(bytes).toBeInstanceOf(Uint8Array);
      expect(Buffer.from(bytes ?? []).toString('latin1')).not.toMatch(/ana|argon2/i);
    }
  });
});

describe('one-time codes', () => {
  let ana: Browser;
  beforeEach(async () => {
    ana = await served.administrator();
  });

  it('are asked for once enrolled, and the half-open session can do nothing', async () => {
    const now = await enrol(ana);
    const browser = served.browser();
    expect((await signIn(browser, 'ana@example.com')).body).toEqual({ kind: 'totp-required' });
    expect((await browser.call('GET', '/api/users')).status).toBe(401);
    const half = browser.cookie;
    served.clock.move(30_000);
    expect(await browser.call('POST', '/api/session/totp', { code: now() })).toMatchObject({
      status: 200,
      body: { totp: true },
    });
    expect(browser.cookie).not.toBe(half);
    expect((await browser.call('GET', '/api/users')).status).toBe(200);
  });

  it('work once, also for two browsers at the same instant', async () => {
    const now = await enrol(ana);
    const browsers = [served.browser(), served.browser()];
    for (const browser of browsers) await signIn(browser, 'ana@example.com');
    const same = now();
    expect(code(await (browsers[0] as Browser).call('POST', '/api/session/totp', { code: same }))).toBe('wrong-code');
    served.clock.move(30_000);
    const answers = await Promise.all(
      browsers.map((browser) => browser.call('POST', '/api/session/totp', { code: now() })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });

  it('cannot be guessed: eight tries, then a quarter of an hour of rest', async () => {
    const now = await enrol(ana);
    served.clock.move(60_000);
    const browser = served.browser();
    await signIn(browser, 'ana@example.com');
    const wrong = String((Number(now()) + 500_000) % 1_000_000).padStart(6, '0');
    for (let index = 0; index < 8; index += 1) {
      expect(code(await browser.call('POST', '/api/session/totp', { code: wrong }))).toBe('wrong-code');
    }
    expect(code(await browser.call('POST', '/api/session/totp', { code: now() }))).toBe('too-many-tries');
  });

  it('in force stay in force until a new secret has proved itself', async () => {
    const now = await enrol(ana);
    served.clock.move(30_000);
    expect((await ana.call('POST', '/api/session/totp-enrolment', { code: now() })).status).toBe(200);
    expect(code(await ana.call('PUT', '/api/session/totp-enrolment', { code: '000000' }))).toBe('wrong-code');
    served.clock.move(60_000);
    const browser = served.browser();
    await signIn(browser, 'ana@example.com');
    expect((await browser.call('POST', '/api/session/totp', { code: now() })).status).toBe(200);
  });
});

describe('codes in force', () => {
  it('are replaced only by who has them: an open session is not enough', async () => {
    const ana = await served.administrator();
    const now = await enrol(ana);
    const path = '/api/session/totp-enrolment';
    expect(code(await ana.call('POST', path))).toBe('wrong-code');
    expect(code(await ana.call('POST', path, { code: now() }))).toBe('wrong-code');
    served.clock.move(30_000);
    const wrong = String((Number(now()) + 500_000) % 1_000_000).padStart(6, '0');
    expect(code(await ana.call('POST', path, { code: wrong }))).toBe('wrong-code');
    expect(await ana.call('POST', path, { code: now() })).toMatchObject({
      status: 200,
      body: { secret: expect.any(String) },
    });
    for (let index = 0; index < 8; index += 1) await ana.call('POST', path, { code: wrong });
    served.clock.move(30_000);
    expect(code(await ana.call('POST', path, { code: now() }))).toBe('too-many-tries');
  });
});

describe('a session', () => {
  it('ends after eight idle hours, and after seven days in any case', async () => {
    const ana = await served.administrator();
    for (let hours = 0; hours < 7 * 24 - 7; hours += 7) {
      expect((await ana.call('GET', '/api/session')).status).toBe(200);
      served.clock.move(7 * hour);
    }
    served.clock.move(7 * hour);
    expect((await ana.call('GET', '/api/session')).status).toBe(401);
    await signIn(ana, 'ana@example.com');
    served.clock.move(8 * hour);
    expect((await ana.call('GET', '/api/session')).status).toBe(401);
  });

  it('is signed out for good: the old cookie opens nothing', async () => {
    const ana = await served.administrator();
    const old = ana.cookie;
    expect((await ana.call('DELETE', '/api/session')).status).toBe(200);
    ana.cookie = old;
    expect((await ana.call('GET', '/api/session')).status).toBe(401);
  });

  it('is listed and ended by its owner, and by nobody else', async () => {
    const ana = await served.administrator();
    const elsewhere = served.browser();
    await signIn(elsewhere, 'ana@example.com');
    const bruno = await served.invited(ana, 'bruno@example.com', ['auditor']);
    const { sessions } = (await ana.call('GET', '/api/sessions')).body as {
      sessions: { id: string; current: boolean }[];
    };
    expect(sessions).toHaveLength(2);
    const other = sessions.find(({ current }) => !current)?.id;
    expect((await bruno.call('DELETE', `/api/sessions/${other}`)).status).toBe(404);
    expect((await ana.call('DELETE', `/api/sessions/${other}`)).status).toBe(200);
    expect((await elsewhere.call('GET', '/api/session')).status).toBe(401);
  });

  it('has a cookie that scripts and other sites never see', async () => {
    const ana = await served.administrator();
    const [line] = (await signIn(ana, 'ana@example.com')).headers.getSetCookie();
    expect(line).toMatch(/^atalaia=[\w-]{43}; /);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(line).toContain(attribute);
  });
});

describe('users', () => {
  let ana: Browser;
  beforeEach(async () => {
    ana = await served.administrator();
  });
  const me = async (browser: Browser) => (await browser.call('GET', '/api/session')).body as { id: string };
  const invite = (email: string, roles: readonly string[]) =>
    ana.call('POST', '/api/users', { email, roles, numbers: null, language: 'en' });
  const accept = (link: string) =>
    served.browser().call('POST', '/api/invitations/accept', {
      secret: link.split('#')[1],
      name: 'Carla',
      password: goodPassword,
      language: 'es',
    });

  it('accept an invitation once, also at the same instant; a newer one replaces it', async () => {
    const first = (await invite('carla@example.com', ['manager'])).body as { link: string };
    const second = (await invite('carla@example.com', ['manager', 'dpo'])).body as { link: string };
    expect(code(await accept(first.link))).toBe('link-spent');
    const answers = await Promise.all([accept(second.link), accept(second.link)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
      roles: ['manager', 'dpo'],
      language: 'es',
    });
    expect(code(await accept(second.link))).toBe('link-spent');
    expect(code(await invite('carla@example.com', ['auditor']))).toBe('email-taken');
  });

  it('hold only roles that go together', async () => {
    for (const roles of [
      ['administrator', 'manager'],
      ['auditor', 'dpo'],
      ['agent', 'manager'],
      ['dpo', 'dpo'],
    ]) {
      expect(await invite('carla@example.com', roles)).toMatchObject({ status: 400, body: { pointer: '/roles' } });
    }
  });

  it('that are ended are out at once', async () => {
    const carla = await served.invited(ana, 'carla@example.com', ['manager']);
    const { id } = await me(carla);
    expect((await ana.call('PATCH', `/api/users/${id}`, { state: 'ended' })).status).toBe(200);
    expect((await carla.call('GET', '/api/session')).status).toBe(401);
    expect(code(await signIn(served.browser(), 'carla@example.com'))).toBe('wrong-credentials');
  });

  it('never change themselves, and the last administrator stays', async () => {
    const { id } = await me(ana);
    expect((await ana.call('PATCH', `/api/users/${id}`, { roles: ['dpo'] })).status).toBe(403);
    const bia = await served.invited(ana, 'bia@example.com', ['administrator']);
    const other = (await me(bia)).id;
    const answers = await Promise.all([
      ana.call('PATCH', `/api/users/${other}`, { state: 'ended' }),
      bia.call('PATCH', `/api/users/${id}`, { roles: ['auditor'] }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).not.toEqual([200, 200]);
    const { users: all } = ((await ana.call('GET', '/api/users')).body ??
      (await bia.call('GET', '/api/users')).body) as {
      users?: { roles: string[]; state: string }[];
    };
    expect(all?.filter(({ roles, state }) => state === 'active' && roles.includes('administrator'))).toHaveLength(1);
  });

  it('are listed to administrators and auditors only, and changed by administrators only', async () => {
    const bruno = await served.invited(ana, 'bruno@example.com', ['auditor']);
    const carla = await served.invited(ana, 'carla@example.com', ['manager', 'dpo']);
    expect((await bruno.call('GET', '/api/users')).status).toBe(200);
    expect((await carla.call('GET', '/api/users')).status).toBe(403);
    const { id } = await me(carla);
    expect((await bruno.call('PATCH', `/api/users/${id}`, { state: 'ended' })).status).toBe(403);
    expect(
      (
        await bruno.call('POST', '/api/users', {
          email: 'x@example.com',
          roles: ['dpo'],
          numbers: null,
          language: 'en',
        })
      ).status,
    ).toBe(403);
  });

  it('leave every step in the audit trail, without a word about them in clear', async () => {
    const carla = await served.invited(ana, 'carla@example.com', ['dpo']);
    await signIn(served.browser(), 'carla@example.com', 'errada demais 1');
    const { entries } = (await carla.call('GET', '/api/audit?limit=200')).body as { entries: { act: string }[] };
    const acts = entries.map(({ act }) => act);
    for (const act of ['installation-begun', 'user-invited', 'user-accepted', 'sign-in-refused'])
      expect(acts).toContain(act);
  });
});

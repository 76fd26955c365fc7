/** A person at the HTTP door: signs in, keeps the cookie, sends the Origin a browser would. */
import type { Program } from './start-program.ts';

export const password = 'uma torre alta de vigia 7';

export interface Caller {
  readonly cookie: string;
  /** Any method and path below /api; the answer's status and parsed body. */
  call(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Raw bytes, for uploads. */
  put(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly status: number; readonly body: unknown }>;
}

/** Creates the first administrator with the link the program printed. */
export async function firstAdministrator(program: Program, email = 'ana.administra@example.com'): Promise<Caller> {
  return enter(program, '/setup', {
    secret: program.setupSecret,
    email,
    name: 'Ana Administra',
    password,
    language: 'pt-BR',
  });
}

/** Has the administrator invite somebody, and accepts as that person. */
export async function invited(
  program: Program,
  administrator: Caller,
  person: {
    readonly email: string;
    readonly name: string;
    readonly roles: readonly string[];
    readonly numbers?: readonly string[];
  },
): Promise<Caller> {
  const { status, body } = await administrator.call('POST', '/users', {
    email: person.email,
    roles: person.roles,
    numbers: person.numbers ?? null,
    language: 'pt-BR',
  });
  const link = (body as { link?: string }).link;
  if (link === undefined) throw new Error(`The invitation was answered with ${status}: ${JSON.stringify(body)}`);
  return enter(program, '/invitations/accept', {
    secret: link.split('#')[1],
    name: person.name,
    password,
    language: 'pt-BR',
  });
}

async function enter(program: Program, path: string, body: unknown): Promise<Caller> {
  const response = await fetch(`${program.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: program.url },
    body: JSON.stringify(body),
  });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
  return callerWith(program, cookie);
}

/** Whoever signed in with this cookie, also after the program was started again. */
export function callerWith(program: Program, cookie: string): Caller {
  const send = async (method: string, path: string, headers: Record<string, string>, body: BodyInit | null) => {
    const response = await fetch(`${program.url}/api${path}`, {
      method,
      headers: { cookie, origin: program.url, ...headers },
      body,
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return {
    cookie,
    call: (method, path, body) =>
      body === undefined
        ? send(method, path, {}, null)
        : send(method, path, { 'content-type': 'application/json' }, JSON.stringify(body)),
    put: (path, bytes) => send('PUT', path, { 'content-type': 'application/octet-stream' }, bytes),
  };
}

/** The company's people at the dashboard's HTTP door: what the demo does for them, they could do with the mouse. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Language, NumberId } from '@atalaia/storage';
import { z } from 'zod';
import type { Phone } from '../whatsapp/phone/phone.ts';
import { newAgent, type StaffMember, staff, type VisitorRole, visitors } from './company.ts';
import { groupTitle } from './town.ts';

/** One signed-in person; answers the parsed body. @throws for anything but success */
export type Caller = (method: string, path: string, body?: unknown) => Promise<unknown>;

export async function signIn(url: string, member: StaffMember, password: string): Promise<Caller> {
  const { email } = staff[member];
  const { headers } = await send(url, '', 'POST', '/session', { email, password });
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (method, path, body) => {
    const answer = await send(url, cookie, method, path, body);
    const text = await answer.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

async function send(url: string, cookie: string, method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { cookie, origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}.`);
  return response;
}

const pairing = z.object({ state: z.object({ kind: z.string() }), code: z.object({ text: z.string() }).nullable() });
const linked = z.object({ link: z.object({ kind: z.string() }) });

/** How long a link may take, milliseconds, looked at so often. */
const [patience, look] = [30_000, 100];

/**
 * The administrator shows the QR code, the agent's phone scans it. A code that somebody else has on the screen already
 * is the one that is scanned. Resolves when the number is connected.
 */
export async function linkNumber(administrator: Caller, number: NumberId, phone: Phone): Promise<void> {
  const path = `/numbers/${number}`;
  const shown = pairing.parse(await administrator('GET', `${path}/pairing`));
  if (shown.state.kind !== 'pairing') await administrator('POST', `${path}/pairing`, { by: 'qr' });
  const code = await until(async () => pairing.parse(await administrator('GET', `${path}/pairing`)).code?.text);
  await phone.link(code);
  await until(async () => {
    const { link } = linked.parse(await administrator('GET', path));
    return link.kind === 'connected' ? link : undefined;
  });
}

/** The dpo allows the demo's group by its name. */
export async function allowGroup(dpo: Caller, number: NumberId): Promise<void> {
  const groups = z.object({ groups: z.array(z.object({ id: z.string(), subject: z.string() })) });
  const known = groups.parse(await dpo('GET', `/numbers/${number}/groups`)).groups;
  const allowed = known.filter(({ subject }) => subject === groupTitle).map(({ id }) => id);
  await dpo('PUT', `/numbers/${number}/groups`, { allowed });
}

const policyInForce = z.looseObject({ dpos: z.array(z.object({ id: z.string() })) });

/** Whoever is dpo already answers for requests, and is reminded of them. */
export async function nameDpo(dpo: Caller): Promise<void> {
  const { dpos, ...policy } = policyInForce.parse(await dpo('GET', '/rights-policy'));
  await dpo('PUT', '/rights-policy', { ...policy, dpo: dpos[0]?.id ?? null });
}

const invited = z.object({ user: z.object({ id: z.string() }), link: z.string() });

/** An ordinary invitation for each role; every link works once. */
export async function inviteVisitors(
  administrator: Caller,
  url: string,
  language: Language,
): Promise<Readonly<Record<VisitorRole, string>>> {
  const linkFor = async (role: VisitorRole) => {
    const visitor = visitors.find((one) => one.as === role);
    const body = { email: visitor?.email, roles: visitor?.roles, numbers: null, language };
    const { user, link } = invited.parse(await administrator('POST', '/users', body));
    // What a dpo answers a request with is granted by name.
    if (role === 'manager-dpo')
      await administrator('PATCH', `/users/${user.id}`, { id: user.id, rights: ['export', 'erase'] });
    return url + link;
  };
  return {
    administrator: await linkFor('administrator'),
    'manager-dpo': await linkFor('manager-dpo'),
    auditor: await linkFor('auditor'),
  };
}

/** A new agent is added to the number; the link is where they read the policy and say so. */
export async function askNewAgent(dpo: Caller, url: string, number: NumberId): Promise<string> {
  const added = await dpo('POST', `/numbers/${number}/roster`, { name: newAgent, device: 5 });
  return url + z.object({ link: z.string() }).parse(added).link;
}

async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < patience; waited += look) {
    const found = await read();
    if (found !== undefined) return found;
    await pause(look);
  }
  throw new Error('A number could not be linked in time.');
}

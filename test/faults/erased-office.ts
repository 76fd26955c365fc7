/** The very program with people on the local WhatsApp server and chats that were brought in: what happens before one of them is erased. */
import { inflateRawSync } from 'node:zlib';
import { expect, vi } from 'vitest';
import { asAndroidText, asZip, type Line } from '../fixtures/chats.ts';
import { freePort } from '../fixtures/free-port.ts';
import { filesIn } from '../fixtures/zip-regions.ts';
import { type Caller, callerWith, firstAdministrator, invited } from '../program/sign-in.ts';
import { type Folders, type Program, startProgram } from '../program/start-program.ts';
import { cast } from '../whatsapp/local-server.ts';
import type { Phone } from '../whatsapp/phone/phone.ts';
import type { Group, WhatsAppServer } from '../whatsapp/server/types.ts';
import { introduce } from '../whatsapp/trust.ts';
import { card, marta, pictures, rui, said, tadeu, written } from './erased-words.ts';

/** Everybody's phones, and the group they are in. */
export interface Town {
  readonly agent: Phone;
  readonly his: Phone;
  readonly hers: Phone;
  readonly club: Group;
}

/** Persons by what they are called, as the dpo finds them. */
export type People = ReadonlyMap<string, string>;

const patience = { timeout: 30_000, interval: 30 };

/** The portal is on an origin of its own. */
export async function startOffice(folders: Folders, server: WhatsAppServer): Promise<Program> {
  const environment = { ATALAIA_PUBLIC_URL: `http://127.0.0.1:${await freePort()}` };
  return startProgram(folders, environment, ['test/whatsapp/main.ts', introduce(server)]);
}

/** A manager and dpo who may export and erase. */
export async function signedUp(program: Program): Promise<Caller> {
  const ana = await firstAdministrator(program);
  const dora = await invited(program, ana, { email: 'dora@example.com', name: 'Dora', roles: ['manager', 'dpo'] });
  const { id } = await done<{ id: string }>(dora.call('GET', '/session'));
  await done(ana.call('PATCH', `/users/${id}`, { rights: ['export', 'erase'] }));
  return callerWith(program, dora.cookie);
}

/** Each is told in their own chat and in the group, then they talk. Resolves when all of it is kept. */
export async function talk(dora: Caller, { agent, his, hers, club }: Town): Promise<void> {
  const [company, marta_, rui_] = [agent.account, hers.account, his.account];
  await his.send(club, 'bom dia');
  for (const phone of [hers, his]) await phone.send(company, 'bom dia');
  await vi.waitFor(async () => expect(await toldTimes(dora)).toEqual([2, 2]), patience);

  const asked = await his.send(company, said.chat);
  await his.edit(asked.id, said.edited, { style: 'secret' });
  const regretted = await his.send(company, said.deleted);
  await his.revoke(regretted.id);
  const answer = await agent.send(rui_, said.answer);
  await his.react(answer.id, '👍');
  await his.send(company, said.evidence);
  await his.send(company, { kind: 'image', bytes: pictures.live, caption: said.caption });
  await his.send(company, { kind: 'document', bytes: pictures.live, fileName: said.fileName });
  await his.send(company, { kind: 'location', latitude: -22.9, longitude: -43.2, name: said.place });
  await his.send(company, { kind: 'contact', ...card });
  await his.send(company, { kind: 'poll', question: said.poll, options: said.options });
  await his.send(company, 'MEUS DADOS');
  await hers.send(company, marta.about);
  await hers.send(company, { kind: 'contact', name: rui.name, phone: rui.phone });
  await hers.send(company, { kind: 'image', bytes: pictures.hers, caption: '' });

  const secret = await his.send(club, said.group);
  const plain = await hers.send(club, marta.plain);
  await hers.receives(({ id }) => id === secret.id);
  await hers.send(club, marta.group);
  await hers.send(club, `@${rui_.lid.split('@')[0]} ${marta.mention}`, { mentions: [rui_] });
  await hers.send(club, marta.quote, { quote: { id: secret.id, author: rui_ } });
  await his.receives(({ id }) => id === plain.id);
  await his.send(club, said.toMarta, { quote: { id: plain.id, author: marta_ } });
  await his.react(plain.id, '❤️');
  const everything = [
    ...[said.chat, said.edited, said.deleted, said.answer, said.evidence, said.caption, said.place, said.poll],
    ...[said.group, said.toMarta, marta.plain, marta.mention, marta.quote, '❤️'],
  ];
  await vi.waitFor(async () => {
    const seen = await everythingShown(dora);
    expect(everything.filter((words) => !seen.includes(words))).toEqual([]);
    expect(seen.split('"file":"kept"')).toHaveLength(4);
  }, patience);
}

/** The number is connected again, and what it missed is in the archive. */
export async function hearAgain(dora: Caller, { agent, hers }: Town): Promise<void> {
  await hers.send(agent.account, marta.again);
  await vi.waitFor(async () => expect(await everythingShown(dora)).toContain(marta.again), patience);
}

/** His own chat as a ZIP, by number; a group by names; another one that shows him as a number; and somebody else's chat. */
export async function bringChats(dora: Caller): Promise<void> {
  const attached: Line = { minute: 2, author: rui.name, text: `${said.importedFile} (arquivo anexado)` };
  const own = asAndroidText([
    { minute: 1, author: rui.name, text: said.imported },
    attached,
    { minute: 3, author: 'Beatriz', text: 'que bom lembrar' },
  ]);
  const title = `Conversa do WhatsApp com ${rui.name}`;
  const zip = await asZip({ [`${title}.txt`]: own, [said.importedFile]: pictures.imported });
  await bring(dora, zip, `${title}.zip`, { contact: `+${rui.phone}`, agent: 'Beatriz' });
  const byName = asAndroidText([
    { minute: 0, author: null, text: 'Beatriz criou o grupo "Frota Sul"' },
    { minute: 1, author: null, text: `Beatriz adicionou ${rui.name}` },
    { minute: 2, author: rui.name, text: said.inGroup },
    { minute: 3, author: tadeu.name, text: tadeu.group },
    { minute: 4, author: 'Beatriz', text: 'anotado no grupo' },
  ]);
  await bring(dora, byName, 'Conversa do WhatsApp com Frota Sul.txt', { agent: 'Beatriz' });
  const byNumber = asAndroidText([
    { minute: 0, author: null, text: 'Beatriz criou o grupo "Frota Norte"' },
    { minute: 2, author: rui.asWritten, text: said.byNumber },
    { minute: 3, author: 'Beatriz', text: 'anotado no norte' },
    { minute: 4, author: null, text: `${rui.asWritten} saiu` },
  ]);
  await bring(dora, byNumber, 'Conversa do WhatsApp com Frota Norte.txt', { agent: 'Beatriz' });
  const his = asAndroidText([
    { minute: 1, author: tadeu.name, text: tadeu.chat },
    { minute: 2, author: 'Beatriz', text: 'combinado com Tadeu' },
  ]);
  await bring(dora, his, `Conversa do WhatsApp com ${tadeu.name}.txt`, { agent: 'Beatriz' });
}

async function bring(
  dora: Caller,
  bytes: Buffer | string,
  fileName: string,
  more: { readonly contact?: string; readonly agent?: string },
): Promise<void> {
  const stated = { number: `+${cast.company}`, basis: 'exercise-of-rights', fileName, ...more };
  const { id } = await done<{ id: string }>(dora.call('POST', '/imports', stated));
  await done(dora.put(`/imports/${id}/file`, new Uint8Array(Buffer.from(bytes))));
  await vi.waitFor(async () => {
    expect(await done(dora.call('GET', `/imports/${id}`))).toMatchObject({ state: 'done' });
  }, patience);
}

/** The dpo looks, searches, decides, answers, corrects and hands out; settles who is who. Answers whom they found. */
export async function workAtTheDesk(dora: Caller, { his }: Town): Promise<People> {
  const [lid = ''] = his.account.lid.split('@');
  const { alerts } = await done<{ alerts: { id: string; conversation: string }[] }>(dora.call('GET', '/alerts'));
  const [alert] = alerts;
  await done(dora.call('POST', `/alerts/${alert?.id}/readings`, {}));
  await done(dora.call('POST', `/conversations/${alert?.conversation}/reveals`, { reason: 'judge-alert' }));
  const decision = { decision: 'confirmed', reason: 'policy-breach', comment: written.comment };
  await done(dora.call('POST', '/alerts/decisions', { alerts: [alert?.id], ...decision }));
  for (const words of [...written.searches, rui.phone, rui.asWritten]) {
    await done(dora.call('POST', '/searches', { words, purpose: 'answer-request' }));
  }
  for (const who of [rui.name, rui.phone, rui.phone.slice(-8), 'Ruival', lid]) {
    await done(dora.call('POST', '/person-searches', { who, reason: 'answer-request' }));
  }
  const people = await settled(dora);
  const id = personIn(people, rui.phone);
  const correction = { field: 'other', message: null, text: written.correction };
  await done(dora.call('POST', `/persons/${id}/corrections`, correction));
  const { requests } = await done<{ requests: { id: string }[] }>(dora.call('GET', '/requests'));
  const [request] = requests;
  await done(dora.call('POST', `/requests/${request?.id}/readings`, {}));
  const answered = { answer: 'accepted', limb: null, text: written.answer };
  await done(dora.call('POST', `/requests/${request?.id}/answers`, answered));
  await visitPortal(dora, id);
  await done(dora.call('POST', `/persons/${id}/consent-proofs`, {}));
  return people;
}

/** He opens his link, reads, and asks for a correction in his own words. */
async function visitPortal(dora: Caller, person: string): Promise<void> {
  const asked = { language: 'pt-BR', since: null, request: null };
  const made = await done<{ link: string; code: string }>(dora.call('POST', `/persons/${person}/shares`, asked));
  const { origin, hash } = new URL(made.link);
  const visit = async (path: string, cookie: string, fields?: Readonly<Record<string, string>>) => {
    const form = fields && { method: 'POST', body: new URLSearchParams(fields) };
    const answer = await fetch(origin + path, { ...form, headers: { origin, cookie }, redirect: 'manual' });
    expect(answer.status, path).toBeLessThan(400);
    return answer;
  };
  const opened = await visit('/my/opening', '', { secret: hash.slice(1), code: made.code, language: 'pt-BR' });
  const [cookie = ''] = (opened.headers.getSetCookie()[0] ?? '').split(';');
  for (const page of ['/my/pt-BR', '/my/pt-BR/messages']) {
    expect(await (await visit(page, cookie)).text()).toContain(page.endsWith('messages') ? said.chat : rui.name);
  }
  const form = { kind: 'correction', field: 'name', form: 'form-of-the-portal-01', words: written.correction };
  await visit('/my/pt-BR/requests', cookie, form);
}

/** Who is the same human is asked as soon as one of them is to be erased. Everybody by phone number, or by name. */
async function settled(dora: Caller): Promise<People> {
  const { persons } = await done<{ persons: { id: string }[] }>(dora.call('GET', '/persons?limit=50'));
  const people = new Map<string, string>();
  for (const { id } of persons) {
    const told = { reason: 'answer-request' };
    const { name, phone } = await done<{ name: string | null; phone: string | null }>(
      dora.call('POST', `/persons/${id}/reveals`, told),
    );
    await done(dora.call('POST', '/erasure-previews', { scope: { kind: 'person', person: id } }));
    const { doubts } = await done<{ doubts: { id: string; state: string }[] }>(
      dora.call('POST', `/persons/${id}/readings`, {}),
    );
    for (const doubt of doubts.filter(({ state }) => state === 'open')) {
      await done(dora.call('PUT', `/doubts/${doubt.id}`, { answer: 'same', reason: `é ${name}` }));
    }
    // The first of two who are the same is as good as the second.
    people.set(phone?.slice(1) ?? name ?? id, people.get(phone?.slice(1) ?? name ?? id) ?? id);
  }
  return people;
}

export function personIn(people: People, who: string): string {
  const id = people.get(who);
  if (id === undefined) throw new Error(`Nobody is called so: only ${[...people.keys()].join(', ')}.`);
  return id;
}

/** The ZIP of somebody, file by file. `isRemoved`: it does not stay on the disk. */
export async function exportOf(
  program: Program,
  dora: Caller,
  person: string,
  isRemoved = false,
): Promise<ReadonlyMap<string, Buffer>> {
  const asked = { language: 'pt-BR', since: null, request: null };
  const { id } = await done<{ id: string }>(dora.call('POST', `/persons/${person}/exports`, asked));
  await vi.waitFor(async () => {
    expect(await done(dora.call('GET', `/exports/${id}`))).toMatchObject({ state: 'done' });
  }, patience);
  const answer = await fetch(`${program.url}/api/exports/${id}/file`, { headers: { cookie: dora.cookie } });
  const zip = Buffer.from(await answer.arrayBuffer());
  if (isRemoved) await done(dora.call('DELETE', `/exports/${id}`));
  return filesIn(zip, inflateRawSync);
}

/** Erases him as one who objected; answers what the certificate states. */
export async function erase(dora: Caller, person: string): Promise<string> {
  const scope = { kind: 'person', person };
  const { token } = await done<{ token: string }>(dora.call('POST', '/erasure-previews', { scope }));
  const asked = { scope, token, reason: `pedido de ${rui.name}`, objected: true, request: null };
  const begun = await done<{ id: string }>(dora.call('POST', '/erasures', { ...asked, despiteLimitation: false }));
  await vi.waitFor(async () => {
    expect(await done(dora.call('GET', `/erasures/${begun.id}`))).toMatchObject({
      state: 'erased',
      journals: 0,
      certifiedAt: expect.any(Number),
    });
  }, patience);
  const { certificate } = await done<{ certificate: unknown }>(
    dora.call('GET', `/erasures/${begun.id}/certificate.json`),
  );
  return JSON.stringify(certificate);
}

/** How often each contact who wrote was told. */
async function toldTimes(dora: Caller): Promise<readonly number[]> {
  const { persons } = await done<{ persons: { id: string }[] }>(dora.call('GET', '/persons?limit=50'));
  const times: number[] = [];
  for (const { id } of persons) {
    const { timeline } = await done<{ timeline: { kind: string }[] }>(dora.call('POST', `/persons/${id}/readings`, {}));
    times.push(timeline.filter(({ kind }) => kind === 'notice-delivered').length);
  }
  return times;
}

/** Every conversation as the dpo reads it, as JSON. */
async function everythingShown(dora: Caller): Promise<string> {
  const { conversations } = await done<{ conversations: { id: string }[] }>(
    dora.call('GET', '/conversations?limit=50'),
  );
  const read: unknown[] = [];
  for (const { id } of conversations) read.push(await done(dora.call('POST', `/conversations/${id}/readings`, {})));
  return JSON.stringify(read);
}

/** The body of a good answer. @throws with what was answered instead */
export async function done<T>(asked: Promise<{ readonly status: number; readonly body: unknown }>): Promise<T> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`It was answered with ${status}: ${JSON.stringify(body)}`);
  return body as T;
}

/** At the portal a person meets all of their own words once, and nobody else's name: page by page, in groups too, and only since a number may have changed hands. */
import {
  type BlindIndex,
  doubts,
  messages,
  type NumberId,
  type Person,
  type PersonId,
  persons,
  type Request,
  type RequestId,
  type Role,
  requests,
  shares,
  type UserId,
} from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../monitor/src/access/actor.ts';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { newSecret } from '../../monitor/src/access/secret.ts';
import { beginExport } from '../../monitor/src/export/begin.ts';
import { noteCorrection } from '../../monitor/src/person/correct.ts';
import { readAsked } from '../../monitor/src/portal/read-asked.ts';
import { readMessages } from '../../monitor/src/portal/read-messages.ts';
import { readSummary } from '../../monitor/src/portal/read-summary.ts';
import { type Visit, visitOf } from '../../monitor/src/portal/visit.ts';
import { withdrawAtPortal } from '../../monitor/src/portal/withdraw.ts';
import { makeShare } from '../../monitor/src/share/make.ts';
import { openShare, resumeShare } from '../../monitor/src/share/open.ts';
import { stateOfShare } from '../../monitor/src/share/state.ts';
import { type Archive, openArchive } from './archive.ts';

const day = 24 * 60 * 60_000;
const dpo: Actor & { readonly kind: 'user' } = {
  kind: 'user',
  id: 'user-of-the-portal-test' as UserId,
  roles: ['dpo'] satisfies Role[],
  numbers: null,
  rights: ['export'],
};

const linkDeps = (archive: Archive) => ({ ...archive.deps, newSecret, portalAddress: 'https://direitos.example.com' });

async function changePerson({ deps: { records } }: Archive, id: PersonId, change: Partial<Person>): Promise<void> {
  const found = await records.get(persons, id);
  if (!found) throw new Error('No such person.');
  await records.replace(persons, found.version, { ...found.doc, ...change });
}

async function visit(archive: Archive, person: PersonId, request: RequestId | null = null): Promise<Visit> {
  const deps = linkDeps(archive);
  const asked = { id: person, language: 'pt-BR', since: null, request } as const;
  const { link, code } = await makeShare(deps, authorize(dpo, 'share:make'), asked);
  const opening = await openShare(deps, link.split('#')[1] ?? '', code);
  if (opening.kind !== 'open') throw new Error(`The link is ${opening.kind}.`);
  return visitOf(deps, opening.share, 'pt-BR');
}

/** Every page of a chat, newest first; the texts oldest first. */
async function walk(archive: Archive, visited: Visit, chat?: string): Promise<readonly (string | null)[]> {
  const texts: (string | null)[] = [];
  let before: string | undefined;
  do {
    const page = await readMessages(archive.deps, visited, { chat, before });
    texts.unshift(...page.messages.map(({ text }) => text));
    before = page.before ?? undefined;
  } while (before !== undefined);
  return texts;
}

describe('a person at the portal', () => {
  it('meets every message of their own chat once', async () => {
    await using archive = await openArchive();
    const { chat, otavio } = await office(archive);
    const said: string[] = [];
    for (let at = 0; at < 130; at++) {
      said.push(`palavra ${at}`);
      await archive.say(chat, otavio, `palavra ${at}`);
    }
    const visited = await visit(archive, otavio);
    expect(await walk(archive, visited)).toEqual(said);
    expect((await readSummary(archive.deps, visited)).held).toMatchObject({ messages: 130, files: 0, groups: 0 });
  });

  it('meets in a group their own words only, with others covered', async () => {
    await using archive = await openArchive();
    const { number, otavio } = await office(archive);
    const priya = await archive.addPerson('Priya Raman', 'contact', number, '+5511955554444');
    const group = await archive.addChat(number, null, [otavio, priya]);
    await archive.say(group, priya, 'Segredo da Priya');
    await archive.say(group, otavio, 'Concordo com a Priya Raman, eu sou o Otávio');
    await archive.say(group, priya, 'Outro segredo');
    const visited = await visit(archive, otavio);
    expect(await walk(archive, visited, group)).toEqual(['Concordo com a •••••••••••, eu sou o Otávio']);
    expect((await readSummary(archive.deps, visited)).held.groups).toBe(1);
  });

  it('meets no answer of somebody who is being erased or restricted', async () => {
    await using archive = await openArchive();
    const { number, otavio } = await office(archive);
    const priya = await archive.addPerson('Priya Raman', 'contact', number);
    const group = await archive.addChat(number, null, [otavio, priya]);
    const quotes = await archive.say(group, otavio, 'Quem vem?');
    const answer = await archive.say(group, priya, 'Eu venho');
    const found = await archive.deps.records.get(messages, answer);
    if (found) await archive.deps.records.replace(messages, found.version, { ...found.doc, quotes });
    const visited = await visit(archive, otavio);
    expect(await walk(archive, visited, group)).toEqual(['Quem vem?', 'Eu venho']);
    for (const state of ['restricted', 'locked'] as const) {
      await changePerson(archive, priya, { state });
      expect(await walk(archive, visited, group)).toEqual(['Quem vem?']);
    }
  });

  it('finds the link over once it is doubted who they are, or their number shows another key', async () => {
    await using archive = await openArchive();
    const { number, otavio } = await office(archive);
    const { deps } = archive;
    const asked = { id: otavio, language: 'pt-BR', since: null, request: null } as const;
    const enter = async () => {
      const made = await makeShare(linkDeps(archive), authorize(dpo, 'share:make'), asked);
      const opening = await openShare(linkDeps(archive), made.link.split('#')[1] ?? '', made.code);
      if (opening.kind !== 'open') throw new Error(`The link is ${opening.kind}.`);
      return opening.token;
    };
    const first = await enter();
    archive.pass(1000);
    await changePerson(archive, otavio, { keyChangedAt: deps.clock() });
    expect(await resumeShare(deps, first)).toBeUndefined();
    archive.pass(1000);
    const second = await enter();
    expect(await resumeShare(deps, second)).toBeDefined();
    const other = await archive.addPerson('Otávio', 'contact', number);
    archive.pass(1000);
    const id = 'doubt-of-a-living-link-test' as BlindIndex;
    const raised = { id, number, one: otavio, other, raisedAt: deps.clock(), settledBy: null } as const;
    await deps.records.insert(doubts, { ...raised, state: 'open', settledAt: null });
    expect(await resumeShare(deps, second)).toBeUndefined();
    const found = await deps.records.get(doubts, id);
    if (!found) throw new Error('The doubt is gone.');
    await deps.records.replace(doubts, found.version, { ...raised, state: 'same', settledAt: deps.clock() });
    expect(await resumeShare(deps, second)).toBeUndefined();
    archive.pass(1000);
    expect(await resumeShare(deps, await enter())).toMatchObject({ human: [otavio, other] });
  });

  it('finds an expired link over for good, also if the clock is set back', async () => {
    await using archive = await openArchive();
    const { otavio } = await office(archive);
    const deps = linkDeps(archive);
    const asked = { id: otavio, language: 'pt-BR', since: null, request: null } as const;
    const made = await makeShare(deps, authorize(dpo, 'share:make'), asked);
    const opening = await openShare(deps, made.link.split('#')[1] ?? '', made.code);
    if (opening.kind !== 'open') throw new Error(`The link is ${opening.kind}.`);
    archive.pass(day);
    expect(await resumeShare(deps, opening.token)).toBeUndefined();
    archive.pass(-day);
    expect(await resumeShare(deps, opening.token)).toBeUndefined();
    const kept = (await deps.records.get(shares, made.share.id))?.doc;
    expect(kept && stateOfShare(kept, deps.clock())).toBe('expired');
  });

  it('meets no conversation of somebody else', async () => {
    await using archive = await openArchive();
    const { number, otavio } = await office(archive);
    const priya = await archive.addPerson('Priya Raman', 'contact', number);
    const hers = await archive.addChat(number, priya, [priya]);
    await archive.say(hers, priya, 'Só da Priya');
    const visited = await visit(archive, otavio);
    await expect(readMessages(archive.deps, visited, { chat: hers })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('meets nothing from before the number may have changed hands', async () => {
    await using archive = await openArchive();
    const { chat, otavio } = await office(archive);
    await archive.say(chat, otavio, 'De quem tinha o número antes');
    const before = { ...request(otavio, archive.deps.clock()), id: 'request-of-the-one-before' as RequestId };
    await archive.deps.records.insert(requests, before);
    const correction = { field: 'name', message: null, text: 'Nome de quem o tinha' } as const;
    await noteCorrection(archive.deps, { kind: 'person', id: otavio }, otavio, correction);
    archive.pass(60_000);
    const onlySince = archive.deps.clock();
    await archive.say(chat, otavio, 'De quem o tem agora');
    const asked = request(otavio, onlySince);
    await archive.deps.records.insert(requests, asked);
    const visited = await visit(archive, otavio, asked.id);
    expect(await walk(archive, visited)).toEqual(['De quem o tem agora']);
    const { held, facts } = await readSummary(archive.deps, visited);
    expect(held).toMatchObject({ messages: 1, files: null });
    expect(facts).toMatchObject({ persons: [{ name: null, metAt: null, knownBy: [] }], corrections: [] });
    expect(facts.requests).toHaveLength(1);
    const { requests: shown, corrections } = await readAsked(archive.deps, visited, undefined);
    expect([shown.map((row) => row.request.id), corrections]).toEqual([[asked.id], []]);
    const gone = withdrawAtPortal(archive.deps, visited.share, before.id);
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
    await withdrawAtPortal(archive.deps, visited.share, asked.id);
  });

  it('meets nothing from before another key, though no request is named, until a second proof', async () => {
    await using archive = await openArchive();
    const { chat, otavio } = await office(archive);
    const { records, clock } = archive.deps;
    await archive.say(chat, otavio, 'De antes');
    archive.pass(60_000);
    await changePerson(archive, otavio, { keyChangedAt: clock() });
    await archive.say(chat, otavio, 'De depois');
    expect(await walk(archive, await visit(archive, otavio))).toEqual(['De depois']);
    // Half a year later the number has been silent for long, but not since the proof.
    archive.pass(200 * day);
    const proved: Request = { ...request(otavio, clock()), identity: 'proved' };
    await records.insert(requests, proved);
    archive.pass(200 * day);
    expect(await walk(archive, await visit(archive, otavio))).toEqual(['De antes', 'De depois']);
    archive.pass(200 * day);
    expect(await walk(archive, await visit(archive, otavio))).toEqual([]);
  });

  it('gets no link from a dpo of one number while another document of theirs is on a second one', async () => {
    await using archive = await openArchive();
    const { number, otavio } = await office(archive);
    const elsewhere = await archive.addNumber('+5511912345679');
    const other = await archive.addPerson('Otávio', 'contact', elsewhere);
    const raisedAt = archive.deps.clock();
    const settled = {
      number,
      one: otavio,
      other,
      state: 'same',
      raisedAt,
      settledBy: null,
      settledAt: raisedAt,
    } as const;
    await archive.deps.records.insert(doubts, { id: 'doubt-of-the-portal-test' as BlindIndex, ...settled });
    const deps = { ...archive.deps, newSecret, portalAddress: 'https://direitos.example.com' };
    const asked = { id: otavio, language: 'pt-BR', since: null, request: null } as const;
    const limited = authorize({ ...dpo, numbers: [number] }, 'share:make');
    await expect(makeShare(deps, limited, asked)).rejects.toMatchObject({ code: 'not-permitted' });
    const exports = { start: () => {} };
    const exporting = authorize({ ...dpo, numbers: [number] }, 'person:export');
    await expect(beginExport({ ...deps, exports }, exporting, asked)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

async function office(archive: Archive) {
  const number: NumberId = await archive.addNumber('+5511912345678');
  const otavio = await archive.addPerson('Otávio Quaresma', 'contact', number, '+5511933332222');
  return { number, otavio, chat: await archive.addChat(number, otavio, [otavio]) };
}

function request(person: PersonId, onlySince: number): Request {
  return {
    id: 'request-of-the-portal-test' as RequestId,
    person,
    number: null,
    kind: 'access',
    source: 'whatsapp',
    law: 'lgpd',
    state: 'open',
    identity: 'unproved',
    changedHands: ['new-lid'],
    onlySince,
    receivedAt: onlySince,
    dueAt: onlySince,
    extendedAt: null,
    answerBy: onlySince,
    reminded: 'none',
    assignee: null,
    correction: null,
    answer: null,
  };
}

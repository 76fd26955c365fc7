/** A request has its clock: who answers is reminded, what is accepted is applied, and silence applies corrections and never an erasure. */
import {
  type Alias,
  aliases,
  consents,
  corrections,
  doubts,
  type Erasure,
  erasures,
  type Notice,
  notices,
  persons,
  type Request,
  requests,
  type UserId,
  users,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { companyKey } from '../../monitor/src/company-key.ts';
import { sweepMessages } from '../../monitor/src/erase/sweep-messages.ts';
import { placeHold } from '../../monitor/src/hold/place.ts';
import { noteCorrection } from '../../monitor/src/person/correct.ts';
import { raiseDoubt } from '../../monitor/src/person/doubt.ts';
import { answerRequest } from '../../monitor/src/request/answer.ts';
import { assignRequest } from '../../monitor/src/request/assign.ts';
import { openRequestClocks } from '../../monitor/src/request/clocks.ts';
import { enterRequest } from '../../monitor/src/request/enter.ts';
import { extendRequest } from '../../monitor/src/request/extend.ts';
import { listRequests } from '../../monitor/src/request/list.ts';
import { type Asked, openRequest } from '../../monitor/src/request/open.ts';
import { proveRequest } from '../../monitor/src/request/prove.ts';
import { readRequest } from '../../monitor/src/request/read.ts';
import { setRightsPolicy } from '../../monitor/src/request/set-policy.ts';
import { withdrawRequest } from '../../monitor/src/request/withdraw.ts';
import { listSystemAlerts } from '../../monitor/src/system-alert/list.ts';
import { changeDocument } from '../fixtures/change-document.ts';
import { keptUser } from '../fixtures/someone-signed-in.ts';
import { user } from './archive.ts';
import { dora, type ErasureDesk, openErasureDesk } from './erasure-desk.ts';

const day = 24 * 60 * 60_000;
const mayAnswer = authorize(dora, 'request:answer');
const maySet = authorize(dora, 'rights-policy:set');

async function openDesk(policy: Partial<Parameters<typeof setRightsPolicy>[2]> = {}) {
  const desk = await openErasureDesk();
  const deps = { ...desk.deps, portalAddress: null };
  for (const id of ['dora', 'sofia']) await addDpo(desk, id);
  const chosen = { law: 'lgpd', undoHours: 0, dpo: dora.id, substitute: user('sofia', ['dpo'], null).id } as const;
  await setRightsPolicy(deps, maySet, { ...chosen, bySilence: { correction: true, anonymise: false }, ...policy });
  const clocks = openRequestClocks(deps);
  await clocks.goRound();
  return {
    ...desk,
    deps,
    clocks,
    ask: (asked: Partial<Asked> = {}) =>
      openRequest(
        deps,
        { kind: 'person', id: desk.otavio },
        {
          person: desk.otavio,
          kind: 'access',
          source: 'portal',
          identity: 'proved',
          receivedAt: deps.clock(),
          words: null,
          number: null,
          ...asked,
        },
      ),
    now: async ({ id }: { readonly id: string }): Promise<Request> => {
      const found = await deps.records.get(requests, id);
      if (!found) throw new Error('No such request.');
      return found.doc;
    },
    /** What is open about the monitoring, as somebody sees it. */
    alertsOf: async (id: string) =>
      (
        await listSystemAlerts(deps, authorize(user(id, ['dpo'], null), 'system-alert:list'), {
          state: 'open',
          limit: 50,
        })
      ).alerts.map(({ kind }) => kind),
    async [Symbol.asyncDispose]() {
      await clocks[Symbol.asyncDispose]();
      await desk[Symbol.asyncDispose]();
    },
  };
}

async function addDpo({ deps }: ErasureDesk, name: string): Promise<void> {
  const { id } = user(name, ['dpo'], null);
  const sealedEmail = (await companyKey(deps.vault)).seal({ collection: 'users', id, field: 'sealedEmail' }, name);
  const email = deps.blind.of('email', name);
  const rights = { numbers: null, rights: [], roles: ['dpo' as const], state: 'active' as const };
  await deps.records.insert(users, {
    ...rights,
    id,
    email,
    sealedEmail,
    totpStep: 0,
    language: 'pt-BR',
    createdAt: deps.clock(),
  });
}

test('at half the time the dpo is reminded, at four fifths the substitute, and when it is over everybody; once each', async () => {
  await using desk = await openDesk();
  const { archive, clocks, alertsOf, now } = desk;
  const request = await desk.ask();
  expect(await alertsOf('dora')).toEqual(['request-opened']);
  archive.pass(7 * day);
  await clocks.goRound();
  expect((await now(request)).reminded).toBe('none');
  archive.pass(day);
  await clocks.goRound();
  await clocks.goRound();
  expect(await alertsOf('dora')).toEqual(['request-half', 'request-opened']);
  expect(await alertsOf('sofia')).toEqual(['request-opened']);
  archive.pass(5 * day);
  await clocks.goRound();
  expect(await alertsOf('sofia')).toEqual(['request-substitute', 'request-opened']);
  archive.pass(3 * day);
  await clocks.goRound();
  expect(await alertsOf('dora')).toEqual(['request-overdue', 'request-half', 'request-opened']);
  expect((await archive.acts('company')).filter((act) => act === 'request-reminded')).toHaveLength(3);

  const texted = { id: request.id, answer: 'accepted', limb: null, text: 'Segue o link.' } as const;
  expect(await answerRequest(desk.deps, mayAnswer, texted)).toMatchObject({ state: 'answered' });
  expect([await alertsOf('dora'), await alertsOf('sofia')]).toEqual([[], []]);
  await expect(answerRequest(desk.deps, mayAnswer, texted)).rejects.toMatchObject({ code: 'request-closed' });
});

test('one of a kind waits at a time, whoever of the same human asks; it is listed by its end and opened with drafts', async () => {
  await using desk = await openDesk();
  const { deps, otavio, chat, archive } = desk;
  await archive.say(chat, otavio, 'quero saber o que vocês guardam');
  const entered = await enterRequest(deps, mayAnswer, {
    id: otavio,
    kind: 'erase',
    receivedAt: deps.clock() - 2 * day,
    words: 'Por carta, de 2 de março.',
    proof: 'Cópia da identidade, conferida',
  });
  expect(entered).toMatchObject({ identity: 'proved', source: 'desk', number: { id: desk.number } });
  const access = await desk.ask();
  expect((await desk.ask()).id).toBe(access.id);
  await assignRequest(deps, mayAnswer, { id: access.id, user: dora.id });
  // A dpo who was found to be the one who asks.
  const gil = await keptUser(deps, 'gil', ['dpo'], desk.ines);
  await raiseDoubt(deps, desk.number, otavio, desk.ines, deps.clock());
  const [doubt] = (await deps.records.find(doubts, { index: 'byOne', equals: { one: otavio }, limit: 1 })).items;
  if (doubt) await deps.records.replace(doubts, doubt.version, { ...doubt.doc, state: 'same' as const });
  const own = assignRequest(deps, mayAnswer, { id: access.id, user: gil.id });
  await expect(own).rejects.toMatchObject({ code: 'about-yourself' });
  if (doubt) await deps.records.remove(doubts, doubt.doc.id);
  const { requests: rows } = await listRequests(deps, authorize(dora, 'request:list'), { state: 'open', limit: 50 });
  expect(rows.map(({ id }) => id)).toEqual([entered.id, access.id]);
  expect(rows[1]?.assignee).toMatchObject({ id: dora.id });

  const opened = await readRequest(deps, mayAnswer, { id: entered.id });
  expect(opened.words).toBe('Por carta, de 2 de março.');
  expect(opened.drafts.find(({ answer, limb }) => answer === 'refused' && limb === 'legal-duty')?.text).toContain(
    'LGPD, art. 16, I',
  );
  expect(opened.drafts.some(({ limb }) => limb === 'others-rights')).toBe(false);
  const simplified = (await readRequest(deps, mayAnswer, { id: access.id })).simplified;
  expect(simplified).toContain('1 mensagem trocada com a nossa empresa');
  // An agent is a person too: what they wrote stands in the chats of others.
  for (const said of ['bom dia', 'já vejo']) await archive.say(chat, desk.agent, said);
  const asAgent = await desk.ask({ person: desk.agent });
  expect((await readRequest(deps, mayAnswer, { id: asAgent.id })).simplified).toContain('2 mensagens trocadas');
  expect((await archive.acts('company')).slice(-1)).toEqual(['request-read']);
});

test('a request whose message goes keeps no words of it, also if somebody changes it at that instant', async () => {
  await using desk = await openDesk();
  const { deps, archive, otavio, chat } = desk;
  const message = await archive.say(chat, otavio, 'o preço é dez');
  const asked = { field: 'message', message, text: 'o preço é doze' } as const;
  const { id: correction } = await noteCorrection(deps, { kind: 'person', id: otavio }, otavio, asked);
  const request = await desk.ask({ kind: 'correction', correction, words: 'o preço é doze' });
  const scope = { kind: 'message', message } as const;
  const erasure = { id: deps.newId(), scope, whole: [], source: 'desk', mode: 'erase', confirmedAt: deps.clock() };
  let raced = false;
  const replace: typeof deps.records.replace = async (collection, version, doc) => {
    if (!raced && collection.name === requests.name) {
      raced = true;
      await changeDocument(deps.records, requests, request.id, { assignee: dora.id as UserId });
    }
    return deps.records.replace(collection, version, doc);
  };
  const records = { ...deps.records, replace };
  await sweepMessages({ ...deps, records }, erasure as unknown as Erasure, new AbortController().signal);
  const left = await desk.now(request);
  expect(left).toMatchObject({ correction: null, assignee: dora.id });
  expect([raced, 'sealedWords' in left]).toEqual([true, false]);
});

test('what is accepted is applied; what is refused names a limb that limits this right', async () => {
  await using desk = await openDesk();
  const { deps, otavio } = desk;
  const correction = await noteCorrection(deps, { kind: 'person', id: otavio }, otavio, {
    field: 'name',
    message: null,
    text: 'Otávio Quaresma Filho',
  });
  const asked = await desk.ask({ kind: 'correction', correction: correction.id });
  await answerRequest(deps, mayAnswer, { id: asked.id, answer: 'accepted', limb: null, text: 'Feito.' });
  expect((await deps.records.get(corrections, correction.id))?.doc.state).toBe('accepted');

  const erase = await desk.ask({ kind: 'erase' });
  const answered = { id: erase.id, answer: 'refused', limb: null, text: 'Não.' } as const;
  for (const limb of [null, 'others-rights'] as const) {
    await expect(answerRequest(deps, mayAnswer, { ...answered, limb })).rejects.toMatchObject({ code: 'bad-request' });
  }
  // Accepting an erasure is beginning one that names it.
  await expect(answerRequest(deps, mayAnswer, { ...answered, answer: 'accepted' })).rejects.toMatchObject({
    code: 'bad-request',
  });
  await answerRequest(deps, mayAnswer, { ...answered, limb: 'legal-duty' });
  expect(await desk.now(erase)).toMatchObject({ state: 'answered', answer: { kind: 'refused', limb: 'legal-duty' } });

  const restrict = await desk.ask({ kind: 'restrict' });
  await answerRequest(deps, mayAnswer, { id: restrict.id, answer: 'accepted', limb: null, text: 'Bloqueado.' });
  expect(await desk.stateOf(otavio)).toBe('restricted');
});

test('nobody answers about themselves, nor about one who may be two; the person may take a request back', async () => {
  await using desk = await openDesk();
  const { deps, otavio, ines, number } = desk;
  const asked = await desk.ask();
  const sofia = user('sofia', ['dpo'], null);
  const found = await deps.records.get(users, sofia.id);
  if (!found) throw new Error('Sofia is missing.');
  await deps.records.replace(users, found.version, { ...found.doc, person: otavio });
  const accepted = { id: asked.id, answer: 'accepted', limb: null, text: 'Segue.' } as const;
  await expect(answerRequest(deps, authorize(sofia, 'request:answer'), accepted)).rejects.toMatchObject({
    code: 'about-yourself',
  });
  await raiseDoubt(deps, number, otavio, ines, deps.clock());
  await expect(answerRequest(deps, mayAnswer, accepted)).rejects.toMatchObject({ code: 'doubts-open' });
  expect((await readRequest(deps, mayAnswer, { id: asked.id })).perhaps).toMatchObject([{ id: ines }]);
  const own = { kind: 'person', id: otavio } as const;
  await expect(withdrawRequest(deps, own, [ines], asked.id)).rejects.toMatchObject({ code: 'not-found' });
  expect(await withdrawRequest(deps, own, [otavio], asked.id)).toMatchObject({ state: 'withdrawn' });
});

test('a number that may have changed hands is no proof: only what is from since then is offered, until a second one', async () => {
  await using desk = await openDesk();
  const { deps, archive, otavio, ines, chat, number } = desk;
  await archive.say(chat, otavio, 'bom dia');
  archive.pass(400 * day);
  await archive.say(chat, otavio, 'oi, quem é?');
  const since = deps.clock();
  archive.pass(day);
  const asked = await desk.ask({ identity: 'number', source: 'whatsapp', kind: 'erase' });
  expect(asked).toMatchObject({ identity: 'unproved', changedHands: ['long-silence'], onlySince: since });
  expect((await desk.ask({ identity: 'proved', kind: 'access' })).changedHands).toEqual([]);
  await proveRequest(deps, mayAnswer, { id: asked.id, proof: 'Chamada de vídeo com documento' });
  expect(await desk.now(asked)).toMatchObject({ identity: 'proved', onlySince: null });

  // Two accounts of WhatsApp with one telephone number: perhaps the next holder.
  for (const [index, person] of [otavio, ines].entries()) {
    const id = deps.blind.of('alias', 'lid', String(index));
    const alias: Alias = { id, kind: 'lid', person, source: 'whatsapp', firstSeenAt: deps.clock() + index };
    await deps.records.insert(aliases, alias);
  }
  await raiseDoubt(deps, number, otavio, ines, deps.clock());
  const found = await deps.records.get(persons, ines);
  if (!found) throw new Error('Inês is missing.');
  archive.pass(day);
  await deps.records.replace(persons, found.version, { ...found.doc, keyChangedAt: deps.clock() });
  const second = await desk.ask({ person: ines, identity: 'number', source: 'whatsapp' });
  expect(second).toMatchObject({
    identity: 'unproved',
    changedHands: ['new-lid', 'changed-key'],
    onlySince: deps.clock(),
  });
});

test('the answer is proposed in the language of the notice that last reached them', async () => {
  await using desk = await openDesk();
  const { deps, archive, number, otavio } = desk;
  const asked = await desk.ask();
  expect((await readRequest(deps, mayAnswer, { id: asked.id })).language).toBe('pt-BR');
  archive.pass(day);
  const at = deps.clock();
  const [notice, hash] = [deps.newId() as Notice['id'], 'of-the-test'];
  const sealedText = (await companyKey(deps.vault)).seal(
    { collection: 'notices', id: notice, field: 'sealedText' },
    '{}',
  );
  const approved = { state: 'live', approvedBy: 'user:dora', approvedAt: at, by: 'user:dora', createdAt: at } as const;
  await deps.records.insert(notices, {
    ...{ id: notice, number, language: 'es', revision: 1, sealedText, hash, material: false },
    ...approved,
  });
  await deps.records.insert(consents, {
    ...{
      id: deps.blind.of('message', 'notice in Spanish'),
      person: otavio,
      number,
      conversation: null,
      kind: 'notice-sent',
      at,
    },
    ...{ how: 'whatsapp', notice, hash, message: null, basis: 'legitimate-interest', by: null },
  });
  const { language, drafts } = await readRequest(deps, mayAnswer, { id: asked.id });
  expect(language).toBe('es');
  expect(drafts[0]?.text).toContain('recibimos su solicitud');
});

test('a month may be extended once, under the GDPR only; then the clock reminds anew', async () => {
  await using desk = await openDesk({ law: 'gdpr' });
  const { deps, archive, clocks } = desk;
  const asked = await desk.ask();
  expect(new Date(asked.dueAt).toISOString()).toBe('2026-04-05T02:59:59.999Z');
  archive.pass(20 * day);
  await clocks.goRound();
  expect((await desk.now(asked)).reminded).toBe('half');
  const extended = await extendRequest(deps, mayAnswer, { id: asked.id, reason: 'São dez anos de conversas.' });
  expect(new Date(extended.extendedAt ?? 0).toISOString()).toBe('2026-06-05T02:59:59.999Z');
  expect((await readRequest(deps, mayAnswer, { id: asked.id })).extensionText).toBe('São dez anos de conversas.');
  await expect(extendRequest(deps, mayAnswer, { id: asked.id, reason: 'mais' })).rejects.toMatchObject({
    code: 'not-extendable',
  });
  archive.pass(30 * day);
  await clocks.goRound();
  expect(await desk.alertsOf('dora')).toEqual(['request-half', 'request-half', 'request-opened']);
  // Asked later, due sooner: it is listed first, on whatever page.
  const later = await desk.ask({ kind: 'erase' });
  const { requests: listed } = await listRequests(deps, authorize(dora, 'request:list'), { state: 'open', limit: 1 });
  expect(listed.map(({ id }) => id)).toEqual([later.id]);
});

test('after thirty days of silence a proved correction stands, anonymising where the policy says so, an erasure never', async () => {
  await using desk = await openDesk({ bySilence: { correction: true, anonymise: true } });
  const { deps, archive, clocks, otavio, ines } = desk;
  const words = 'Meu nome é Otávio Quaresma Filho.';
  const correction = await desk.ask({ kind: 'correction', words });
  const erase = await desk.ask({ kind: 'erase' });
  const unproved = await desk.ask({ kind: 'correction', words, identity: 'number', person: ines });
  archive.pass(30 * day);
  await clocks.goRound();
  expect((await desk.now(correction)).state).toBe('open');
  const held = {
    scope: { kind: 'person' as const, person: otavio },
    reason: 'Processo 12',
    until: deps.clock() + 2 * day,
  };
  await placeHold(deps, authorize(dora, 'hold:place'), held);
  archive.pass(day);
  await clocks.goRound();
  expect((await desk.now(correction)).state).toBe('open');
  archive.pass(3 * day);
  await clocks.goRound();
  expect(await desk.now(correction)).toMatchObject({ state: 'answered', answer: { kind: 'by-silence' } });
  expect([(await desk.now(erase)).state, (await desk.now(unproved)).state]).toEqual(['open', 'open']);

  const anonymise = await desk.ask({ kind: 'anonymise', person: ines });
  archive.pass(32 * day);
  await clocks.goRound();
  const [begun] = (await deps.records.find(erasures, { index: 'byConfirmation', limit: 10 })).items;
  if (!begun) throw new Error('Nothing was begun.');
  expect(await desk.runner.ranTo(begun.doc.id)).toMatchObject({ mode: 'anonymise', request: anonymise.id });
  expect(await desk.now(anonymise)).toMatchObject({ answer: { kind: 'by-silence' } });
  expect(await desk.stateOf(otavio)).toBe('active');
});

test('who may not erase lets nobody go by silence: no letter of long ago does, nor a policy of theirs', async () => {
  await using desk = await openDesk({ bySilence: { correction: true, anonymise: true }, undoHours: 24 });
  const { deps, archive, clocks, otavio } = desk;
  const longAgo = { receivedAt: deps.clock() - 60 * day, identity: 'proved' } as const;
  const words = 'Meu nome é Otávio Quaresma Filho.';
  const letter = await desk.ask({ ...longAgo, kind: 'anonymise', source: 'desk' });
  const late = await desk.ask({ ...longAgo, kind: 'correction', words });
  await clocks.goRound();
  expect((await desk.now(late)).state).toBe('open');
  archive.pass(32 * day);
  await clocks.goRound();
  expect([(await desk.now(late)).state, (await desk.now(letter)).state]).toEqual(['answered', 'open']);
  expect(await desk.stateOf(otavio)).toBe('active');

  const policy = { law: 'lgpd', undoHours: 24, dpo: null, substitute: null } as const;
  const without = authorize(user('lia', ['dpo'], null), 'rights-policy:set');
  const silent = { correction: true, anonymise: true };
  const refused = { code: 'not-permitted' };
  await expect(setRightsPolicy(deps, without, { ...policy, undoHours: 0, bySilence: silent })).rejects.toMatchObject(
    refused,
  );
  await setRightsPolicy(deps, without, { ...policy, bySilence: { ...silent, anonymise: false } });
  await expect(setRightsPolicy(deps, without, { ...policy, bySilence: silent })).rejects.toMatchObject(refused);
});

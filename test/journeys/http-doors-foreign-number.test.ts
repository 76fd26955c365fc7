/** A manager of another number sees nothing of a conversation: by no address, no id, no search. */
import type { FeedEvent, NumberId } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { registerNumber } from '../../monitor/src/number/register.ts';
import { asAndroidText, insuranceChat } from '../fixtures/chats.ts';
import { type Answer, type Browser, type Served, servedApp } from '../fixtures/served-app.ts';

let served: Served;
/** The dpo, who sees the conversation; and the manager of another number, who must not. */
let diana: Browser;
let carla: Browser;
/** Every id that belongs to the imported conversation. */
let foreign: ReadonlySet<string>;
let alert: string;

/** Words of the chat that nothing else of the interface says. */
const words = insuranceChat
  .flatMap(({ text, author }) => `${text} ${author ?? ''}`.split(/[^\p{L}\p{N}]+/u))
  .filter((word) => Buffer.byteLength(word) >= 8);

beforeAll(async () => {
  served = await servedApp();
  const ana = await served.administrator();
  diana = await served.invited(ana, 'diana@example.com', ['dpo']);
  carla = await served.invited(ana, 'carla@example.com', ['manager'], [await otherNumber()]);
  await importChat();
  foreign = await idsOfTheChat();
});
afterAll(() => served[Symbol.asyncDispose]());

async function otherNumber(): Promise<NumberId> {
  const phone = phoneOf('+5511987654321');
  if (!phone) throw new Error('This is no phone number.');
  return (await registerNumber(served.app, { kind: 'system' }, phone)).id;
}

async function importChat(): Promise<void> {
  const ended = new Promise<FeedEvent>((resolve) => {
    served.app.feed.subscribe((event) => {
      if (event.kind === 'import-progress' && ['done', 'refused'].includes(String(event.fields?.['state'])))
        resolve(event);
    });
  });
  const begun = await diana.call('POST', '/api/imports', {
    number: '+5511912345678',
    basis: 'exercise-of-rights',
    fileName: 'Conversa do WhatsApp com Otávio Quaresma.txt',
    agent: 'Marina Vasconcelos',
  });
  const { id } = begun.body as { id: string };
  await diana.call('PUT', `/api/imports/${id}/file`, asAndroidText(insuranceChat), {
    'content-type': 'application/octet-stream',
  });
  expect((await ended).fields).toMatchObject({ state: 'done' });
}

async function idsOfTheChat(): Promise<ReadonlySet<string>> {
  const [row] = ((await diana.call('GET', '/api/alerts')).body as { alerts: { id: string }[] }).alerts;
  if (!row) throw new Error('The chat raised no alert.');
  alert = row.id;
  const opened = await diana.call('POST', `/api/alerts/${alert}/readings`, {});
  const imports = await diana.call('GET', '/api/imports');
  const others = new Set(idsIn(await carla.call('GET', '/api/numbers')));
  return new Set([...idsIn(opened), ...idsIn(imports)].filter((id) => !others.has(id)));
}

/** Every `id`, and what else names a document, anywhere in the answer. */
function idsIn(answer: Answer): readonly string[] {
  return [
    ...JSON.stringify(answer.body).matchAll(/"(?:id|number|conversation|message|contact)":"([\w-]{16,64})"/g),
  ].map(([, id]) => id ?? '');
}

function expectNothingSeen(answer: Answer): void {
  const text = JSON.stringify(answer.body ?? '');
  for (const word of words) expect(text).not.toContain(word);
  for (const id of foreign) expect(text, `${answer.status}`).not.toContain(id);
}

/** What an address wants to hear before it looks who asks; none needs more. */
const bodies: Readonly<Record<string, object>> = {
  '/persons/{id}/privacy': { private: true, reason: 'é da família' },
  '/persons/{id}/consents': { number: 'a'.repeat(22), answer: 'agreed', at: 1, evidence: 'papel assinado' },
  '/doubts/{id}': { answer: 'same', reason: 'a mesma letra' },
  '/persons/{id}/restriction': { restricted: true, reason: 'contesta' },
  '/persons/{id}/corrections': { field: 'name', message: null, text: 'Octávio' },
  '/corrections/{id}': { accepted: true },
  '/persons/{id}/anonymisations': { reason: 'pedido', token: 'a' },
  '/persons/{id}/requests': { kind: 'access', receivedAt: 1, words: 'quero ver', proof: null },
  '/requests/{id}/proof': { proof: 'documento' },
  '/requests/{id}/assignee': { user: null },
  '/requests/{id}/answers': { answer: 'accepted', limb: null, text: 'segue' },
  '/persons/{id}/exports': { language: 'pt-BR', since: null, request: null },
  '/persons/{id}/shares': { language: 'pt-BR', since: null, request: null },
  '/company-rules/{id}/restore': { revision: 1 },
  '/numbers/{id}/calendar': { week: Array.from({ length: 7 }, () => null), holidays: [], revision: 0 },
};

describe('a manager of another number', () => {
  it('is the exception: the dpo sees the words, or this test would prove nothing', async () => {
    expect(foreign.size).toBeGreaterThan(10);
    const opened = JSON.stringify((await diana.call('POST', `/api/alerts/${alert}/readings`, {})).body);
    expect(words.some((word) => opened.includes(word))).toBe(true);
  });

  it('gets the answer of an id that does not exist, for every address and every id of the conversation', async () => {
    const { paths } = (await carla.call('GET', '/api/openapi.json')).body as {
      paths: Record<string, Record<string, unknown>>;
    };
    const addresses = Object.entries(paths)
      .filter(([path]) => path.includes('{id}'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const));
    addresses.push(['GET', '/messages/{id}/media'], ['PUT', '/imports/{id}/file']);
    expect(addresses.length).toBeGreaterThan(9);
    for (const [method, path] of addresses) {
      for (const id of foreign) {
        const body = method === 'GET' ? undefined : (bodies[path] ?? { reason: 'judge-alert' });
        const answer = await carla.call(method, `/api${path.replace('{id}', id)}`, body);
        expect([403, 404], `${method} ${path} answered ${answer.status}`).toContain(answer.status);
        expectNothingSeen(answer);
      }
    }
  });

  it('finds nothing of it in any list, whatever the filter', async () => {
    const filters = ['', ...[...foreign].map((id) => `number=${id}`)];
    for (const list of ['alerts', 'conversations', 'persons', 'imports', 'numbers']) {
      for (const filter of filters) expectNothingSeen(await carla.call('GET', `/api/${list}?${filter}`));
    }
    expect((await carla.call('GET', '/api/alerts')).body).toMatchObject({ alerts: [], total: 0 });
  });

  it('finds nothing of it by search, nor decides on it', async () => {
    for (const word of ['apólice', 'JXK4D29', 'Otávio']) {
      const answer = await carla.call('POST', '/api/searches', { words: word, purpose: 'investigation' });
      expect(answer).toMatchObject({ status: 200, body: { results: [] } });
    }
    const decided = await carla.call('POST', '/api/alerts/decisions', {
      alerts: [alert],
      decision: 'dismissed',
      reason: 'false-positive',
    });
    expect(decided.status).toBe(404);
    expect((await diana.call('GET', '/api/alerts')).body).toMatchObject({ alerts: [{ id: alert, state: 'open' }] });
  });
});

/** Erasing through the HTTP door: who may, what is answered, and the certificate that a dpo or an auditor takes away. */
import { type ErasureId, persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { checkCertificate } from '../../monitor/src/erase/certificate.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { asAndroidText } from '../fixtures/chats.ts';
import { inMemory, operator } from '../fixtures/import-desk.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { type Served, servedApp } from '../fixtures/served-app.ts';

const contact = 'Otávio Quaresma';

test('a dpo with the right previews, erases, and hands out a certificate; nobody else does', async () => {
  await using served = await servedApp(noRules);
  const person = await bringIn(served);
  const ana = await served.administrator();
  const dora = await served.invited(ana, 'dora@example.com', ['dpo']);
  const otto = await served.invited(ana, 'otto@example.com', ['auditor']);
  const scope = { kind: 'person', person };
  for (const browser of [ana, dora, otto]) {
    expect(await browser.call('POST', '/api/erasure-previews', { scope })).toMatchObject({ status: 403 });
  }
  const { body: list } = await ana.call('GET', '/api/users');
  const { id: user } = (list as { users: { id: string; email: string }[] }).users.find(
    ({ email }) => email === 'dora@example.com',
  ) ?? { id: '' };
  expect(await ana.call('PATCH', `/api/users/${user}`, { rights: ['erase'] })).toMatchObject({ status: 200 });

  const preview = await dora.call('POST', '/api/erasure-previews', { scope });
  expect(preview).toMatchObject({
    status: 200,
    body: { goes: { messages: 2, conversations: 1 }, holds: [], doubts: 0 },
  });
  const { token } = preview.body as { token: string };
  const asked = { scope, reason: 'pedido do titular', objected: false, request: null, despiteLimitation: false };
  const stale = await dora.call('POST', '/api/erasures', { ...asked, token: 'of another preview' });
  expect(stale).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
  const begun = await dora.call('POST', '/api/erasures', { ...asked, token });
  expect(begun).toMatchObject({ status: 200, body: { state: 'confirmed', by: 'dora@example.com', source: 'desk' } });
  const { id } = begun.body as { id: ErasureId };
  await served.app.erasures.ranTo(id);

  for (const browser of [dora, otto]) {
    expect(await browser.call('GET', `/api/erasures/${id}`)).toMatchObject({
      body: { state: 'erased', certifiedAt: expect.any(Number), journals: 0, counts: { messages: 2 } },
    });
    const json = await browser.call('GET', `/api/erasures/${id}/certificate.json`);
    expect(checkCertificate(`${JSON.stringify(json.body, null, 2)}\n`, served.app.signer.fingerprint)).toEqual({
      kind: 'proved',
    });
    const page = await browser.call('GET', `/api/erasures/${id}/certificate.pdf?language=es`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  }
  expect(await ana.call('GET', `/api/erasures/${id}/certificate.json`)).toMatchObject({ status: 403 });
  const late = await dora.call('DELETE', `/api/erasures/${id}`, { reason: 'tarde demais' });
  expect(late).toMatchObject({ status: 409, body: { code: 'undo-over' } });
  expect(await dora.call('GET', `/api/erasures/${person}`)).toMatchObject({ status: 404 });
  expect(served.logged.join('\n')).not.toMatch(/Otávio|Quaresma/);
});

/** A chat of two messages; answers the contact's id. */
async function bringIn({ app }: Served): Promise<string> {
  const authorized = authorize(operator, 'import:run');
  const fileName = `Conversa do WhatsApp com ${contact}.txt`;
  const begun = await beginImport(app, authorized, {
    number: '+5511912345678',
    basis: 'exercise-of-rights',
    fileName,
    agent: 'Marina Vasconcelos',
  });
  const chat = asAndroidText([
    { minute: 0, author: contact, text: 'bom dia' },
    { minute: 1, author: 'Marina Vasconcelos', text: 'bom dia, em que posso ajudar?' },
  ]);
  await app.imports.run(begun.id, inMemory(chat, fileName));
  await app.conduct.catchUp();
  const found = await app.records.find(persons, { index: 'byCreation', limit: 10 });
  const known = found.items.map(({ doc }) => doc).find(({ role }) => role === 'contact');
  if (!known) throw new Error('The contact was not met.');
  return known.id;
}

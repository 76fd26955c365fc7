/**
 * A person is erased while they write: nothing of theirs is kept, everything is answered for, nobody else loses a word;
 * and what WhatsApp hands over again afterwards, or the phone's history tells, brings nothing back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { erasures, messages, persons, withheld } from '@atalaia/storage';
import { expect, test } from 'vitest';
import type { App } from '../../monitor/src/app.ts';
import { mayErase } from '../journeys/erasure-desk.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { eraseAsShown } from './erase-as-shown.ts';
import { everyMessage, isTold, linkNumber, number, openHome, personOf, texts } from './erasing-office.ts';
import { holdAWrite } from './hold-a-write.ts';

const perPerson = 20;
const home = mkdtempSync(join(tmpdir(), 'atalaia-burst-'));

test('erased in the middle of a burst, and handed over again after it', { timeout: 120_000 }, async () => {
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rmSync(home, { recursive: true, force: true }));
  const server = stack.use(await trustedServer());
  const company = server.account(cast.company);
  const [marta, rui] = [server.account(cast.marta, { name: 'Marta' }), server.account(cast.rui, { name: 'Rui' })];
  const agent = stack.use(openPhone(server, company));
  const hers = stack.use(openPhone(server, marta));
  const his = stack.use(openPhone(server, rui));
  const app = stack.use(await openHome(home, server));
  const device = await linkNumber(app, company, server.group('Vazio', [company]));
  for (const phone of [hers, his]) await phone.send(company, 'bom dia');
  for (const { account } of [hers, his]) await isTold(app, account, 1);
  const old = [await hers.send(company, 'pedido antigo'), await agent.send(marta, 'resposta antiga')];
  await expect.poll(() => texts(app)).toEqual(expect.arrayContaining(['pedido antigo', 'resposta antiga']));
  const person = await personOf(app, marta);

  const inHand = holdAWrite(app.records, messages, ({ author }) => author === person);
  stack.defer(inHand.letGo);
  const words = Array.from({ length: perPerson }, (_, n) => `dele, ${n}`);
  const burst = words.flatMap((text, n) => [hers.send(company, `dela, ${n}`), his.send(company, text)]);
  await inHand.held;
  const { id } = await eraseAsShown(app, mayErase, person);
  // One message was sealed while there were keys, and is stored only now.
  await expect.poll(async () => (await app.records.get(erasures, id))?.doc.state).toBe('shredded');
  inHand.letGo();
  expect(await app.erasures.ranTo(id)).toMatchObject({ state: 'erased', journals: [] });

  await expect.poll(async () => (await texts(app)).toSorted()).toEqual(words.toSorted());
  const sent = await Promise.all(burst);
  await expect.poll(() => sent.every((one) => server.ledger.acknowledgedBy(device).has(one.id))).toBe(true);
  expect(await app.records.get(persons, person)).toBeUndefined();
  expect((await everyMessage(app)).map(({ author }) => author)).not.toContain(person);

  const before = await heldBack(app);
  await agent.syncHistory(device, [
    {
      with: marta,
      messages: old.map(({ id: again, t }) => ({ fromMe: false, text: 'pedido antigo', at: t, id: again })),
    },
  ]);
  const [asHers, asOurs] = old.map((one) => one.id);
  await hers.send(company, 'pedido antigo', { id: asHers ?? '' });
  await agent.send(marta, 'resposta antiga', { id: asOurs ?? '' });
  await expect.poll(() => heldBack(app)).toBeGreaterThanOrEqual(before + 2);
  expect((await texts(app)).toSorted()).toEqual(words.toSorted());
  const askedAgain = server.ledger.entries.flatMap((one) =>
    one.kind === 'acknowledged' && one.receipt === 'retry' ? [one.id] : [],
  );
  expect(askedAgain, 'the key of the session was forgotten').toContain(asHers);
  const now = await personOf(app, marta);
  expect(now).not.toBe(person);
  expect((await app.records.get(persons, now))?.doc).toMatchObject({ erasedBefore: true });
});

async function heldBack(app: App): Promise<number> {
  return (await app.records.count(withheld, { index: 'byNumber', equals: { number } })).get('all') ?? 0;
}

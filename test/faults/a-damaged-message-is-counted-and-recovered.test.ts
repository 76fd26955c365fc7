/** A message that comes damaged is counted and shown as missing, until its sender's phone sends it again; then it is where it belongs. */
import { ledgers } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { type LiveOffice, notice, openLiveOffice } from '../fixtures/live-office.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';

async function day({ app, number }: LiveOffice) {
  const days = await app.records.find(ledgers, { index: 'byNumber', equals: { number }, limit: 10 });
  const sum = (count: 'received' | 'stored' | 'withheld' | 'undecryptable') =>
    days.items.reduce((total, { doc }) => total + doc[count], 0);
  return [sum('received'), sum('stored'), sum('withheld'), sum('undecryptable')];
}

const until = (office: LiveOffice, counts: readonly number[]) =>
  office.until(async () => String(await day(office)) === String(counts));

test('a damaged message is counted as undecryptable, and stored once its sender has sent it again', async () => {
  let ahead = 0;
  await using server = await trustedServer({ now: () => Math.floor(Date.now() / 1000) + ahead });
  await using office = await openLiveOffice(server);
  await using phone = openPhone(server, server.account(cast.marta));
  await phone.send(office.company, 'bom dia');
  await phone.receives(({ text }) => text === notice);
  // What comes late and was written in the very second of the notice counts as from before it.
  ahead += 1;
  server.faults.corruptNext(office.device);
  await phone.send(office.company, 'veio quebrada');
  phone.goOffline();
  await until(office, [2, 0, 1, 1]);
  expect((await office.withheld()).map(({ reason }) => reason).toSorted()).toEqual(['not-notified', 'undecryptable']);
  phone.goOnline();
  await office.keeps('veio quebrada');
  await until(office, [2, 1, 1, 0]);
  expect((await office.withheld()).map(({ reason }) => reason)).toEqual(['not-notified']);
  expect(await office.kept()).toHaveLength(1);
});

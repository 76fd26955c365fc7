/** A frame that can't be decoded ends the connection it came on, and nothing else: a new one is made. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { is, linkByQr, openOffice, reaches } from './number.ts';

test('a broken frame is survived by connecting anew', async () => {
  await using server = await trustedServer();
  await using office = await openOffice(server);
  const link = await office.open('number-1', cast.company);
  const device = await linkByQr(link, server.account(cast.company));
  await device.ready();
  // A JID without a user is written as a pair that no decoder takes.
  const broken: BinaryNode = { tag: 'notification', attrs: { from: '@', id: 'n' } };
  if (!('line' in device)) throw new Error('The server has no line to this device.');
  (device.line as { send(stanza: BinaryNode): void }).send(broken);
  await reaches(link, (state) => state.kind !== 'connected');
  await server.ledger.until((entry) => entry.kind === 'closed' && !device.connected);
  await office.time.pass(60_000);
  await reaches(link, is('connected'));
  expect(device.connected).toBe(true);
});

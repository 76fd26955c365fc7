/** A number belongs to one process: whoever else claims it is refused, even while the owner is frozen. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NumberId } from '@atalaia/storage';
import { expect, it } from 'vitest';
import { startCapture } from '../faults/capture-process.ts';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { introduce } from '../whatsapp/trust.ts';
import { openOffice, settingsOf } from './number.ts';

it('refuses a second process while the first one lives, frozen or not, and the first one goes on', async () => {
  await using server = await trustedServer();
  const home = mkdtempSync(join(tmpdir(), 'atalaia-owner-'));
  await using _home = { [Symbol.asyncDispose]: async () => rmSync(home, { recursive: true, force: true }) };
  const company = server.account(cast.company);
  await using customer = openPhone(server, server.account(cast.marta));

  const settings = settingsOf(cast.company);
  const number = 'number-of-the-owner' as NumberId;
  await using owner = startCapture({ home, numbers: [{ id: number, settings }], server: introduce(server), seed: 1 });
  await owner.says(({ kind }) => kind === 'state');
  owner.order({ kind: 'pair', number });
  const code = await owner.says((word) => word.kind === 'code');
  const device = await company.scan(code.kind === 'code' ? code.text : '');
  await owner.connected();
  await device.ready();

  // The same volume, attached to another machine too.
  await using other = await temporaryStorage();
  mkdirSync(join(other.home, 'data'), { recursive: true });
  symlinkSync(join(home, 'data', 'journals'), join(other.home, 'data', 'journals'));
  await using office = await openOffice(server, { storage: other.storage });
  expect(await office.connector.open(number, settings)).toEqual({ kind: 'owned' });

  owner.freeze();
  const { id } = await customer.send(company, 'Ainda estão aí?');
  expect(await office.connector.open(number, settings)).toEqual({ kind: 'owned' });
  expect(server.ledger.acknowledgedBy(device)).not.toContain(id);
  owner.thaw();
  await server.ledger.until((entry) => entry.kind === 'acknowledged' && entry.id === id);
  expect(server.ledger.entries.filter((entry) => entry.kind === 'login' && entry.device === device.pn)).toHaveLength(1);

  await owner.kill();
  // Free now, but sealed with keys that the other machine does not have.
  expect(await office.connector.open(number, settings)).toMatchObject({ kind: 'unusable' });
});

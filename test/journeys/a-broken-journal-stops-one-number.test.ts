/** A number whose journal can't be read is shown as stopped by its storage; the program starts, and the others are open. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnector } from '@atalaia/connector';
import { type NumberId, numbers, placeOf, StorageFault } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { openApp } from '../../monitor/src/app.ts';
import { companyKey } from '../../monitor/src/company-key.ts';
import { unsetCapture } from '../../monitor/src/number/capture-settings.ts';
import { linkViewOf } from '../../monitor/src/number/link-view.ts';
import { openLinks } from '../../monitor/src/number/links.ts';
import { handTime } from '../connector/time.ts';
import { homeConfig, silentLog } from '../faults/home.ts';

const [broken, gone, whole] = [
  'number-that-is-broken',
  'number-that-is-gone',
  'number-that-is-whole',
] as NumberId[] as [NumberId, NumberId, NumberId];

test('one broken journal keeps no other number from working', async () => {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-broken-'));
  await using after = new AsyncDisposableStack();
  after.defer(() => rmSync(home, { recursive: true, force: true }));
  const opened = await openApp(homeConfig(home), silentLog());
  if (opened.kind !== 'opened') throw new Error(`The program is ${opened.kind}.`);
  const app = after.use(opened.app);
  for (const [index, id] of [broken, gone, whole].entries()) {
    const phone = `+551195550000${index}`;
    await app.records.insert(numbers, {
      ...{ id, phone: app.blind.of('number', phone), zone: 'UTC', language: 'pt-BR', basis: 'consent' },
      sealedPhone: (await companyKey(app.vault)).seal(placeOf(numbers, id, 'sealedPhone'), phone),
      createdAt: app.clock() + index,
      capture: unsetCapture,
    });
  }
  const connector = after.use(
    openConnector({
      ...app,
      random: () => 0,
      pause: handTime().pause,
      async openJournal(name) {
        if (name === broken) throw new StorageFault('disk');
        if (name === gone) return { kind: 'unusable', problem: 'The file is damaged.' };
        return app.openJournal(name);
      },
    }),
  );
  using links = await openLinks({ ...app, connector });
  for (const id of [broken, gone]) {
    const found = await app.records.get(numbers, id);
    if (!found) throw new Error('The number is missing.');
    expect(linkViewOf(links, found.doc)).toMatchObject({ kind: 'stopped', reason: 'storage' });
  }
  expect(links.link(whole)?.state()).toMatchObject({ kind: 'unlinked' });
});

/** An import that the disk failed under: what is stored is counted, and the uploaded file stays until it is brought in. */
import { type Import, imports, messages, type Records } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { stagedBlobOf } from '../../monitor/src/import/end.ts';
import { openImports } from '../../monitor/src/import/runner.ts';
import { uploadImportFile } from '../../monitor/src/import/upload.ts';
import { entriesOf } from '../fixtures/audit-entries.ts';
import { changeDocument } from '../fixtures/change-document.ts';
import { asAndroidText, longChat } from '../fixtures/chats.ts';
import { companyNumber, type Desk, inMemory, openDesk, operator } from '../fixtures/import-desk.ts';

const chat = asAndroidText(longChat(600, 1000));
const authorized = authorize(operator, 'import:run');

function begin(desk: Desk): Promise<Import> {
  return beginImport(desk.deps, authorized, {
    number: companyNumber,
    basis: 'contract',
    fileName: 'Conversa do WhatsApp com Otávio Quaresma.txt',
  });
}

/** The desk's importer on a disk that refuses the n-th message, once. */
function shakyImports(desk: Desk, nth = 301) {
  let left = nth;
  const records: Records = {
    ...desk.deps.records,
    insert: (collection, doc) =>
      collection.name === messages.name && --left === 0
        ? Promise.reject(new Error('disk'))
        : desk.deps.records.insert(collection, doc),
  };
  return openImports({ ...desk.deps, records });
}

async function stored(desk: Desk, id: string): Promise<Import> {
  const found = await desk.deps.records.get(imports, id);
  if (!found) throw new Error('The import is missing.');
  return found.doc;
}

function inState(desk: Desk, state: Import['state']): Promise<void> {
  return new Promise((resolve) => {
    desk.deps.feed.subscribe(({ kind, fields }) => {
      if (kind === 'import-progress' && fields?.['state'] === state) resolve();
    });
  });
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

test('an import that a fault ended counts what it stored, and can be run again', async () => {
  await using desk = await openDesk();
  await using shaky = shakyImports(desk);
  const begun = await begin(desk);
  await expect(shaky.run(begun.id, inMemory(chat, 'chat.txt'))).rejects.toThrow('disk');
  expect(await stored(desk, begun.id)).toMatchObject({
    state: 'refused',
    problem: 'unexpected',
    counts: { entries: 600, stored: 200 },
  });
  const kept = (await desk.messages()).length;
  expect(kept).toBeGreaterThanOrEqual(200);
  expect(await desk.conversations()).toMatchObject([{ messages: kept }]);
  expect((await desk.bring(chat)).counts).toMatchObject({ alreadyStored: kept, stored: 600 - kept });
});

test('an uploaded import is tried again after a fault, from the same sealed file', async () => {
  await using desk = await openDesk();
  await using shaky = shakyImports(desk);
  const begun = await begin(desk);
  const done = inState(desk, 'done');
  await uploadImportFile({ ...desk.deps, imports: shaky }, authorized, begun.id, once(chat));
  await done;
  expect(desk.faults).toHaveLength(1);
  expect(await desk.messages()).toHaveLength(600);
  expect(await desk.conversations()).toMatchObject([{ messages: 600 }]);
});

test('of a message that could not be stored nobody hears an alert; brought again, it raises one', async () => {
  await using desk = await openDesk();
  await using shaky = shakyImports(desk, 2);
  const heard: string[] = [];
  desk.deps.feed.subscribe(({ kind }) => void (kind.startsWith('alert-') && heard.push(kind)));
  const told = asAndroidText(longChat(2, 2));
  const begun = await begin(desk);
  await expect(shaky.run(begun.id, inMemory(told, 'chat.txt'))).rejects.toThrow('disk');
  expect(heard).toEqual([]);
  await desk.bring(told);
  expect(heard).toHaveLength(1);
  expect(await desk.alerts()).toMatchObject([{ hitCount: 1 }]);
  const acts = await entriesOf(desk.deps.records, begun.number);
  expect(acts.filter(({ act }) => act === 'alert-raised')).toHaveLength(1);
  const stored = await desk.messages();
  expect(stored.map(({ screening }) => screening)).toEqual(['screened', 'screened']);
});

test('a message in which nothing is found is written once', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(longChat(2, 2)));
  const stored = await desk.messages();
  const versions = await Promise.all(stored.map(({ id }) => desk.deps.records.get(messages, id)));
  expect(versions.map((found) => found?.version)).toEqual([1, 2]);
});

test('a crash before an uploaded file is noted, or before it is removed, leaves no file for good', async () => {
  await using desk = await openDesk();
  const { blobs, media, records, vault } = desk.deps;
  const place = { collection: imports.name, id: 'test', field: 'staged' };
  const key = await vault.keyOf('company');
  if (!key) throw new Error('No key.');
  const leftovers = [await begin(desk), await begin(desk)];
  for (const { id } of leftovers) await media.sealFile(key, place, stagedBlobOf(id), once(chat));
  const [unnoted, unremoved] = leftovers;
  if (!unnoted || !unremoved) throw new Error('Two were begun.');
  await changeDocument(records, imports, unremoved.id, { state: 'done', staged: stagedBlobOf(unremoved.id) });

  await desk.imports.resume();
  await desk.imports[Symbol.asyncDispose]();
  expect(await blobs.size(stagedBlobOf(unnoted.id))).toBeUndefined();
  expect(await blobs.size(stagedBlobOf(unremoved.id))).toBeUndefined();
  expect((await stored(desk, unnoted.id)).state).toBe('refused');
  expect((await stored(desk, unremoved.id)).staged).toBeNull();
});

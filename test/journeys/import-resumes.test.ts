/** An uploaded import that a stop interrupted goes on at the next start; one whose file was elsewhere says so. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Import, imports } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { uploadImportFile } from '../../monitor/src/import/upload.ts';
import { asAndroidText, longChat } from '../fixtures/chats.ts';
import { type Desk, inMemory, openDesk, operator } from '../fixtures/import-desk.ts';

const chat = asAndroidText(longChat(1200, 2000));
const authorized = authorize(operator, 'import:run');

function begin(desk: Desk) {
  return beginImport(desk.deps, authorized, {
    number: '+5511912345678',
    basis: 'contract',
    fileName: 'Conversa do WhatsApp com Otávio Quaresma.txt',
  });
}

/** Resolves when the import is in this state. */
function inState(desk: Desk, state: Import['state']): Promise<void> {
  return new Promise((resolve) => {
    desk.deps.feed.subscribe(({ kind, fields }) => {
      if (kind === 'import-progress' && fields?.['state'] === state) resolve();
    });
  });
}

async function stored(desk: Desk): Promise<Import | undefined> {
  return (await desk.deps.records.find(imports, { index: 'byCreation', limit: 1 })).items[0]?.doc;
}

async function inTwoLives(first: (desk: Desk) => Promise<void>, second: (desk: Desk) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-lives-'));
  try {
    for (const life of [first, second]) {
      await using desk = await openDesk(home);
      await life(desk);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

test('an upload goes on from its sealed file, which is removed at the end', async () => {
  await inTwoLives(
    async (desk) => {
      const begun = await begin(desk);
      const started = inState(desk, 'running');
      await uploadImportFile({ ...desk.deps, imports: desk.imports }, authorized, begun.id, once(Buffer.from(chat)));
      await started;
    },
    async (desk) => {
      const before = await stored(desk);
      if (!before?.staged) throw new Error('The staged file is not there.');
      expect(before.state).toBe('running');
      const done = inState(desk, 'done');
      await desk.imports.resume();
      await done;
      await desk.imports[Symbol.asyncDispose]();
      expect(await stored(desk)).toMatchObject({ state: 'done', staged: null });
      expect(await desk.deps.blobs.size(before.staged)).toBeUndefined();
      expect(await desk.conversations()).toMatchObject([{ messages: 1200 }]);
      expect(desk.faults).toEqual([]);
    },
  );
});

test('a file that was read where it lay cannot be read again: the importer is told to run it again', async () => {
  await inTwoLives(
    async (desk) => {
      const begun = await begin(desk);
      const started = inState(desk, 'running');
      const cut = desk.imports.run(begun.id, inMemory(chat, 'chat.txt'));
      await started;
      await desk.imports[Symbol.asyncDispose]();
      expect(await cut).toBeUndefined();
    },
    async (desk) => {
      const refused = inState(desk, 'refused');
      await desk.imports.resume();
      await refused;
      const ended = await stored(desk);
      if (!ended) throw new Error('The import is missing.');
      expect(ended).toMatchObject({ state: 'refused', problem: 'interrupted' });
      expect((await desk.problem(ended))?.sentence).toContain('run it again');
      expect((await desk.bring(chat)).counts).toMatchObject({ entries: 1200, withheld: 0 });
      expect(await desk.messages()).toHaveLength(1200);
    },
  );
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

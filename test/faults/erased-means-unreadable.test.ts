/**
 * Erased means unreadable: one of several people, captured live, in groups and imported, is erased in the running
 * program. No byte of what is left shows their words, names or numbers; nothing that still opens holds them but what the
 * certificate lists; and everybody else is as before.
 */
import { cpSync, readFileSync } from 'node:fs';
import { messages, type PersonId, withheld } from '@atalaia/storage';
import { beforeAll, describe, expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readStatement } from '../../monitor/src/erase/certificate.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { asAndroidText } from '../fixtures/chats.ts';
import { inMemory, operator } from '../fixtures/import-desk.ts';
import { type Folders, freshFolders } from '../program/start-program.ts';
import { cast } from '../whatsapp/local-server.ts';
import { allThatOpens, shutFile, withStorage } from './all-that-opens.ts';
import { differing, mayDiffer } from './compare-exports.ts';
import { type ErasedDay, type Exports, openErasedDay } from './erased-day.ts';
import { personIn } from './erased-office.ts';
import { marta, pictures, rui, said, tadeu } from './erased-words.ts';
import { number, openHome } from './erasing-office.ts';
import { hunt } from './hunt.ts';
import { plants } from './plants.ts';

/** Who is compared, and how far his erasure reaches into what is theirs. */
const others = [
  [tadeu.name, 'everybody'],
  [marta.phone, 'who shares a group'],
] as const;

let day: ErasedDay;

beforeAll(async () => {
  day = await openErasedDay();
  return () => day[Symbol.asyncDispose]();
}, 240_000);

test('before, the hunt sees him everywhere, in what opens and in keyed hashes', () => {
  expect(new Set(day.seen.map(({ meaning }) => meaning)).size).toBeGreaterThan(250);
  expect(day.seen.map(({ where }) => where)).toContainEqual(expect.stringMatching(/^data\.json in the file .*-zip/));
  const tokens = hunt(day.tokens, [day.earlier.data]);
  expect(new Set(tokens.map(({ meaning }) => meaning.replace(/ of .*/, '')))).toEqual(
    new Set(['phone', 'phone without ninth digit', 'LID', 'name', 'word']),
  );
});

describe('after', () => {
  test('no byte shows him: data, keys, replica, logs, temporary files, an earlier copy, a backup and what came of it', () => {
    expect(hunt(day.needles, [day.folders.home], { output: day.output })).toEqual([]);
  });

  test('no keyed hash of him is left, by which he could be found or searched for', () => {
    expect(
      hunt(day.tokens, [day.folders.data, day.restored.data], { backup: readFileSync(day.backup), output: day.output }),
    ).toEqual([]);
  });

  test('what still opens with any key holds him only where the certificate says so', async () => {
    const { stays } = readStatement(day.statement);
    const opened = await allThatOpens(day.folders);
    expect(found(opened)).toEqual([]);
    expect(Object.keys(opened).filter((name) => name.startsWith(shutFile))).toEqual([]);
    for (const what of ['mentions', 'evidence'] as const) {
      expect(stays).toContainEqual(expect.objectContaining({ what, count: staying(opened, what) }));
    }
    expect(hunt(day.needles, [], { statement: day.statement })).toEqual([]);
  });

  test.each([
    ['an earlier copy of the data, with the keys of now', 'earlier'],
    ['an earlier backup, restored with the keys of now', 'restored'],
  ] as const)('nothing of him opens in %s', async (_, which) => {
    expect(found(await allThatOpens(day[which]))).toEqual([]);
  });

  test('what was left out in a row, a file, a journal or a staged export would be found, each of them', async () => {
    using copy = copied();
    const other = personIn(day.people, tadeu.name) as PersonId;
    const forgotten = [said.chat, said.group, said.imported, said.byNumber];
    await withStorage(copy, async (storage) => {
      for (const [index, plant] of plants.entries()) {
        await plant(storage, { words: forgotten[index] ?? '', file: pictures.live, number, other });
      }
    });
    expect(hunt(day.needles, [copy.data]), 'sealed').toEqual([]);
    const meanings = found(await allThatOpens(copy)).map(({ meaning }) => meaning.replace(/ (in|at byte) .*/, ''));
    expect(meanings).toEqual(
      expect.arrayContaining(['confidencialíssima', 'his picture', 'comprávamos', 'esquecidíssimo']),
    );
  });

  test.each(others)('the export of %s is as before, file by file, but for what is listed', (who, whose) => {
    const [before, after] = [day.before.get(who), day.after.get(who)];
    if (!before || !after) throw new Error('They were not exported.');
    expect(before.size).toBeGreaterThan(11);
    expect(differing(before, after, whose)).toEqual([]);
    expect(differing(new Map(before).set('index.html', Buffer.from('another')), after, whose)).toEqual(['index.html']);
    expect(mayDiffer.every(({ because }) => because !== '')).toBe(true);
  });

  test('an agent keeps every word but those said to him', () => {
    const [before, after] = [wordsIn(day.before), wordsIn(day.after)];
    expect(before.filter((words) => !after.includes(words))).toEqual(['que bom lembrar']);
    expect(after.filter((words) => !before.includes(words))).toEqual([]);
  });

  test('the trail and the archive verify, and the doctor finds nothing wrong with them', () => {
    expect(day.verdict).toContain('The audit trail is intact');
    expect(day.doctor).toContain('ok    every message and person kept can be opened');
    expect(day.doctor).not.toContain('WRONG');
  });

  test('he objected: when his chat is imported again, or he writes again, nothing is kept', async () => {
    await using app = await openHome(day.folders.home, day.server);
    const kept = async () => (await app.records.count(messages, { index: 'byConversation' })).get('all');
    const held = async () => (await app.records.count(withheld, { index: 'byNumber', equals: { number } })).get('all');
    const before = await kept();
    const fileName = `Conversa do WhatsApp com ${rui.name}.txt`;
    const stated = { number: `+${cast.company}`, basis: 'exercise-of-rights', contact: `+${rui.phone}` } as const;
    const begun = await beginImport(app, authorize(operator, 'import:run'), { ...stated, fileName });
    const chat = asAndroidText([{ minute: 1, author: rui.name, text: said.imported }]);
    expect(await app.imports.run(begun.id, inMemory(chat, fileName))).toMatchObject({ state: 'done' });
    const withheldBefore = await held();
    await day.his.send(day.company, 'aqui estou outra vez');
    await expect.poll(held, { timeout: 20_000 }).toBeGreaterThan(withheldBefore ?? 0);
    expect(await kept()).toBe(before);
  });
});

/** What of him opens and is neither in somebody else's own words nor the evidence of the case. */
function found(opened: Readonly<Record<string, Uint8Array>>) {
  return hunt(day.needles, [], opened).filter(({ where }) => {
    const text = Buffer.from(opened[where.replace(/ at byte \d+$/, '')] ?? []).toString();
    return !stay.some(({ words }) => text.startsWith(words));
  });
}

const stay = [
  { what: 'mentions', words: marta.about },
  { what: 'mentions', words: marta.group },
  { what: 'mentions', words: `${rui.name}\n+${rui.phone}` },
  { what: 'evidence', words: said.evidence },
] as const;

/** How many rows of the records hold what stays. */
function staying(opened: Readonly<Record<string, Uint8Array>>, what: (typeof stay)[number]['what']): number {
  const rows = Object.entries(opened).filter(([where]) =>
    /records\.sqlite, (messages|evidence)\.sealedText$/.test(where),
  );
  const words = stay.filter((one) => one.what === what).map((one) => one.words);
  return rows.filter(([, bytes]) => words.some((text) => Buffer.from(bytes).toString().startsWith(text))).length;
}

/** What the agent said, as their export has it. */
function wordsIn(exports: Exports): readonly string[] {
  const data = exports.get('Beatriz')?.get('data.json')?.toString() ?? '{}';
  return (JSON.parse(data) as { messages: { text: string }[] }).messages.map(({ text }) => text).toSorted();
}

function copied(): Pick<Folders, 'data' | 'keys'> & Disposable {
  const copy = freshFolders();
  for (const folder of ['data', 'keys'] as const) cpSync(day.folders[folder], copy[folder], { recursive: true });
  return copy;
}

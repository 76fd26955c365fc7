/** What finding a word costs among 200,000 sealed messages, against SQLite's full-text search on plain text. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type MessageId,
  type NumberId,
  openStorage,
  type PersonId,
  type SearchEntry,
  type Storage,
} from '@atalaia/storage';
import { chatText, randomFrom } from './chat-text.ts';
import { type BenchRow, pairs, timed } from './measure.ts';

const MESSAGES = 200_000;
/** Messages of each measured piece of building, on top of all the others. */
const PIECE = 2000;
const LOOKUPS = 200;
const PAGE = 50;

export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const opened = await openStorage({
    dataDir: join(folder, 'data'),
    keysDir: join(folder, 'keys'),
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  const plain = plainSearch(join(folder, 'plain.sqlite'));
  try {
    if (opened.kind !== 'opened') throw new Error(`The storage was not opened: ${opened.kind}`);
    return await measured(opened.storage, plain);
  } finally {
    plain.close();
    if (opened.kind === 'opened') await opened.storage[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  }
}

async function measured(storage: Storage, plain: PlainSearch): Promise<BenchRow[]> {
  const { lines } = chatText(randomFrom(7), { lines: MESSAGES, terms: 10 });
  const texts = lines.map((line) => line.toLowerCase());
  const sealed = sealedSearch(storage);
  const building: { ours: number; plain: number } = { ours: 0, plain: 0 };
  for (let at = 0; at < texts.length; at += PIECE) {
    building.ours += await timed(() => sealed.add(texts.slice(at, at + PIECE)));
    building.plain += await timed(() => plain.add(texts.slice(at, at + PIECE)));
  }
  const build = await pairs(
    'search build',
    () => timed(() => sealed.add(texts.slice(0, PIECE))),
    () => timed(() => plain.add(texts.slice(0, PIECE))),
  );
  const words = wordsToFind(texts);
  const look = await pairs(
    'search look-up',
    () =>
      timed(async () => {
        for (const word of words) await sealed.find(word);
      }),
    () => timed(() => words.forEach((word) => void plain.find(word))),
  );
  const perWord = (time: number) => `${((time / words.length) * 1000).toFixed(0)} µs`;
  return [
    {
      work: 'look up a word in 200,000 sealed messages, newest 50, against FTS5 on plain text',
      ratio: look.ratio,
      goal: { most: 1.5 },
      unit: '× the time',
      note: `${perWord(look.measured)} against ${perWord(look.reference)} a word`,
    },
    {
      work: 'index sealed messages on top of 200,000, blinding included, against FTS5 on plain text',
      ratio: build.ratio,
      goal: { most: 2.5 },
      unit: '× the time',
      note: `all 200,000: ${(building.ours / 1000).toFixed(1)} s against ${(building.plain / 1000).toFixed(1)} s`,
    },
  ];
}

/** Words from frequent to rare, the same each time. */
function wordsToFind(texts: readonly string[]): readonly string[] {
  const random = randomFrom(11);
  return Array.from({ length: LOOKUPS }, () => {
    const words = wordsOf(texts[Math.floor(random() * texts.length)] ?? '');
    return words[Math.floor(random() * words.length)] ?? 'boleto';
  });
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function sealedSearch({ search, blind }: Storage) {
  const number = newId() as NumberId;
  const persons = Array.from({ length: 100 }, () => newId() as PersonId);
  let added = 0;
  return {
    async add(texts: readonly string[]): Promise<void> {
      const entries = texts.map((text): SearchEntry => {
        added += 1;
        return {
          message: newId() as MessageId,
          person: persons[added % persons.length] ?? null,
          number,
          at: 1_700_000_000_000 + added * 20_000,
          tokens: wordsOf(text).map((word) => blind.of('token', word)),
        };
      });
      await search.index(entries);
    },
    find: (word: string) => search.query({ tokens: [blind.of('token', word)], numbers: 'all', limit: PAGE }),
  };
}

type PlainSearch = ReturnType<typeof plainSearch>;

/** The same journal and sync settings, and the text kept beside the index, as a search without sealing would. */
function plainSearch(path: string) {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE VIRTUAL TABLE words USING fts5(text)');
  const insert = db.prepare('INSERT INTO words(text) VALUES(?)');
  const find = db.prepare('SELECT rowid, text FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?');
  return {
    add(texts: readonly string[]): void {
      for (let at = 0; at < texts.length; at += 250) {
        db.exec('BEGIN');
        for (const text of texts.slice(at, at + 250)) insert.run(text);
        db.exec('COMMIT');
      }
    },
    find: (word: string) => find.all(`"${word}"`, PAGE),
    close: () => db.close(),
  };
}

function newId(): string {
  return randomBytes(16).toString('base64url');
}

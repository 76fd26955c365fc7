/** Finds messages by blinded words with SQLite's full-text index; the words themselves never reach it. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asFault } from '../fault.ts';
import type { BlindIndex, MessageId, NumberId } from '../ids.ts';
import type { Search, SearchEntry } from '../ports.ts';
import type { GroupCommit } from './group-commit.ts';

/**
 * `entries` keeps each message's words, because the index can only forget what it is told again; `secure-delete`
 * makes it overwrite then. The row id begins with the time, so that the index itself yields newest first.
 */
export const searchLayout = {
  what: 'The search index',
  layout: 1,
  create: `
    CREATE TABLE entries(row INTEGER PRIMARY KEY, message TEXT NOT NULL, person TEXT, tokens TEXT NOT NULL);
    CREATE UNIQUE INDEX entries_by_message ON entries(message);
    CREATE INDEX entries_by_person ON entries(person);
    CREATE VIRTUAL TABLE words USING fts5(word, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '-_'");
    INSERT INTO words(words, rank) VALUES('secure-delete', 1);`,
} as const;

/** Entries written per commit: keeps the event loop free. */
const batch = 250;
/** Room for two million messages of the same millisecond. */
const sequenceBits = 21n;
const latest = (1n << 42n) - 1n;

export function embeddedSearch(db: DatabaseSync, commits: GroupCommit): Search {
  const byMessage = db.prepare('SELECT row, tokens FROM entries WHERE message = ?');
  byMessage.setReadBigInts(true);
  const lastOfTime = db.prepare('SELECT MAX(row) AS row FROM entries WHERE row BETWEEN ? AND ?');
  lastOfTime.setReadBigInts(true);
  const ofPerson = db.prepare(`SELECT row, tokens FROM entries WHERE person = ? LIMIT ${batch}`);
  ofPerson.setReadBigInts(true);
  const addEntry = db.prepare('INSERT INTO entries VALUES(?, ?, ?, ?)');
  const addWords = db.prepare('INSERT INTO words(rowid, word) VALUES(?, ?)');
  const removeEntry = db.prepare('DELETE FROM entries WHERE row = ?');
  const removeWords = db.prepare("INSERT INTO words(words, rowid, word) VALUES('delete', ?, ?)");
  // Row ids are beyond 2^53; a statement answers with the one it wrote.
  for (const statement of [addEntry, addWords, removeEntry, removeWords]) statement.setReadBigInts(true);
  const find =
    db.prepare(`SELECT e.message, e.row >> ${sequenceBits} AS at FROM words JOIN entries e ON e.row = words.rowid
    WHERE words MATCH ? AND words.rowid < ? ORDER BY words.rowid DESC LIMIT ?`);

  function remove(row: unknown, words: unknown): void {
    removeWords.run(row as bigint, words as string);
    removeEntry.run(row as bigint);
  }

  function put(entry: SearchEntry): void {
    const present = byMessage.get(entry.message);
    if (present !== undefined) remove(present['row'], present['tokens']);
    const first = firstRowOf(entry.at);
    const last = lastOfTime.get(first, first + (1n << sequenceBits) - 1n)?.['row'];
    const row = typeof last === 'bigint' ? last + 1n : first;
    const words = [...new Set(entry.tokens.map(wordOf)), wordOfNumber(entry.number)].join(' ');
    addEntry.run(row, entry.message, entry.person, words);
    addWords.run(row, words);
  }

  return {
    async index(entries) {
      // In order of time: the full-text index flushes whenever a row id is less than the one before.
      const sorted = entries.toSorted((a, b) => a.at - b.at);
      for (let at = 0; at < sorted.length; at += batch) {
        await commits.write(() => sorted.slice(at, at + batch).forEach(put));
      }
    },

    async query({ tokens, numbers, limit, before }) {
      if (tokens.length === 0 || (numbers !== 'all' && numbers.length === 0)) return [];
      const wanted = [...new Set(tokens.map(wordOf))].map(quoted).join(' AND ');
      const among = numbers === 'all' ? '' : ` AND (${numbers.map(wordOfNumber).map(quoted).join(' OR ')})`;
      const end = before === undefined ? latest << sequenceBits : firstRowOf(before);
      try {
        const rows = find.all(wanted + among, end, limit);
        return rows.map((row) => ({ message: String(row['message']) as MessageId, at: Number(row['at']) }));
      } catch (error) {
        throw asFault(error);
      }
    },

    async forget(person) {
      for (;;) {
        const removed = await commits.write(() => {
          const rows = ofPerson.all(person);
          for (const row of rows) remove(row['row'], row['tokens']);
          return rows.length;
        });
        if (removed < batch) break;
        await nextTurn();
      }
      await commits.emptyLog();
    },
  };
}

function firstRowOf(at: number): bigint {
  const time = BigInt(Math.max(0, Math.trunc(at)));
  return (time > latest ? latest : time) << sequenceBits;
}

/** The index folds case: 14 characters of the hash still hold 70 bits, too many for two words of a company to meet. */
function wordOf(token: BlindIndex): string {
  return token.slice(0, 14);
}

/** Longer than any word's hash, so that a number and a word are never confused. */
function wordOfNumber(number: NumberId): string {
  return `number-${number}`;
}

function quoted(word: string): string {
  return `"${word}"`;
}

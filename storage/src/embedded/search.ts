/** Finds messages by blinded words with SQLite's full-text index; the words themselves never reach it. */
import type { DatabaseSync } from 'node:sqlite';
import { asFault } from '../fault.ts';
import type { BlindIndex, MessageId, NumberId, PersonId } from '../ids.ts';
import type { Search, SearchEntry } from '../ports.ts';
import { entryRemover, openForgetting } from './forget-entries.ts';
import type { GroupCommit } from './group-commit.ts';

/**
 * The full-text index holds each message's blinded words, and its number and person as two words more. `entries`
 * keeps them beside the message, because the index can only forget what it is told again; `secure-delete` makes it
 * overwrite then. No further index: one in the order of random ids would cost more than all else.
 */
export const searchLayout = {
  what: 'The search index',
  layout: 2,
  create: `
    CREATE TABLE entries(row INTEGER PRIMARY KEY, message TEXT NOT NULL, at INTEGER NOT NULL, words TEXT NOT NULL);
    CREATE VIRTUAL TABLE found USING fts5(words, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '-_'");
    INSERT INTO found(found, rank) VALUES('secure-delete', 1);
    CREATE TABLE followed(number TEXT PRIMARY KEY NOT NULL, next INTEGER NOT NULL) WITHOUT ROWID;`,
  rebuilt: true,
} as const;

/** Entries written per commit: keeps the event loop free. */
const batch = 250;
/** A row number is the second, then a counter: the index itself yields newest first. Beyond 16,384 a second they run over into the next. */
const rowsPerSecond = 2 ** 14;

export function embeddedSearch(db: DatabaseSync, commits: GroupCommit): Search {
  const ofSecond = db.prepare(`SELECT MAX(row) AS last, MAX(CASE WHEN message = ? THEN row END) AS present
    FROM entries WHERE row >= ? AND row < ?`);
  const isTaken = db.prepare('SELECT 1 FROM entries WHERE row = ?');
  const remover = entryRemover(db);
  const addEntry = db.prepare('INSERT INTO entries VALUES(?, ?, ?, ?)');
  const addWords = db.prepare('INSERT INTO found(rowid, words) VALUES(?, ?)');
  const find = db.prepare(`SELECT e.message, e.at FROM found JOIN entries e ON e.row = found.rowid
    WHERE found MATCH ? AND found.rowid < ? AND e.at < ? ORDER BY found.rowid DESC LIMIT ?`);

  const followed = db.prepare('SELECT next FROM followed WHERE number = ?');
  const follow = db.prepare('INSERT INTO followed VALUES(?, ?) ON CONFLICT DO UPDATE SET next = excluded.next');

  function put(entry: SearchEntry): void {
    const first = firstRowOf(entry.at);
    const { last, present } = ofSecond.get(entry.message, first, first + rowsPerSecond) ?? {};
    if (typeof present === 'number') {
      remover.blank(present);
      remover.delete(present);
    }
    let row = typeof last === 'number' ? last + 1 : first;
    if (row >= first + rowsPerSecond) while (isTaken.get(row) !== undefined) row += 1;
    const words = [...new Set(entry.tokens.map(wordOf)), wordOfNumber(entry.number)];
    if (entry.person !== null) words.push(wordOfPerson(entry.person));
    const joined = words.join(' ');
    addEntry.run(row, entry.message, entry.at, joined);
    addWords.run(row, joined);
  }

  const forget = openForgetting(db, commits);

  return {
    async index(entries, progress) {
      if (!entries.every(({ at }) => Number.isFinite(at))) throw new TypeError('The time of a message is no number.');
      // In order of time: the full-text index flushes whenever a row id is less than the one before.
      const sorted = entries.toSorted((a, b) => a.at - b.at);
      for (let at = 0; at < sorted.length; at += batch) {
        const part = sorted.slice(at, at + batch);
        await commits.write(() => part.forEach(put));
      }
      if (progress) await commits.write(() => follow.run(progress.number, progress.next));
    },

    async followedTo(number) {
      try {
        return Number(followed.get(number)?.['next'] ?? 0);
      } catch (error) {
        throw asFault(error);
      }
    },

    async query({ tokens, numbers, limit, before }) {
      if (tokens.length === 0 || (numbers !== 'all' && numbers.length === 0)) return [];
      const wanted = [...new Set(tokens.map(wordOf))].map(quoted).join(' AND ');
      const among = numbers === 'all' ? '' : ` AND (${numbers.map(wordOfNumber).map(quoted).join(' OR ')})`;
      const end = before === undefined ? Number.MAX_SAFE_INTEGER : before;
      try {
        const rows = find.all(wanted + among, firstRowOf(end) + rowsPerSecond, end, limit);
        return rows.map((row) => ({ message: String(row['message']) as MessageId, at: Number(row['at']) }));
      } catch (error) {
        throw asFault(error);
      }
    },

    async forget(person) {
      await forget(quoted(wordOfPerson(person)));
      await commits.emptyLog();
    },
  };
}

/** Times before 1970 count as its first second, those beyond the year 2500 as its last. */
function firstRowOf(at: number): number {
  const second = Math.min(Math.max(0, Math.trunc(at / 1000)), 2 ** 34);
  return second * rowsPerSecond;
}

/** The index folds case: 12 characters of the hash still hold 62 bits, too many for two words of a company to meet. */
function wordOf(token: BlindIndex): string {
  return token.slice(0, 12);
}

/** Longer than any word's hash, so that they are never confused. */
function wordOfNumber(number: NumberId): string {
  return `number-of-${number}`;
}

function wordOfPerson(person: PersonId): string {
  return `person-of-${person}`;
}

function quoted(word: string): string {
  return `"${word}"`;
}

/** What Records promise, on any engine. */
import { type Cursor, StorageFault } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { type Letter, letter, letters } from './letters.ts';

export function testRecords(engine: Engine): void {
  describe(`records on ${engine.name}`, () => {
    it('give back what was put in: absent stays absent, null stays null', async () => {
      await using place = await engine.make();
      const { records, vault } = await place.open();
      const key = await vault.keyOf('person:ana');
      const full = letter('full', {
        read: false,
        answer: 'não',
        code: 'A1',
        pages: [{ count: 3 }],
        note: 'ß\u0000\ud83d\ude00',
        sealedText: key?.seal({ collection: 'letters', id: 'full', field: 'sealedText' }, 'Olá'),
      });
      const bare = letter('bare', { note: undefined });
      expect(await records.insert(letters, full)).toBe('inserted');
      expect(await records.insert(letters, bare)).toBe('inserted');
      expect((await records.get(letters, 'full'))?.doc).toEqual(full);
      const read = await records.get(letters, 'bare');
      expect(read).toStrictEqual({ version: 1, doc: { id: 'bare', box: 'north', at: 0, answer: null, pages: [] } });
      expect(await records.get(letters, 'nobody')).toBeUndefined();
    });

    it('leave no byte of what was removed or replaced once the log was emptied', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      await records.insert(letters, letter('gone', { note: 'a word that goes with its letter' }));
      await records.insert(letters, letter('new', { note: 'a word that is written over' }));
      await records.remove(letters, 'gone');
      await records.replace(letters, 1, letter('new', { note: 'a word that stays' }));
      await records.emptyLog();
      const bytes = Buffer.concat([...place.dataAtRest().values()]);
      const found = (word: string) => bytes.includes(word);
      expect(['a word that stays', 'goes with its letter', 'is written over'].map(found)).toEqual([true, false, false]);
    });

    it('refuse a second document of the same id, and leave the first as it was', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      const answers = await Promise.all([1, 2, 3].map((at) => records.insert(letters, letter('one', { at }))));
      expect(answers.toSorted()).toEqual(['duplicate', 'duplicate', 'inserted']);
      expect((await records.get(letters, 'one'))?.doc.at).toBe(answers.indexOf('inserted') + 1);
    });

    it('refuse equals in a unique index, by insert and by replace; null and absent do not count', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      expect(await records.insert(letters, letter('a', { code: 'X' }))).toBe('inserted');
      expect(await records.insert(letters, letter('b', { code: 'X' }))).toBe('duplicate');
      expect(await records.insert(letters, letter('c', { code: 'X', box: 'south' }))).toBe('inserted');
      expect(await records.insert(letters, letter('d', { code: null }))).toBe('inserted');
      expect(await records.insert(letters, letter('e', { code: null }))).toBe('inserted');
      expect(await records.insert(letters, letter('f'))).toBe('inserted');
      expect(await records.insert(letters, letter('g'))).toBe('inserted');
      expect(await records.replace(letters, 1, letter('d', { code: 'X' }))).toBe('duplicate');
      expect((await records.get(letters, 'd'))?.doc.code).toBeNull();
      expect(await records.replace(letters, 1, letter('d', { code: 'Y' }))).toBe('replaced');
      expect(await records.insert(letters, letter('h', { code: 'Y' }))).toBe('duplicate');
    });

    it('let exactly one of many writers replace a version', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      await records.insert(letters, letter('one'));
      for (let version = 1; version <= 5; version++) {
        const writers = Array.from({ length: 20 }, (_, at) => records.replace(letters, version, letter('one', { at })));
        const answers = await Promise.all(writers);
        expect(answers.filter((answer) => answer === 'replaced')).toHaveLength(1);
        expect(answers.filter((answer) => answer === 'stale')).toHaveLength(19);
        const stored = await records.get(letters, 'one');
        expect(stored).toMatchObject({ version: version + 1, doc: { at: answers.indexOf('replaced') } });
      }
      expect(await records.replace(letters, 1, letter('nobody'))).toBe('missing');
    });

    it('count up to the last of concurrent increments: no update is lost', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      await records.insert(letters, letter('sum'));
      async function increment(): Promise<void> {
        for (;;) {
          const stored = await records.get(letters, 'sum');
          if (stored === undefined) throw new Error('The counter is gone.');
          const next = { ...stored.doc, at: stored.doc.at + 1 };
          if ((await records.replace(letters, stored.version, next)) === 'replaced') return;
        }
      }
      await Promise.all(Array.from({ length: 16 }, increment));
      expect((await records.get(letters, 'sum'))?.doc.at).toBe(16);
    });

    it('remove once, and forget in every index', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      await records.insert(letters, letter('one', { code: 'X' }));
      expect(await records.remove(letters, 'one')).toBe(true);
      expect(await records.remove(letters, 'one')).toBe(false);
      expect(await records.get(letters, 'one')).toBeUndefined();
      expect((await records.find(letters, { index: 'byBox', limit: 10 })).items).toEqual([]);
      expect(await records.insert(letters, letter('two', { code: 'X' }))).toBe('inserted');
    });

    it('find by equality, by sets, by range, in both orders; null and absent are equal and least', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      const docs = [
        letter('a', { box: 'north', at: 3, read: true, answer: 'x' }),
        letter('b', { box: 'north', at: 1, read: false }),
        letter('c', { box: 'south', at: 2 }),
        letter('d', { box: 'north', at: 2, read: true, answer: 'y' }),
        letter('e', { box: 'west', at: 9, read: false, answer: 'w' }),
      ];
      for (const doc of docs) await records.insert(letters, doc);
      const ids = async (query: Omit<Parameters<typeof records.find<Letter, typeof letters.indexes>>[1], 'limit'>) =>
        (await records.find(letters, { ...query, limit: 100 })).items.map((item) => item.doc.id).join('');

      expect(await ids({ index: 'byBox', equals: { box: 'north' } })).toBe('bda');
      expect(await ids({ index: 'byBox', equals: { box: 'north' }, order: 'descending' })).toBe('adb');
      expect(await ids({ index: 'byBox', equals: { box: 'north' }, range: { from: 2 } })).toBe('da');
      expect(await ids({ index: 'byBox', equals: { box: 'north' }, range: { from: 1, before: 3 } })).toBe('bd');
      expect(await ids({ index: 'byBox', equals: { box: ['south', 'west'] } })).toBe('ce');
      expect(await ids({ index: 'byBox', equals: { box: [] } })).toBe('');
      expect(await ids({ index: 'byRead', equals: { read: true } })).toBe('da');
      expect(await ids({ index: 'byRead', equals: { read: null } })).toBe('c');
      expect(await ids({ index: 'byRead', equals: { read: [true, null] } })).toBe('cda');
      expect(await ids({ index: 'byAnswer' })).toBe('bcead');
      expect(await ids({ index: 'byTime', range: { before: 3 } })).toBe('bcd');
    });

    it('count by the field after the equalities, keys as strings', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      for (let at = 0; at < 10; at++) {
        await records.insert(letters, letter(`l${at}`, { at, read: at % 2 === 0, box: at < 7 ? 'north' : 'south' }));
      }
      await records.insert(letters, letter('unread'));
      expect(await records.count(letters, { index: 'byRead', by: 'read' })).toEqual(
        new Map([
          ['null', 1],
          ['false', 5],
          ['true', 5],
        ]),
      );
      const inNorth = { index: 'byBox', equals: { box: 'north' } } as const;
      expect(await records.count(letters, inNorth)).toEqual(new Map([['all', 8]]));
      expect(await records.count(letters, { ...inNorth, range: { from: 5 }, by: 'at' })).toEqual(
        new Map([
          ['5', 1],
          ['6', 1],
        ]),
      );
    });

    it.each(['ascending', 'descending'] as const)(
      'page %s over equal keys without a repeat or a gap while others write',
      async (order) => {
        await using place = await engine.make();
        const { records } = await place.open();
        const first = Array.from({ length: 200 }, (_, n) =>
          letter(`first${n}`, { at: n % 4, answer: n % 3 === 0 ? null : 'yes' }),
        );
        await Promise.all(first.map((doc) => records.insert(letters, doc)));
        for (const index of ['byBox', 'byAnswer', 'byTime'] as const) {
          const seen: string[] = [];
          let after: Cursor | undefined;
          let turn = 0;
          do {
            const equals = index === 'byBox' ? { box: 'north' } : {};
            const page = await records.find(letters, {
              index,
              equals,
              order,
              limit: 7,
              ...(after === undefined ? {} : { after }),
            });
            seen.push(...page.items.map((item) => item.doc.id));
            after = page.next;
            // Before and behind the cursor: a newcomer, and the removal of one that was just read.
            await records.insert(letters, letter(`new-${index}-${order}-${turn++}`, { at: turn % 4 }));
            const last = page.items.at(-1);
            if (last?.doc.id.startsWith('new') === true) await records.remove(letters, last.doc.id);
          } while (after !== undefined);
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => id.startsWith('first')).toSorted()).toEqual(first.map((doc) => doc.id).toSorted());
        }
      },
    );

    it('follow a declaration that gains and loses indexes', async () => {
      await using place = await engine.make();
      const older = { ...letters, indexes: { byTime: ['at'], byAnswer: ['answer'] }, unique: [] } as const;
      const newer = { ...letters, indexes: { byTime: ['at'], byRead: ['read', 'at'] }, unique: [] } as const;
      const { records, ...first } = await place.open();
      await records.insert(older, letter('one', { at: 1, answer: 'x', read: true }));
      await first[Symbol.asyncDispose]();
      const { records: after, ...second } = await place.open();
      await after.insert(newer, letter('two', { at: 2, answer: 'y', read: true }));
      const read = await after.find(newer, { index: 'byRead', equals: { read: true }, limit: 10 });
      expect(read.items.map(({ doc }) => doc.id)).toEqual(['one', 'two']);
      await after.replace(newer, 1, letter('one', { at: 1, answer: 'z', read: true }));
      await second[Symbol.asyncDispose]();
      const { records: again } = await place.open();
      const found = await again.find(older, { index: 'byAnswer', equals: { answer: ['x', 'y', 'z'] }, limit: 10 });
      expect(found.items.map(({ doc }) => `${doc.id} ${doc.answer}`)).toEqual(['one z', 'two y']);
    });

    it('refuse cursors that are not theirs, and mistakes of the program, in plain words', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      for (let at = 0; at < 3; at++) await records.insert(letters, letter(`l${at}`, { at }));
      const { next } = await records.find(letters, { index: 'byTime', limit: 1 });
      if (next === undefined) throw new Error('There is a second page.');
      const foreign = [next.slice(1), 'x', '', Buffer.from('{"__proto__":1}').toString('base64url')];
      for (const after of foreign) {
        await expect(records.find(letters, { index: 'byTime', limit: 1, after })).rejects.toThrow(StorageFault);
      }
      await expect(records.find(letters, { index: 'byBox', limit: 1, after: next })).rejects.toThrow(StorageFault);
      await expect(records.find(letters, { index: 'byBox', equals: { at: 1 }, limit: 1 })).rejects.toThrow(TypeError);
      for (const limit of [0, 1001, 1.5])
        await expect(records.find(letters, { index: 'byTime', limit })).rejects.toThrow(TypeError);
    });

    it('refuse a document that does not fit, naming the field and never its value', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      const wrong = { ...letter('one'), at: 'segredo' } as unknown as Letter;
      await expect(records.insert(letters, wrong)).rejects.toThrow(/letters: at\./);
      await expect(records.insert(letters, wrong)).rejects.not.toThrow(/segredo/);
      expect(await records.get(letters, 'one')).toBeUndefined();
    });

    it('show a write to nobody before it was answered, and to everybody after', async () => {
      await using place = await engine.make();
      const { records } = await place.open();
      await records.insert(letters, letter('warm'));
      const writing = records.insert(letters, letter('one'));
      expect(await records.get(letters, 'one')).toBeUndefined();
      await writing;
      expect(await records.get(letters, 'one')).toBeDefined();
    });

    it('keep everything over closing and opening, and refuse writes once closed', async () => {
      await using place = await engine.make();
      const before = await place.open();
      const writes = Array.from({ length: 600 }, (_, at) => before.records.insert(letters, letter(`l${at}`, { at })));
      await before[Symbol.asyncDispose]();
      await Promise.all(writes);
      await expect(before.records.insert(letters, letter('late'))).rejects.toThrow(StorageFault);
      const after = await place.open();
      expect(await after.records.count(letters, { index: 'byTime' })).toEqual(new Map([['all', 600]]));
    });
  });
}

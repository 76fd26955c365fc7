/** What search promises, on any engine. */
import type { BlindIndexer, MessageId, NumberId, PersonId, SearchEntry } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';

const [north, south] = ['number-north-000000' as NumberId, 'number-south-000000' as NumberId];

function entry(
  blind: BlindIndexer,
  message: string,
  at: number,
  words: string,
  more: Partial<SearchEntry> = {},
): SearchEntry {
  const tokens = words.split(' ').map((word) => blind.of('token', word));
  return { message: message as MessageId, person: 'ana' as PersonId, number: north, at, tokens, ...more };
}

export function testSearch(engine: Engine): void {
  describe(`search on ${engine.name}`, () => {
    it('finds messages that hold every word, newest first, of the given numbers only', async () => {
      await using installation = await engine.make();
      const { search, blind, ...storage } = await installation.open();
      await search.index([
        entry(blind, 'm1', 1000, 'boleto vence hoje'),
        entry(blind, 'm3', 3000, 'o boleto vence amanhã'),
        entry(blind, 'm2', 2000, 'boleto pago', { number: south }),
        entry(blind, 'm4', 3000, 'nada vence', { person: null }),
      ]);
      const ask = async (words: string, numbers: readonly NumberId[] | 'all' = 'all', more = {}) => {
        const tokens = words.split(' ').map((word) => blind.of('token', word));
        return (await search.query({ tokens, numbers, limit: 10, ...more })).map(
          (found) => `${found.message}@${found.at}`,
        );
      };
      expect(await ask('boleto')).toEqual(['m3@3000', 'm2@2000', 'm1@1000']);
      expect(await ask('vence boleto boleto')).toEqual(['m3@3000', 'm1@1000']);
      expect(await ask('boleto', [south])).toEqual(['m2@2000']);
      expect(await ask('boleto', [south, north])).toEqual(['m3@3000', 'm2@2000', 'm1@1000']);
      expect(await ask('boleto', [])).toEqual([]);
      expect(await ask('boleto', 'all', { before: 3000 })).toEqual(['m2@2000', 'm1@1000']);
      expect(await ask('boleto', 'all', { limit: 1 })).toEqual(['m3@3000']);
      expect(await ask('inexistente')).toEqual([]);
      expect(await search.query({ tokens: [], numbers: 'all', limit: 10 })).toEqual([]);
      await storage[Symbol.asyncDispose]();
      const again = await installation.open();
      const tokens = [again.blind.of('token', 'boleto')];
      expect(await again.search.query({ tokens, numbers: 'all', limit: 10 })).toHaveLength(3);
    });

    it('holds messages of any time, many of the same, and takes a batch whole or not at all', async () => {
      await using installation = await engine.make();
      const { search, blind } = await installation.open();
      const times = [0, 1, 1_700_000_000_000, 1_700_000_000_000, 4_102_444_800_000];
      await search.index(times.map((at, n) => entry(blind, `m${n}`, at, 'sempre')));
      const of = async (word: string) => search.query({ tokens: [blind.of('token', word)], numbers: 'all', limit: 10 });
      expect((await of('sempre')).map(({ at }) => at)).toEqual(times.toReversed());
      const broken = [
        entry(blind, 'm7', 7, 'nunca'),
        entry(blind, 'm8', Number.NaN, 'nunca'),
        entry(blind, 'm9', 9, 'nunca'),
      ];
      const beside = search.index([entry(blind, 'm6', 6, 'ainda')]);
      await expect(search.index(broken)).rejects.toThrow(TypeError);
      await beside;
      expect(await of('nunca')).toEqual([]);
      expect(await of('ainda')).toEqual([{ message: 'm6', at: 6 }]);
    });

    it('keeps with the entries how far a number was followed, and knows nothing of one that was not', async () => {
      await using installation = await engine.make();
      const { search, blind, ...storage } = await installation.open();
      await search.index([entry(blind, 'm1', 1000, 'boleto')], { number: north, next: 7 });
      await search.index([], { number: north, next: 9 });
      expect(await search.followedTo(north)).toBe(9);
      expect(await search.followedTo(south)).toBe(0);
      await storage[Symbol.asyncDispose]();
      const again = await installation.open();
      expect(await again.search.followedTo(north)).toBe(9);
    });

    it('replaces the entry of a message that is indexed again', async () => {
      await using installation = await engine.make();
      const { search, blind } = await installation.open();
      await search.index([entry(blind, 'm1', 1000, 'antes'), entry(blind, 'm2', 1000, 'antes')]);
      await search.index([entry(blind, 'm1', 1000, 'depois')]);
      const of = async (word: string) => search.query({ tokens: [blind.of('token', word)], numbers: 'all', limit: 10 });
      expect(await of('antes')).toEqual([{ message: 'm2', at: 1000 }]);
      expect(await of('depois')).toEqual([{ message: 'm1', at: 1000 }]);
    });

    it.each([30, 700])(
      'forgets a person with %i messages so that no byte of their words is left, and nobody else',
      async (count) => {
        await using installation = await engine.make();
        const { search, blind } = await installation.open();
        // Among those of others, as they come.
        const ofAna = Array.from({ length: count }, (_, n) =>
          entry(blind, `ana-${n}`, n * 1000, `comum só-ana-${n} de-ana`),
        );
        const others = Math.ceil(count / 3);
        const ofRui = Array.from({ length: others }, (_, n) =>
          entry(blind, `rui-${n}`, n * 3000, `comum só-rui-${n}`, { person: 'rui' as PersonId }),
        );
        await search.index([...ofAna, ...ofRui]);
        await search.forget('ana' as PersonId);
        const of = async (word: string) =>
          search.query({ tokens: [blind.of('token', word)], numbers: 'all', limit: 1000 });
        expect(await of('de-ana')).toEqual([]);
        expect(await of('comum')).toHaveLength(others);
        expect(await of('só-rui-7')).toHaveLength(1);
        const atRest = Buffer.concat([...installation.dataAtRest().values()])
          .toString('latin1')
          .toLowerCase();
        const leftOf = (entries: readonly SearchEntry[]) => {
          const words = new Set(entries.flatMap((one) => one.tokens.map((token) => token.slice(0, 12).toLowerCase())));
          words.delete(blind.of('token', 'comum').slice(0, 12).toLowerCase());
          return [...words].filter((word) => atRest.includes(word)).length;
        };
        expect(leftOf(ofRui), 'the search of bytes finds what is there').toBe(others);
        expect(leftOf(ofAna)).toBe(0);
        expect(atRest).not.toContain('ana-1');
      },
    );
  });
}

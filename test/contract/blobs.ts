/** What blobs and sealed media promise, on any engine. */
import { createHash } from 'node:crypto';
import { type BlobId, type PersonId, SealBroken } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';

const id = (name: string) => name.padEnd(20, '0') as BlobId;
const place = { collection: 'messages', id: 'one', field: 'sealedFileKey' };

/** Bytes that look random and are the same each time. */
export function bytesOf(seed: string, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(seed).digest();
}

async function* chunks(bytes: Uint8Array, size = 10_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: AsyncIterable<Uint8Array> | undefined): Promise<Buffer | undefined> {
  if (bytes === undefined) return undefined;
  const all: Uint8Array[] = [];
  for await (const chunk of bytes) all.push(chunk);
  return Buffer.concat(all);
}

export function testBlobs(engine: Engine): void {
  describe(`blobs on ${engine.name}`, () => {
    it('give back what was put, whole and in ranges cut to the end', async () => {
      await using installation = await engine.make();
      const { blobs, ...storage } = await installation.open();
      const bytes = bytesOf('a', 700_000);
      expect(await blobs.put(id('a'), chunks(bytes))).toEqual({ size: bytes.length });
      expect(await blobs.put(id('empty'), chunks(Buffer.alloc(0)))).toEqual({ size: 0 });
      await storage[Symbol.asyncDispose]();
      const again = (await installation.open()).blobs;
      expect(await again.size(id('a'))).toBe(bytes.length);
      expect((await read(await again.get(id('a'))))?.equals(bytes)).toBe(true);
      expect(await read(await again.get(id('empty')))).toEqual(Buffer.alloc(0));
      const ranges = [
        [0, 0],
        [0, 1],
        [5, 300_000],
        [699_999, 700_000],
        [699_990, 800_000],
        [900_000, 900_001],
      ] as const;
      for (const [start, end] of ranges) {
        expect((await read(await again.get(id('a'), { start, end })))?.equals(bytes.subarray(start, end))).toBe(true);
      }
    });

    it('say that one is not there, and remove once', async () => {
      await using installation = await engine.make();
      const { blobs } = await installation.open();
      expect(await blobs.get(id('a'))).toBeUndefined();
      expect(await blobs.size(id('a'))).toBeUndefined();
      expect(await blobs.remove(id('a'))).toBe(false);
      await blobs.put(id('a'), chunks(bytesOf('a', 10)));
      expect(await blobs.remove(id('a'))).toBe(true);
      expect(await blobs.get(id('a'))).toBeUndefined();
    });

    it('show the old blob whole until the new one is whole, however slowly that comes or if it never does', async () => {
      await using installation = await engine.make();
      const { blobs } = await installation.open();
      const [old, young] = [bytesOf('old', 50_000), bytesOf('young', 70_000)];
      await blobs.put(id('a'), chunks(old));
      async function* slow(): AsyncIterable<Uint8Array> {
        for await (const chunk of chunks(young)) {
          expect((await read(await blobs.get(id('a'))))?.equals(old)).toBe(true);
          yield chunk;
        }
      }
      async function* torn(): AsyncIterable<Uint8Array> {
        yield young.subarray(0, 100);
        throw new RangeError('the upload broke off');
      }
      await expect(blobs.put(id('a'), torn())).rejects.toThrow(RangeError);
      await expect(blobs.put(id('b'), torn())).rejects.toThrow(RangeError);
      expect(await blobs.size(id('b'))).toBeUndefined();
      await blobs.put(id('a'), slow());
      expect((await read(await blobs.get(id('a'))))?.equals(young)).toBe(true);
    });

    it('refuse an id that is none: it may become a file name', async () => {
      await using installation = await engine.make();
      const { blobs } = await installation.open();
      for (const wrong of ['../../../../etc/passwd', '', 'short', 'a/b/c/d/e/f/g/h/i/j/k', `${'a'.repeat(20)}\0`]) {
        await expect(blobs.put(wrong as BlobId, chunks(Buffer.alloc(1)))).rejects.toThrow(TypeError);
        await expect(blobs.get(wrong as BlobId)).rejects.toThrow(TypeError);
      }
    });
  });

  describe(`media on ${engine.name}`, () => {
    it.each([0, 1, 65_535, 65_536, 65_537, 3 * 65_536, 500_000])(
      'of %i bytes open whole and in any range',
      async (size) => {
        await using installation = await engine.make();
        const { media, vault } = await installation.open();
        const key = await vault.keyOf('person:ana');
        if (key === undefined) throw new Error('Ana has a key.');
        const bytes = bytesOf('media', size);
        const sealed = await media.sealFile(key, place, id('m'), chunks(bytes, 7777));
        expect(sealed.size).toBe(size);
        expect((await read(await media.openFile(place, sealed.sealedFileKey, id('m'), size)))?.equals(bytes)).toBe(
          true,
        );
        for (const [start, end] of [
          [0, 1],
          [1, 65_536],
          [65_530, 65_540],
          [65_536, 131_072],
          [size - 1, size + 9],
          [7, 7],
        ] as const) {
          const range = await media.openFile(place, sealed.sealedFileKey, id('m'), size, { start, end });
          expect((await read(range))?.equals(bytes.subarray(Math.max(0, start), Math.max(0, end)))).toBe(true);
        }
      },
    );

    it('stand nowhere in clear, and open no more once the person is shredded or the blob is gone', async () => {
      await using installation = await engine.make();
      const { media, vault, blobs } = await installation.open();
      const [ana, rui] = [await vault.keyOf('person:ana'), await vault.keyOf('person:rui')];
      if (ana === undefined || rui === undefined) throw new Error('Both have keys.');
      const bytes = bytesOf('media', 200_000);
      const ofAna = await media.sealFile(ana, place, id('ana'), chunks(bytes));
      const ofRui = await media.sealFile(rui, place, id('rui'), chunks(bytes));
      const atRest = Buffer.concat([...installation.dataAtRest().values(), ...installation.keysAtRest().values()]);
      for (let at = 0; at + 32 <= bytes.length; at += 32)
        expect(atRest.includes(bytes.subarray(at, at + 32))).toBe(false);
      await vault.shred(['ana' as PersonId]);
      expect(await media.openFile(place, ofAna.sealedFileKey, id('ana'), ofAna.size)).toBeUndefined();
      expect((await read(await media.openFile(place, ofRui.sealedFileKey, id('rui'), ofRui.size)))?.equals(bytes)).toBe(
        true,
      );
      await blobs.remove(id('rui'));
      expect(await media.openFile(place, ofRui.sealedFileKey, id('rui'), ofRui.size)).toBeUndefined();
    });

    it('refuse a cut, a swap, an addition, another size and another blob', async () => {
      await using installation = await engine.make();
      const { media, vault, blobs } = await installation.open();
      const key = await vault.keyOf('person:ana');
      if (key === undefined) throw new Error('Ana has a key.');
      const size = 200_000;
      const { sealedFileKey } = await media.sealFile(key, place, id('m'), chunks(bytesOf('media', size)));
      const stored = (await read(await blobs.get(id('m')))) ?? Buffer.alloc(0);
      const segment = 65_536 + 16;
      const [first, second, rest] = [
        stored.subarray(0, segment),
        stored.subarray(segment, 2 * segment),
        stored.subarray(2 * segment),
      ];
      const flipped = Buffer.from(stored);
      flipped[100_000] = (flipped[100_000] ?? 0) ^ 1;
      const forgeries = {
        'cut by a byte': stored.subarray(0, -1),
        'cut by the last segment': stored.subarray(0, 3 * segment),
        'cut to nothing': Buffer.alloc(0),
        'two segments swapped': Buffer.concat([second, first, rest]),
        'a segment twice': Buffer.concat([first, first, rest]),
        'bytes added': Buffer.concat([stored, Buffer.alloc(5)]),
        'a segment added': Buffer.concat([stored, first]),
        'a bit flipped': flipped,
      };
      for (const [what, bytes] of Object.entries(forgeries)) {
        await blobs.put(id('m'), chunks(bytes));
        const opening = async () => read(await media.openFile(place, sealedFileKey, id('m'), size));
        await expect(opening(), what).rejects.toThrow(SealBroken);
      }
      await blobs.put(id('m'), chunks(stored));
      await blobs.put(id('other'), chunks(stored));
      await expect(media.openFile(place, sealedFileKey, id('m'), size - 1)).rejects.toThrow(SealBroken);
      const asOther = async () => read(await media.openFile(place, sealedFileKey, id('other'), size));
      await expect(asOther()).rejects.toThrow(SealBroken);
      expect((await read(await media.openFile(place, sealedFileKey, id('m'), size)))?.length).toBe(size);
    });
  });
}

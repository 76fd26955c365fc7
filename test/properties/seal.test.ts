/** Whatever is sealed opens only as it was, where it was, under its own key. */
import { type BlobId, type Place, SealBroken, type Sealed, type SealingKey, type Storage } from '@atalaia/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engine } from '../contract/embedded.ts';
import type { Installation } from '../contract/engine.ts';
import { printedSeed } from '../fixtures/seed.ts';

fc.configureGlobal({ seed: printedSeed() });

let installation: Installation;
let storage: Storage;
let key: SealingKey;

beforeAll(async () => {
  installation = await engine.make();
  storage = await installation.open();
  key = await keyOf('ana');
});
afterAll(() => installation[Symbol.asyncDispose]());

async function keyOf(person: string): Promise<SealingKey> {
  const found = await storage.vault.keyOf(`person:${person}`);
  if (found === undefined) throw new Error('This person has a key.');
  return found;
}

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const anyPlace: fc.Arbitrary<Place> = fc.record({ collection: anyText, id: anyText, field: anyText });
const anyBytes = fc.uint8Array({ maxLength: 5000 });

it('opens again, byte for byte and word for word', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlace, anyBytes, anyText, async (place, bytes, text) => {
      expect(Buffer.from((await storage.vault.open(place, key.seal(place, bytes))) ?? []).equals(bytes)).toBe(true);
      expect(await storage.vault.openText(place, key.seal(place, text))).toBe(text);
    }),
  );
});

it('is refused with any one bit changed, wherever it is', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlace, anyBytes, fc.nat(), fc.nat(7), async (place, bytes, at, bit) => {
      const changed = Uint8Array.from(key.seal(place, bytes));
      const index = at % changed.length;
      changed[index] = (changed[index] ?? 0) ^ (1 << bit);
      expect(await refusedOrUnknown(place, changed as Sealed)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('is refused with bytes cut off or added', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyPlace,
      anyBytes,
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      async (place, bytes, cut, more) => {
        const sealed = key.seal(place, bytes);
        expect(await refusedOrUnknown(place, sealed.subarray(0, cut % sealed.length) as Sealed)).toBe(true);
        expect(await refusedOrUnknown(place, Buffer.concat([sealed, more]) as Uint8Array as Sealed)).toBe(true);
      },
    ),
  );
});

it('is refused at every other place, also where the parts only join differently', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlace, anyPlace, anyBytes, async (place, other, bytes) => {
      fc.pre(JSON.stringify(place) !== JSON.stringify(other));
      await expect(storage.vault.open(other, key.seal(place, bytes))).rejects.toThrow(SealBroken);
    }),
  );
  const place = { collection: 'ab', id: 'c', field: 'd' };
  for (const other of [
    { ...place, collection: 'a', id: 'bc' },
    { ...place, id: 'cd', field: '' },
  ]) {
    await expect(storage.vault.open(other, key.seal(place, 'x'))).rejects.toThrow(SealBroken);
  }
});

it('is refused under another key whose id is written into it', async () => {
  const rui = await keyOf('rui');
  const place = { collection: 'messages', id: 'one', field: 'sealedText' };
  const swapped = Buffer.from(key.seal(place, 'Olá'));
  swapped.set(Buffer.from(rui.id), 2);
  await expect(storage.vault.open(place, swapped as Uint8Array as Sealed)).rejects.toThrow(SealBroken);
});

it('never gives the same box twice: every nonce is new', () => {
  const place = { collection: 'messages', id: 'one', field: 'sealedText' };
  const boxes = new Set(Array.from({ length: 20_000 }, () => Buffer.from(key.seal(place, '')).toString('latin1')));
  expect(boxes.size).toBe(20_000);
});

it('opens any range of any file', async () => {
  const place = { collection: 'messages', id: 'one', field: 'sealedFileKey' };
  const blob = 'blob-of-the-properties' as BlobId;
  const anySize = fc.oneof(fc.nat(200_000), fc.constantFrom(0, 65_535, 65_536, 65_537, 131_072));
  await fc.assert(
    fc.asyncProperty(
      anySize,
      fc.nat(200_000),
      fc.nat(200_000),
      fc.integer({ min: 1, max: 70_000 }),
      async (size, a, b, step) => {
        const bytes = Buffer.alloc(size, `${size} bytes of a file, `);
        const sealed = await storage.media.sealFile(key, place, blob, inSteps(bytes, step));
        const range = { start: Math.min(a, b), end: Math.max(a, b) };
        const opened = await storage.media.openFile(place, sealed.sealedFileKey, blob, size, range);
        const read: Uint8Array[] = [];
        for await (const chunk of opened ?? []) read.push(chunk);
        expect(Buffer.concat(read).equals(bytes.subarray(range.start, range.end))).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

it('gives equal hashes to equal parts only, in one purpose only', () => {
  const { blind } = storage;
  const anyParts = fc.array(anyText, { maxLength: 4 });
  fc.assert(
    fc.property(anyParts, anyParts, (one, other) => {
      expect(blind.of('alias', ...one)).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(blind.of('alias', ...one) === blind.of('alias', ...other)).toBe(
        JSON.stringify(one) === JSON.stringify(other),
      );
      expect(blind.of('alias', ...one)).not.toBe(blind.of('email', ...one));
    }),
  );
  const words = ['a:1', '1:a', '', '\ud800', '\ud801', 'a', 'é', 'e\u0301'];
  const lists = [...words.map((word) => [word]), ...words.flatMap((a) => words.map((b) => [a, b])), []];
  expect(new Set(lists.map((parts) => blind.of('token', ...parts))).size).toBe(lists.length);
});

async function* inSteps(bytes: Uint8Array, step: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

/** Refused, or told that there is no such key: a bit of the key's id was changed. */
async function refusedOrUnknown(place: Place, sealed: Sealed): Promise<boolean> {
  try {
    return (await storage.vault.open(place, sealed)) === undefined;
  } catch (error) {
    return error instanceof SealBroken;
  }
}

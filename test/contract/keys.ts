/** What the key store and the vault promise, on any engine. */
import {
  type BlindIndex,
  type ErasureId,
  type KeyId,
  type KeyOwner,
  type MessageId,
  type PersonId,
  SealBroken,
  type Sealed,
  StorageFault,
  type WrappedKey,
} from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';

const place = { collection: 'letters', id: 'one', field: 'sealedText' };

function wrappedKey(id: string, owner: KeyOwner, byte: number): WrappedKey {
  return { id: id as KeyId, owner, wrappedBy: 'kek', wrapped: new Uint8Array(60).fill(byte), createdAt: byte };
}

export function testKeys(engine: Engine): void {
  describe(`keys on ${engine.name}`, () => {
    it('keep wrapped keys by id and by owner, the oldest first, over opening again', async () => {
      await using installation = await engine.make();
      const { keys, ...first } = await installation.open();
      const [a, b] = [wrappedKey('key-a', 'person:ana', 1), wrappedKey('key-b', 'person:ana', 2)];
      expect(await keys.insert(a)).toBe('inserted');
      expect(await keys.insert(b)).toBe('inserted');
      expect(await keys.insert(wrappedKey('key-a', 'person:rui', 3))).toBe('duplicate');
      await first[Symbol.asyncDispose]();
      const again = await installation.open();
      expect(await again.keys.get(a.id)).toEqual(a);
      expect(await again.keys.ofOwner('person:ana')).toEqual([a, b]);
      expect(await again.keys.ofOwner('person:nobody')).toEqual([]);
    });

    it('re-wrap a key in its place, but never one that was destroyed', async () => {
      await using installation = await engine.make();
      const { keys } = await installation.open();
      await keys.insert(wrappedKey('key-a', 'person:ana', 1));
      const rewrapped = { ...wrappedKey('key-a', 'person:ana', 9), wrappedBy: 'other', createdAt: 1 };
      expect(await keys.rewrap(rewrapped)).toBe(true);
      expect(await keys.get(rewrapped.id)).toEqual(rewrapped);
      await keys.destroy(['person:ana']);
      expect(await keys.rewrap(rewrapped)).toBe(false);
      expect(await keys.get(rewrapped.id)).toBeUndefined();
    });

    it('leave no byte of a destroyed key in the key store, and every other key as it was', async () => {
      await using installation = await engine.make();
      const { keys } = await installation.open();
      const all = Array.from({ length: 3000 }, (_, n) => {
        const wrapped = Buffer.alloc(60, `wrapped key ${n} wrapped key ${n * 7919} `);
        return { ...wrappedKey(`key-${n}`, `person:p${n % 1000}`, 1), wrapped: new Uint8Array(wrapped), createdAt: n };
      });
      await Promise.all(all.map((key) => keys.insert(key)));
      const doomed = all.filter((key) => Number(key.id.slice(4)) % 1000 < 300);
      const found = () => {
        const bytes = Buffer.concat([...installation.keysAtRest().values()]);
        return doomed.filter((key) => bytes.includes(key.wrapped.subarray(0, 30)));
      };
      expect(found().length, 'the search finds what is there').toBe(900);
      const owners = [...new Set(doomed.map((key) => key.owner as KeyOwner))];
      expect(await keys.destroy(owners)).toBe(900);
      expect(found()).toEqual([]);
      expect(await keys.destroy(owners)).toBe(0);
      for (const key of all) expect(await keys.get(key.id)).toEqual(doomed.includes(key) ? undefined : key);
    });

    it('never give an owner a key again, whether it had one or not', async () => {
      await using installation = await engine.make();
      const { keys, ...storage } = await installation.open();
      await keys.insert(wrappedKey('key-a', 'person:ana', 1));
      await keys.destroy(['person:ana', 'person:rui']);
      await storage[Symbol.asyncDispose]();
      const again = await installation.open();
      for (const owner of ['person:ana', 'person:rui'] as const) {
        expect(await again.keys.isDestroyed(owner)).toBe(true);
        expect(await again.keys.insert(wrappedKey('key-new', owner, 1))).toBe('destroyed');
      }
      expect(await again.keys.isDestroyed('person:eva')).toBe(false);
    });

    it('remember what the destroyed were known by, an objection above all, until the mark is taken away', async () => {
      await using installation = await engine.make();
      const { keys, ...storage } = await installation.open();
      const [phone, lid, other] = ['of-a-phone', 'of-a-lid', 'of-somebody'].map((name) => name as BlindIndex) as [
        BlindIndex,
        BlindIndex,
        BlindIndex,
      ];
      await keys.destroy(
        ['person:ana'],
        [
          { alias: phone, kind: 'objected' },
          { alias: lid, kind: 'erased' },
        ],
      );
      // Erased once more as somebody who did not object: the objection of before stands.
      await keys.destroy(
        ['person:ana-again'],
        [
          { alias: phone, kind: 'erased' },
          { alias: lid, kind: 'objected' },
        ],
      );
      await storage[Symbol.asyncDispose]();
      const again = await installation.open();
      const marks = () => Promise.all([phone, lid, other].map((alias) => again.keys.markOf(alias)));
      expect(await marks()).toEqual(['objected', 'objected', undefined]);
      await again.keys.unmark([phone, other]);
      expect(await marks()).toEqual([undefined, 'objected', undefined]);
    });

    it('remembers what was erased without a key, once, in a later process too', async () => {
      await using installation = await engine.make();
      const { keys, ...storage } = await installation.open();
      const part = (n: number) => ({
        erasure: `erasure-of-the-test-${n}` as ErasureId,
        scopes: [{ kind: 'message', message: `message-of-the-test-${n}` as MessageId } as const],
      });
      await keys.destroy([], [], part(1));
      await keys.destroy(['person:ana'], [], part(2));
      await keys.destroy([], [], part(1));
      await storage[Symbol.asyncDispose]();
      expect(await (await installation.open()).keys.parts()).toEqual([part(1), part(2)]);
    });
  });

  describe(`the vault on ${engine.name}`, () => {
    it('opens what it sealed, in a later process too; one owner has one key, whoever asks at once', async () => {
      await using installation = await engine.make();
      const { vault, ...storage } = await installation.open();
      const asked = await Promise.all(Array.from({ length: 50 }, () => vault.keyOf('person:ana')));
      expect(new Set(asked.map((key) => key?.id)).size).toBe(1);
      const sealed = asked[0]?.seal(place, 'Olá, Ana') as Sealed;
      expect(await vault.openText(place, sealed)).toBe('Olá, Ana');
      await storage[Symbol.asyncDispose]();
      const again = await installation.open();
      expect(await again.vault.openText(place, sealed)).toBe('Olá, Ana');
      expect((await again.vault.keyOf('person:ana'))?.id).toBe(asked[0]?.id);
    });

    it('opens nothing of a shredded person, now or later, and goes on for everybody else', async () => {
      await using installation = await engine.make();
      const { vault, ...storage } = await installation.open();
      const [ana, rui] = [await vault.keyOf('person:ana'), await vault.keyOf('person:rui')];
      const ofAna = ana?.seal(place, 'Ana') as Sealed;
      const ofRui = rui?.seal(place, 'Rui') as Sealed;
      await vault.shred(['ana' as PersonId]);
      expect(await vault.open(place, ofAna)).toBeUndefined();
      expect(await vault.keyOf('person:ana')).toBeUndefined();
      expect(() => ana?.seal(place, 'more')).toThrow(StorageFault);
      expect(await vault.openText(place, ofRui)).toBe('Rui');
      await storage[Symbol.asyncDispose]();
      const again = await installation.open();
      expect(await again.vault.open(place, ofAna)).toBeUndefined();
      expect(await again.vault.keyOf('person:ana')).toBeUndefined();
      expect(await again.vault.openText(place, ofRui)).toBe('Rui');
    });

    it('sets the marks of the shredded with their keys, and destroys the key of a case or of one search', async () => {
      await using installation = await engine.make();
      const { vault, keys } = await installation.open();
      const alias = 'of-anas-phone' as BlindIndex;
      const ofCase = (await vault.keyOf('case:one'))?.seal(place, 'evidence') as Sealed;
      await vault.shred(['ana' as PersonId], [{ alias, kind: 'erased' }]);
      expect(await keys.markOf(alias)).toBe('erased');
      expect(await vault.openText(place, ofCase)).toBe('evidence');
      await vault.shredOwner('case:one');
      expect(await vault.open(place, ofCase)).toBeUndefined();
    });

    it('answers no opening under way with a key that was shredded meanwhile', async () => {
      await using installation = await engine.make();
      const before = await installation.open();
      const sealed = (await before.vault.keyOf('person:ana'))?.seal(place, 'Ana') as Sealed;
      await before[Symbol.asyncDispose]();
      const { vault } = await installation.open();
      const opening = Array.from({ length: 20 }, () => vault.open(place, sealed));
      const asking = Array.from({ length: 20 }, () => vault.keyOf('person:ana'));
      await vault.shred(['ana' as PersonId]);
      await Promise.all(opening);
      for (const key of await Promise.all(asking)) {
        if (key !== undefined) expect(() => key.seal(place, 'more')).toThrow(StorageFault);
      }
      expect(await vault.open(place, sealed)).toBeUndefined();
      expect(await vault.keyOf('person:ana')).toBeUndefined();
    });

    it('opens with the data of yesterday nothing that the keys of today have lost', async () => {
      await using installation = await engine.make();
      const { vault } = await installation.open();
      const backup = (await vault.keyOf('person:ana'))?.seal(place, 'Ana') as Sealed;
      const keysBefore = Buffer.concat([...installation.keysAtRest().values()]);
      await vault.shred(['ana' as PersonId]);
      expect(await vault.open(place, backup)).toBeUndefined();
      expect(keysBefore.includes('Ana')).toBe(false);
    });

    it('refuses a box that is none', async () => {
      await using installation = await engine.make();
      const { vault } = await installation.open();
      for (const bytes of [[], [1], [1, 200, 3], [9, ...Array(80).fill(65)], Array(80).fill(0)]) {
        await expect(vault.open(place, new Uint8Array(bytes) as Sealed)).rejects.toThrow(SealBroken);
      }
    });
  });
}

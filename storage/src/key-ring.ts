/**
 * The keys in use: the master key wraps a few intermediate keys, they wrap the keys of persons, of the company and
 * of named secrets. Unwrapped keys live in memory only, a bounded number of them, until they are destroyed.
 */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { decrypt, encrypt, type NewNonce, nonceBytes, tagBytes } from './aes-gcm.ts';
import type { Clock, KeyId, NewId } from './ids.ts';
import { lru } from './lru.ts';
import type { ErasedMark, ErasedPart, KeyOwner, Keys, WrappedKey } from './ports.ts';

/** How many intermediate keys an installation has. With a KMS, each costs one call in a while. */
const intermediateKeys = 3;
/** Unwrapped keys kept in memory: some hundred bytes each. */
const heldKeys = 10_000;

/** An unwrapped key. `secret` is undefined once it was destroyed: then nobody holds it any longer. */
export interface HeldKey {
  readonly id: KeyId;
  readonly owner: KeyOwner;
  secret: KeyObject | undefined;
}

export interface KeyRing {
  /** The newest key of the owner, made if there is none; undefined if the owner's keys were destroyed. */
  keyOf(owner: KeyOwner): Promise<HeldKey | undefined>;
  /** The key of this id; undefined if it was destroyed. */
  key(id: KeyId): Promise<HeldKey | undefined>;
  /** The key of this id if it is in memory. */
  held(id: KeyId): HeldKey | undefined;
  /** Destroys all keys of the owners, on disk and in memory; sets `marks` and remembers `part` in the same commit. */
  shred(owners: readonly KeyOwner[], marks?: readonly ErasedMark[], part?: ErasedPart): Promise<void>;
  /** What the keys are wrapped by; a rotation changes it. */
  readonly wrapping: Wrapping;
}

/** Intermediate keys in memory, by id. */
export interface Wrapping {
  readonly byId: Map<string, KeyObject>;
  /** Those that new keys are wrapped by. */
  newest: readonly string[];
}

export interface KeyRingDeps {
  readonly keys: Keys;
  readonly masterKey: KeyObject;
  /** Of a rotation that is under way: intermediate keys may be wrapped by either. */
  readonly nextMasterKey?: KeyObject | undefined;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly newNonce: NewNonce;
}

/** `wrong-master-key`: the master key does not open the intermediates of this key store. */
export async function openKeyRing(
  deps: KeyRingDeps,
): Promise<{ kind: 'opened'; ring: KeyRing } | { kind: 'wrong-master-key' }> {
  const byId = new Map<string, KeyObject>();
  const byNext: string[] = [];
  for (const key of await deps.keys.ofOwner('intermediate')) {
    const next = deps.nextMasterKey && unwrap(deps.nextMasterKey, key);
    const secret = next ?? unwrap(deps.masterKey, key);
    if (secret === undefined) return { kind: 'wrong-master-key' };
    byId.set(key.id, secret);
    if (next !== undefined) byNext.push(key.id);
  }
  const wrapping: Wrapping = { byId, newest: byNext.length > 0 ? byNext : [...byId.keys()] };
  // A rotation that was killed at its beginning has a new master key that wraps nothing yet.
  if (deps.nextMasterKey !== undefined && byNext.length === 0)
    await addIntermediates(deps, wrapping, deps.nextMasterKey);
  else if (byId.size === 0) await addIntermediates(deps, wrapping, deps.masterKey);
  return { kind: 'opened', ring: keyRing(deps, wrapping) };
}

/** Makes a set of intermediate keys, wrapped by this master key; from now on they wrap what is new. */
export async function addIntermediates(deps: KeyRingDeps, wrapping: Wrapping, masterKey: KeyObject): Promise<void> {
  const made: string[] = [];
  while (made.length < intermediateKeys) {
    const { wrapped, secret } = newKey(deps, 'intermediate', masterKeyName, masterKey);
    await deps.keys.insert(wrapped);
    wrapping.byId.set(wrapped.id, secret);
    made.push(wrapped.id);
  }
  wrapping.newest = made;
}

/** Whether the master key opens this intermediate key. */
export function isWrappedBy(masterKey: KeyObject, intermediate: WrappedKey): boolean {
  return unwrap(masterKey, intermediate) !== undefined;
}

/** The same key, wrapped by one of the newest intermediate keys; undefined if its own wrapping key is not held. */
export function wrappedAnew(
  deps: Pick<KeyRingDeps, 'newNonce'>,
  wrapping: Wrapping,
  key: WrappedKey,
): WrappedKey | undefined {
  const by = wrapping.byId.get(key.wrappedBy);
  const secret = by && unwrap(by, key);
  if (secret === undefined) return undefined;
  const [wrappedBy, byKey] = pickNewest(deps, wrapping);
  const nonce = deps.newNonce();
  const anew = { ...key, wrappedBy };
  const bytes = secret.export();
  const wrapped = Buffer.concat([nonce, ...encrypt(byKey, nonce, contextOf(anew), bytes)]);
  bytes.fill(0);
  return { ...anew, wrapped };
}

/** In the same turn as it is used: a rotation may change them. */
function pickNewest({ newNonce }: Pick<KeyRingDeps, 'newNonce'>, { byId, newest }: Wrapping): [string, KeyObject] {
  const id = newest[(newNonce()[0] ?? 0) % newest.length];
  const key = id === undefined ? undefined : byId.get(id);
  if (id === undefined || key === undefined) throw new Error('There is no intermediate key.');
  return [id, key];
}

const masterKeyName = 'kek';

function keyRing(deps: KeyRingDeps, wrapping: Wrapping): KeyRing {
  const held = lru<KeyId, HeldKey>(heldKeys);
  const newest = lru<KeyOwner, HeldKey>(heldKeys);
  const beingMade = new Map<KeyOwner, Promise<HeldKey | undefined>>();
  /** Owners destroyed by this process: a look-up under way must not bring one back into memory. */
  const gone = new Set<string>();

  function hold(key: WrappedKey & { readonly owner: KeyOwner }, secret: KeyObject): HeldKey | undefined {
    if (gone.has(key.owner)) return undefined;
    const present = held.get(key.id);
    if (present !== undefined) return present;
    const one: HeldKey = { id: key.id, owner: key.owner, secret };
    held.set(key.id, one);
    return one;
  }

  function unwrapHeld(key: WrappedKey | undefined): HeldKey | undefined {
    if (key === undefined || !isOwned(key)) return undefined;
    const by = wrapping.byId.get(key.wrappedBy);
    const secret = by && unwrap(by, key);
    if (secret === undefined) throw new Error('A key in the key store does not open: the key folder is damaged.');
    return hold(key, secret);
  }

  async function findOrMake(owner: KeyOwner): Promise<HeldKey | undefined> {
    const existing = (await deps.keys.ofOwner(owner)).at(-1);
    if (existing !== undefined) return unwrapHeld(existing);
    if (await deps.keys.isDestroyed(owner)) return undefined;
    const [by, byKey] = pickNewest(deps, wrapping);
    const { wrapped, secret } = newKey(deps, owner, by, byKey);
    const outcome = await deps.keys.insert(wrapped);
    if (outcome === 'duplicate') throw new Error('Two keys were given the same id.');
    return outcome === 'inserted' ? hold(wrapped, secret) : undefined;
  }

  return {
    async keyOf(owner) {
      if (gone.has(owner)) return undefined;
      const known = newest.get(owner);
      if (known?.secret !== undefined) return known;
      let making = beingMade.get(owner);
      if (making === undefined) {
        making = findOrMake(owner).finally(() => beingMade.delete(owner));
        beingMade.set(owner, making);
      }
      const key = await making;
      if (key === undefined || gone.has(owner)) return undefined;
      newest.set(owner, key);
      return key;
    },

    async key(id) {
      return held.get(id) ?? unwrapHeld(await deps.keys.get(id));
    },

    held: (id) => held.get(id),
    wrapping,

    async shred(owners, marks = [], part = undefined) {
      for (const owner of owners) gone.add(owner);
      try {
        for (const owner of owners) {
          for (const key of await deps.keys.ofOwner(owner)) letGo(held.get(key.id));
          newest.delete(owner);
        }
        await deps.keys.destroy(owners, marks, part);
      } catch (error) {
        // Still on disk: a later start would open them, so this one must not claim otherwise.
        for (const owner of owners) gone.delete(owner);
        throw error;
      }
    },
  };

  function letGo(key: HeldKey | undefined): void {
    if (key === undefined) return;
    key.secret = undefined;
    held.delete(key.id);
  }
}

function isOwned(key: WrappedKey): key is WrappedKey & { readonly owner: KeyOwner } {
  return key.owner !== 'intermediate';
}

function newKey<O extends WrappedKey['owner']>(deps: KeyRingDeps, owner: O, wrappedBy: string, by: KeyObject) {
  const bytes = randomBytes(32);
  const id = deps.newId() as KeyId;
  const nonce = deps.newNonce();
  const wrapped = Buffer.concat([nonce, ...encrypt(by, nonce, contextOf({ id, owner, wrappedBy }), bytes)]);
  const secret = createSecretKey(bytes);
  bytes.fill(0);
  return { wrapped: { id, owner, wrappedBy, wrapped, createdAt: deps.clock() }, secret };
}

function unwrap(by: KeyObject, key: WrappedKey): KeyObject | undefined {
  const { wrapped } = key;
  const nonce = wrapped.subarray(0, nonceBytes);
  const bytes = decrypt(
    by,
    nonce,
    contextOf(key),
    wrapped.subarray(nonceBytes, -tagBytes),
    wrapped.subarray(-tagBytes),
  );
  if (bytes === undefined) return undefined;
  const secret = createSecretKey(bytes);
  bytes.fill(0);
  return secret;
}

/** A wrapped key opens only as itself: its id, its owner and what wraps it are bound into it. */
function contextOf(key: Pick<WrappedKey, 'id' | 'owner' | 'wrappedBy'>): Uint8Array {
  return Buffer.from(JSON.stringify(['atalaia key 1', key.id, key.owner, key.wrappedBy]));
}

/** Seals content under the key of the person it is about, opens it again, and shreds persons. */
import type { KeyObject } from 'node:crypto';
import { decrypt, encrypt, type NewNonce, nonceBytes, tagBytes } from './aes-gcm.ts';
import { StorageFault } from './fault.ts';
import type { KeyId } from './ids.ts';
import type { HeldKey, KeyRing } from './key-ring.ts';
import { ownerOfPerson, type Place, SealBroken, type Sealed, type SealingKey, type Vault } from './seal.ts';

/** Layout of a box: this byte, length of the key id, key id (ASCII), nonce, ciphertext, tag. */
const version = 1;

export function openVault(deps: { readonly ring: KeyRing; readonly newNonce: NewNonce }): Vault {
  const sealingKeys = new WeakMap<HeldKey, SealingKey>();

  function sealingKeyOf(held: HeldKey): SealingKey {
    let key = sealingKeys.get(held);
    if (key === undefined) {
      const header = Buffer.from([version, held.id.length, ...Buffer.from(held.id, 'latin1')]);
      key = {
        id: held.id,
        seal(place, content) {
          if (held.secret === undefined) throw new StorageFault('shredded');
          return seal(held.secret, header, deps.newNonce(), contextOf(place, held.id), content);
        },
        open(place, sealed) {
          if (held.secret === undefined) throw new StorageFault('shredded');
          if (keyIdOf(sealed) !== held.id) throw new SealBroken();
          return unseal(held.secret, place, held.id, sealed);
        },
      };
      sealingKeys.set(held, key);
    }
    return key;
  }

  async function open(place: Place, sealed: Sealed): Promise<Buffer | undefined> {
    const id = keyIdOf(sealed);
    const key = deps.ring.held(id) ?? (await deps.ring.key(id));
    if (key?.secret === undefined) return undefined;
    return unseal(key.secret, place, id, sealed);
  }

  return {
    async keyOf(owner) {
      const held = await deps.ring.keyOf(owner);
      return held && sealingKeyOf(held);
    },
    open,
    async openText(place, sealed) {
      return (await open(place, sealed))?.toString('utf8');
    },
    shred: (persons, marks, part) => deps.ring.shred(persons.map(ownerOfPerson), marks, part),
    shredOwner: (owner) => deps.ring.shred([owner]),
  };
}

function seal(
  key: KeyObject,
  header: Uint8Array,
  nonce: Uint8Array,
  context: Uint8Array,
  content: string | Uint8Array,
): Sealed {
  const clear = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const [ciphertext, tag] = encrypt(key, nonce, context, clear);
  const box = new Uint8Array(header.length + nonceBytes + ciphertext.length + tagBytes);
  box.set(header);
  box.set(nonce, header.length);
  box.set(ciphertext, header.length + nonceBytes);
  box.set(tag, box.length - tagBytes);
  return box as Sealed;
}

function unseal(key: KeyObject, place: Place, id: KeyId, sealed: Sealed): Buffer {
  const start = 2 + id.length;
  const nonce = sealed.subarray(start, start + nonceBytes);
  const ciphertext = sealed.subarray(start + nonceBytes, -tagBytes);
  const content = decrypt(key, nonce, contextOf(place, id), ciphertext, sealed.subarray(-tagBytes));
  if (content === undefined) throw new SealBroken();
  return content;
}

function keyIdOf(sealed: Sealed): KeyId {
  const length = sealed[1] ?? 0;
  if (sealed[0] !== version || sealed.length < 2 + length + nonceBytes + tagBytes) throw new SealBroken();
  let id = '';
  for (let at = 2; at < 2 + length; at++) id += String.fromCharCode(sealed[at] ?? 0);
  return id as KeyId;
}

/** Bound into the box: it opens only at this place, under this key. Lengths keep the parts apart. */
function contextOf(place: Place, id: KeyId): Uint8Array {
  const { collection, field } = place;
  const parts = `${version} ${collection.length} ${place.id.length} ${field.length} ${collection}${place.id}${field}${id}`;
  return Buffer.from(parts, 'utf8');
}

/** The types of sealing: what a sealed value is, and what it is bound to. */
import type { BlindIndex, KeyId, PersonId } from './ids.ts';
import type { ErasedMark, ErasedPart, KeyOwner } from './ports.ts';

declare const sealedBrand: unique symbol;
/** AES-256-GCM box: version, key id, nonce, ciphertext, tag. Only a `SealingKey` makes one. */
export type Sealed = Uint8Array & { readonly [sealedBrand]: true };

/** The place a sealed value belongs to; bound into it as additional data, so it opens nowhere else. */
export interface Place {
  readonly collection: string;
  readonly id: string;
  readonly field: string;
}

/** A sealed value, its place or its key is not what was sealed. Holds no content. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor() {
    super('A sealed value was changed, or belongs to another place.');
  }
}

/** A key ready to seal with: unwrapped once, so sealing and opening are synchronous. */
export interface SealingKey {
  readonly id: KeyId;
  /** @throws StorageFault `shredded` if the owner was shredded since. */
  seal(place: Place, content: string | Uint8Array): Sealed;
  /**
   * Opens what this very key sealed.
   * @throws SealBroken if bytes, place or key are not those of the sealing; StorageFault `shredded` as above.
   */
  open(place: Place, sealed: Sealed): Uint8Array;
}

/** Seals and opens. Keys are created here, wrapped by the master key, and destroyed here. */
export interface Vault {
  /** The newest key of the owner, created if there is none. Refused (`undefined`) once the owner was shredded. */
  keyOf(owner: KeyOwner): Promise<SealingKey | undefined>;
  /** The content, or undefined if its key was destroyed. @throws SealBroken if the bytes or the place are not what was sealed. */
  open(place: Place, sealed: Sealed): Promise<Uint8Array | undefined>;
  openText(place: Place, sealed: Sealed): Promise<string | undefined>;
  /**
   * Destroys all keys of these persons, from disk and memory; nothing sealed under them opens again. `marks` remember,
   * in the same commit, what the persons were known by, `part` what went besides without a key.
   */
  shred(persons: readonly PersonId[], marks?: readonly ErasedMark[], part?: ErasedPart): Promise<void>;
  /** Destroys the keys of any owner but a person: a case that ended, the words of one search. */
  shredOwner(owner: Exclude<KeyOwner, `person:${string}`>): Promise<void>;
}

export const ownerOfPerson = (person: PersonId): KeyOwner => `person:${person}`;

/** What a keyed hash is for; each purpose has its own secret, so hashes of two purposes never match. */
export const blindPurposes = [
  'alias',
  'email',
  'token',
  'session',
  'message',
  'conversation',
  'rule',
  'number',
  'share',
  'request',
] as const;
export type BlindPurpose = (typeof blindPurposes)[number];

/** Keyed hashes for look-ups of sealed things. The parts are length-prefixed, so ('a','bc') is not ('ab','c'). */
export interface BlindIndexer {
  of(purpose: BlindPurpose, ...parts: readonly string[]): BlindIndex;
}

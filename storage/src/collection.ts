/** How a collection of documents is declared: once, here, for every engine. */
import type { z } from 'zod';
import type { Place, Sealed } from './seal.ts';

/** A field value that an index can hold. */
export type IndexFields<T> = Readonly<Record<string, readonly (keyof T & string)[]>>;

/**
 * A collection: its name, schema, indexes and sealed fields. The document's `id` is its key. Sealed fields hold
 * `Sealed` bytes (or are absent); all other fields are ids, times, kinds, states and counters.
 */
export interface Collection<T, I extends IndexFields<T> = IndexFields<T>> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly indexes: I;
  /** Names of indexes in which two documents may not be equal. Null or absent values do not count. */
  readonly unique?: readonly (keyof I & string)[];
  readonly sealed: readonly (keyof T & string)[];
}

/** Declares a collection. Index fields may be string, number, boolean or null; absent counts as null. */
export function defineCollection<T extends { readonly id: string }, const I extends IndexFields<T>>(
  declared: Collection<T, I>,
): Collection<T, I> {
  return declared;
}

/** Fields of a document that may hold `Sealed` bytes. */
export type SealedField<T> = { [K in keyof T & string]-?: Sealed extends T[K] ? K : never }[keyof T & string];

/** The place of a document's sealed field: seal there and open from there, else it does not open. */
export function placeOf<T, I extends IndexFields<T>>(c: Collection<T, I>, id: string, field: SealedField<T>): Place {
  return { collection: c.name, id, field };
}

/** How a collection of documents is declared: once, here, for every engine. */
import type { z } from 'zod';

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

/**
 * The six ports of storage. Each has two engines (embedded and, later, cluster); one contract suite
 * (test/contract) states what they promise and runs over both unchanged.
 */

import type { Collection, IndexFields } from './collection.ts';
import type { BlindIndex, BlobId, ErasureId, KeyId, MessageId, NumberId, PersonId } from './ids.ts';
import type { Scope } from './model/scope.ts';

/** A document with the version that `replace` must name. Versions begin at 1 and rise by 1. */
export interface Versioned<T> {
  readonly version: number;
  readonly doc: T;
}

/** Where a page ended; opaque, stable under concurrent writes: no document is met twice or skipped because others came or went. */
export type Cursor = string;

export interface Page<T> {
  readonly items: readonly Versioned<T>[];
  /** Absent on the last page. */
  readonly next?: Cursor;
}

/** A range over the field after the last equality; both ends optional, `from` inclusive, `before` exclusive. */
export interface Range {
  readonly from?: number | string;
  readonly before?: number | string;
}

/**
 * A query over one declared index: equality (or a set of values) on its leading fields, then at most one range on
 * the next field; ordered by the index's remaining fields (null is the least), equal documents in an order that never
 * changes. `limit` is 1 to 1,000.
 */
export interface Query<T, I extends string> {
  readonly index: I;
  readonly equals?: Readonly<Partial<Record<keyof T & string, Scalar | readonly Scalar[]>>>;
  readonly range?: Range;
  readonly order?: 'ascending' | 'descending';
  readonly limit: number;
  readonly after?: Cursor;
}
export type Scalar = string | number | boolean | null;

/**
 * Typed collections of small documents. Every call is one atomic, durable write of one document: when the promise
 * resolves the write survives a power cut. Concurrent calls share a disk sync (group commit). No joins, no
 * transactions over documents. Documents are parsed by the collection's schema on the way in, not on the way out.
 * @throws StorageFault when the disk fails; then nothing was written. TypeError when a document does not fit its
 * schema or a query its index: a mistake in the program.
 */
export interface Records {
  /** Fails on a duplicate id (or a duplicate in a unique index) by answering `duplicate`, changing nothing. */
  insert<T, I extends IndexFields<T>>(c: Collection<T, I>, doc: T): Promise<'inserted' | 'duplicate'>;
  get<T, I extends IndexFields<T>>(c: Collection<T, I>, id: string): Promise<Versioned<T> | undefined>;
  /** Replaces the whole document only if `version` is still the stored one. `duplicate`: it would break a unique index. */
  replace<T, I extends IndexFields<T>>(
    c: Collection<T, I>,
    version: number,
    doc: T,
  ): Promise<'replaced' | 'stale' | 'missing' | 'duplicate'>;
  /** True if the document was there. */
  remove<T, I extends IndexFields<T>>(c: Collection<T, I>, id: string): Promise<boolean>;
  find<T, I extends IndexFields<T>>(c: Collection<T, I>, query: Query<T, keyof I & string>): Promise<Page<T>>;
  /**
   * Counts by the values of `by`, the index's field after the equalities; the key is the value as a string
   * (`true`, `null`, `7`). Without `by`, one entry under `all`.
   */
  count<T, I extends IndexFields<T>>(
    c: Collection<T, I>,
    query: Pick<Query<T, keyof I & string>, 'index' | 'equals' | 'range'> & { readonly by?: keyof T & string },
  ): Promise<ReadonlyMap<string, number>>;
  /** What was replaced or removed before is overwritten, in the log too, when it resolves. */
  emptyLog(): Promise<void>;
}

/** One document as it lies in the store: for backups, which read none of it. */
export interface StoredRow {
  readonly collection: string;
  readonly id: string;
  readonly version: number;
  /** All that is not sealed, as JSON. */
  readonly body: string;
  /** Sealed fields, by name. */
  readonly sealed: Readonly<Record<string, Uint8Array>>;
}

/** Opaque byte streams, already sealed by the caller. `put` is atomic: a blob is there whole or not at all; putting an id again replaces it. */
export interface Blobs {
  put(id: BlobId, bytes: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }>;
  /** Bytes [start, end) of the blob; undefined if there is none. A range beyond the end is cut to it. */
  get(
    id: BlobId,
    range?: { readonly start: number; readonly end: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
  size(id: BlobId): Promise<number | undefined>;
  /** Durable when resolved. True if it was there. */
  remove(id: BlobId): Promise<boolean>;
}

/** Whose key: a person's, the company's, a case's, a journal's, or a named secret such as a blind-index key. */
export type KeyOwner = `person:${string}` | 'company' | `case:${string}` | `journal:${string}` | `secret:${string}`;

/** A key as the key store holds it: wrapped, useless without the master key. */
export interface WrappedKey {
  readonly id: KeyId;
  readonly owner: KeyOwner | 'intermediate';
  /** Id of the intermediate key that wraps this one, or `kek` for intermediates. */
  readonly wrappedBy: string;
  readonly wrapped: Uint8Array;
  readonly createdAt: number;
}

/** The key store: apart from the data folder, in no backup of it. A destroyed key leaves no byte in its files. */
export interface Keys {
  /** `destroyed`: the owner's keys were destroyed once; it never gets a key again. */
  insert(key: WrappedKey): Promise<'inserted' | 'duplicate' | 'destroyed'>;
  get(id: KeyId): Promise<WrappedKey | undefined>;
  /** Oldest first. */
  ofOwner(owner: KeyOwner | 'intermediate'): Promise<readonly WrappedKey[]>;
  /** Whether `destroy` named this owner, with or without keys. */
  isDestroyed(owner: KeyOwner): Promise<boolean>;
  /** Living keys, the oldest first, after the one named; `limit` is 1 to 1,000. */
  list(page: { readonly after?: KeyId; readonly limit: number }): Promise<readonly WrappedKey[]>;
  /** Puts a re-wrapped key in the place of the same id (rotation). False if it was destroyed meanwhile. */
  rewrap(key: WrappedKey): Promise<boolean>;
  /** Destroys intermediate keys, overwritten when resolved. False, and nothing happens, while one of them wraps a living key. */
  retire(intermediates: readonly KeyId[]): Promise<boolean>;
  /**
   * Destroys every key of these owners in a constant number of disk syncs; answers how many. Durable and overwritten
   * when resolved. `marks` are set in the same commit: what the owners were known by, as keyed hashes of aliases; and
   * `part` is remembered: what was erased without a key.
   */
  destroy(owners: readonly KeyOwner[], marks?: readonly ErasedMark[], part?: ErasedPart): Promise<number>;
  /**
   * What an erasure left of the identifier with this keyed hash: `objected` (nothing is kept before a new consent) or
   * `erased` (nothing before a new notice). Lies with the keys, so that restoring an old backup forgets no objection.
   */
  markOf(alias: BlindIndex): Promise<ErasedMark['kind'] | undefined>;
  /** Takes marks away: the person agreed anew, or was told anew. */
  unmark(aliases: readonly BlindIndex[]): Promise<void>;
  /** Every part that was erased, so that restoring an older backup brings none of them back. */
  parts(): Promise<readonly ErasedPart[]>;
}

/** That somebody with this identifier was erased. */
export interface ErasedMark {
  readonly alias: BlindIndex;
  readonly kind: 'objected' | 'erased';
}

/** That something was erased whose words are sealed under keys that stay. Ids only. */
export interface ErasedPart {
  readonly erasure: ErasureId;
  readonly scopes: readonly Scope[];
}

/** A unit of work that holds ids only, never content. */
export interface Job {
  readonly topic: string;
  /** Adding the same (topic, id) while it waits or runs changes nothing. */
  readonly id: string;
  readonly attempt: number;
}

/** At least once, with exponential back-off; after `attempts` tries a job becomes a dead letter that a human sees. */
export interface Queue {
  add(topic: string, id: string): Promise<void>;
  /** Runs `work` for each job of the topic, `parallel` at a time, until disposed; disposing waits for running work. */
  consume(topic: string, parallel: number, work: (job: Job) => Promise<void>): AsyncDisposable;
  deadLetters(topic: string): Promise<readonly Job[]>;
  /** Puts a dead letter back to work. */
  retry(topic: string, id: string): Promise<boolean>;
}

/** Something that happened: ids, kinds and severities only, never text. */
export interface FeedEvent {
  readonly kind: string;
  readonly id: string;
  readonly number?: NumberId;
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * At most once, counted: a subscriber that sees a gap in `count` reads again from the records. Listeners are called
 * after `publish` returned; what one throws is reported and disturbs nobody else.
 */
export interface Feed {
  publish(event: FeedEvent): void;
  subscribe(listener: (event: FeedEvent & { readonly count: number }) => void): Disposable;
}

/** One message in the search index: blinded words only. */
export interface SearchEntry {
  readonly message: MessageId;
  readonly person: PersonId | null;
  readonly number: NumberId;
  readonly at: number;
  readonly tokens: readonly BlindIndex[];
}

/** Full-text search over blinded tokens. In no backup; can be rebuilt from the records. */
export interface Search {
  /**
   * Indexing a message again replaces its entry; its time is part of what it is and never changes. `progress` is kept
   * with the entries, once they are: the number's capture order is in the index as far as the sequence before `next`.
   */
  index(
    entries: readonly SearchEntry[],
    progress?: { readonly number: NumberId; readonly next: number },
  ): Promise<void>;
  /** The last `next` that `index` was told of the number; 0 in an index that is new, so that a lost one is filled again. */
  followedTo(number: NumberId): Promise<number>;
  /** Messages that hold every token, newest first (to the second), of the given numbers. */
  query(query: {
    readonly tokens: readonly BlindIndex[];
    readonly numbers: readonly NumberId[] | 'all';
    readonly limit: number;
    readonly before?: number;
  }): Promise<readonly { readonly message: MessageId; readonly at: number }[]>;
  /** Removes every entry of the person; durable and overwritten when resolved. */
  forget(person: PersonId): Promise<void>;
}

/**
 * The journal of one number: a small sealed store beside the records, for what must be durable before WhatsApp is
 * answered. It is the authority for all that the gate reads. One owner at a time; in no backup.
 */

/** A value to put in the place of the key's, or to remove. */
export interface JournalChange {
  /** What kind of row, in clear: `inbox`, `party`. */
  readonly space: string;
  /** Stored as a keyed hash: it may be a phone number. */
  readonly key: string;
  /** Sealed under the journal's key. Null removes the row and overwrites it. */
  readonly value: Uint8Array | null;
  /** Place among the rows of the space, in clear; absent: by first writing. */
  readonly order?: number;
}

export interface JournalRow {
  readonly key: string;
  readonly value: Uint8Array;
  readonly order: number;
}

/** When a commit must have reached the disk: before it returns, or with the next one. */
export type Durability = 'now' | 'with-next';

/** Reading and writing are synchronous: nothing can come between a look and the commit that follows from it. */
export interface JournalStore extends Disposable {
  /** Rises by one each time the journal is opened: what an earlier owner still has in hand is refused by it. */
  readonly epoch: number;
  get(space: string, key: string): Uint8Array | undefined;
  /** Rows from `from` (inclusive) in their order; `limit` is 1 to 10,000. */
  list(space: string, page: { readonly from?: number; readonly limit: number }): readonly JournalRow[];
  count(space: string): number;
  /**
   * All of it or nothing, durable when it returns (one disk sync). With `with-next` it costs no sync and is durable with
   * the next commit at the latest: for what does no harm if a power cut undoes it, because it is done again.
   * @throws StorageFault when the disk fails or the journal was closed; then nothing was written.
   */
  commit(changes: readonly JournalChange[], durable?: Durability): void;
  /** Moves what was committed into the file and cuts the log, so that what was removed stands nowhere. */
  emptyLog(): void;
}

/** `owned`: another process has this journal. `unusable`: a sentence for the administrator. */
export type OpenedJournal =
  | { readonly kind: 'opened'; readonly journal: JournalStore }
  | { readonly kind: 'owned' }
  | { readonly kind: 'unusable'; readonly problem: string };

/** Opens a number's journal, made if there is none. `name` is the number's id; it becomes the file's name. */
export type OpenJournal = (name: string) => Promise<OpenedJournal>;

/** A number's journal, read and written by kind of row: changes are made first, then committed together. */
import { deserialize, serialize } from 'node:v8';
import type { Durability, JournalChange, JournalRow, JournalStore } from '@atalaia/storage';
import type {
  AliasRow,
  Chat,
  InboxRow,
  LedgerRow,
  MediaRow,
  OutboxRow,
  Party,
  SeenRow,
  SelfRows,
  Standing,
  Told,
} from './rows.ts';

export interface Placed<Row> {
  readonly key: string;
  readonly row: Row;
  readonly order: number;
}

/** One space of rows. */
export interface Rows<Row> {
  get(key: string): Row | undefined;
  /** In their order, from `from` (inclusive) on; `limit` is 1 to 10,000. */
  list(limit: number, from?: number): readonly Placed<Row>[];
  count(): number;
  /** The change that removes a row; nothing happens before it is committed. */
  remove(key: string): JournalChange;
}

/** Rows that hold their own key. */
export interface OwnKeyRows<Row> extends Rows<Row> {
  keyOf(row: Row): string;
  /** The change that puts a row in the place of the one with its key. */
  put(row: Row): JournalChange;
}

/** Rows whose key stands outside of them. */
export interface NamedRows<Row> extends Rows<Row> {
  /** `order`: place in the space; absent, that of the first writing. */
  put(key: string, row: Row, order?: number): JournalChange;
}

/** Reading is synchronous and sees what is committed; `commit` is one disk sync at most. */
export interface Journal {
  readonly party: OwnKeyRows<Party>;
  readonly told: NamedRows<Told>;
  readonly alias: NamedRows<AliasRow>;
  /** Key: the party's id for a 1:1 chat, the JID for a group; the row's `id` is the same. */
  readonly chat: OwnKeyRows<Chat>;
  readonly standing: OwnKeyRows<Standing>;
  readonly outbox: OwnKeyRows<OutboxRow>;
  /** Key: its place, as text; `order` is the place. */
  readonly inbox: NamedRows<InboxRow>;
  /** What the program refused, by its key in the inbox; `order` is the time. Tried again at the next start. */
  readonly aside: NamedRows<InboxRow>;
  /** Keys: `seen.ts`; `order` is the time, so that the oldest are found first. */
  readonly seen: NamedRows<SeenRow>;
  /** In the order of `nextTryAt`. */
  readonly media: OwnKeyRows<MediaRow>;
  readonly ledger: OwnKeyRows<LedgerRow>;
  readonly self: {
    get<Name extends keyof SelfRows>(name: Name): SelfRows[Name] | undefined;
    put<Name extends keyof SelfRows>(name: Name, row: SelfRows[Name]): JournalChange;
    remove(name: keyof SelfRows): JournalChange;
  };
  /** The journal as it will be once these changes are committed: lets one decision build on another. */
  after(changes: readonly JournalChange[]): Journal;
  /**
   * All of it or nothing, durable when it returns, or with the next commit (`with-next`: no sync of its own).
   * @throws StorageFault when the disk fails or the journal was closed; then nothing was written.
   */
  commit(changes: readonly JournalChange[], durable?: Durability): void;
}

/** What `Journal` needs of the store beneath it. */
type Store = Pick<JournalStore, 'get' | 'list' | 'count' | 'commit'>;

export function openJournalRows(store: Store): Journal {
  const self = named<SelfRows[keyof SelfRows]>(store, 'self');
  return {
    party: ownKey<Party>(store, 'party', (row) => row.id),
    told: named<Told>(store, 'told'),
    alias: named<AliasRow>(store, 'alias'),
    chat: ownKey<Chat>(store, 'chat', (row) => row.id),
    standing: ownKey<Standing>(store, 'standing', (row) => `${row.chat}/${row.party}`),
    outbox: ownKey<OutboxRow>(store, 'outbox', (row) => row.id, outboxPlace),
    inbox: named<InboxRow>(store, 'inbox'),
    aside: named<InboxRow>(store, 'aside'),
    seen: named<SeenRow>(store, 'seen'),
    media: ownKey<MediaRow>(store, 'media', mediaKey, (row) => row.nextTryAt),
    ledger: ownKey<LedgerRow>(store, 'ledger', (row) => row.day),
    self: {
      get: <Name extends keyof SelfRows>(name: Name) => self.get(name) as SelfRows[Name] | undefined,
      put: (name, row) => self.put(name, row),
      remove: (name) => self.remove(name),
    },
    after: (changes) => (changes.length === 0 ? openJournalRows(store) : openJournalRows(overlay(store, changes))),
    commit: (changes, durable) => store.commit(changes, durable),
  };
}

/** What is yet to be sent is listed from 0 on. */
function outboxPlace({ state, plannedAt }: OutboxRow): number {
  return state === 'planned' || state === 'handed-over' ? plannedAt : -plannedAt;
}

function mediaKey({ ref }: MediaRow): string {
  return `${ref.conversation}/${ref.author}/${ref.id}`;
}

function rowsOf<Row>(store: Store, space: string): Rows<Row> {
  return {
    get: (key) => {
      const value = store.get(space, key);
      return value === undefined ? undefined : (deserialize(value) as Row);
    },
    list: (limit, from) =>
      store
        .list(space, from === undefined ? { limit } : { from, limit })
        .map(({ key, value, order }) => ({ key, order, row: deserialize(value) as Row })),
    count: () => store.count(space),
    remove: (key) => ({ space, key, value: null }),
  };
}

function ownKey<Row>(
  store: Store,
  space: string,
  keyOf: (row: Row) => string,
  orderOf?: (row: Row) => number,
): OwnKeyRows<Row> {
  return {
    ...rowsOf<Row>(store, space),
    keyOf,
    put: (row) => ({
      space,
      key: keyOf(row),
      value: serialize(row),
      ...(orderOf === undefined ? {} : { order: orderOf(row) }),
    }),
  };
}

function named<Row>(store: Store, space: string): NamedRows<Row> {
  return {
    ...rowsOf<Row>(store, space),
    put: (key, row, order) => ({ space, key, value: serialize(row), ...(order === undefined ? {} : { order }) }),
  };
}

/** The store as it will be after `changes`. Committing on it commits to the store beneath: what was laid over is not written. */
function overlay(store: Store, changes: readonly JournalChange[]): Store {
  const latest = new Map<string, Map<string, JournalChange>>();
  for (const change of changes) {
    const space = latest.get(change.space) ?? new Map<string, JournalChange>();
    latest.set(change.space, space.set(change.key, change));
  }
  return {
    get(space, key) {
      const change = latest.get(space)?.get(key);
      return change === undefined ? store.get(space, key) : (change.value ?? undefined);
    },
    list(space, { from = Number.MIN_SAFE_INTEGER, limit }) {
      const changed = latest.get(space);
      if (changed === undefined) return store.list(space, { from, limit });
      const beneath = store.list(space, { from, limit: Math.min(limit + changed.size, 10_000) });
      const stay = beneath.filter(({ key }) => !changed.has(key));
      const put = [...changed.values()].flatMap((change): JournalRow[] =>
        change.value === null
          ? []
          : [{ key: change.key, value: change.value, order: change.order ?? placeOf(beneath, change.key) }],
      );
      return [...stay, ...put]
        .filter(({ order }) => order >= from)
        .sort((one, other) => one.order - other.order)
        .slice(0, limit);
    },
    count(space) {
      let count = store.count(space);
      for (const [key, { value }] of latest.get(space) ?? []) {
        const before = store.get(space, key) !== undefined;
        count += Number(value !== null) - Number(before);
      }
      return count;
    },
    commit: (more, durable) => store.commit(more, durable),
  };
}

/** A row that is there keeps its place; a new one comes last. */
function placeOf(rows: readonly JournalRow[], key: string): number {
  return rows.find((row) => row.key === key)?.order ?? Number.MAX_SAFE_INTEGER;
}

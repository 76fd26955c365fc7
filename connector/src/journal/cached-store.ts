/** A number's journal with what is read for every message kept in memory: it has one owner, so what it wrote is what it is. */
import type { JournalRow, JournalStore } from '@atalaia/storage';

/** Small rows that message after message reads. Nothing that anybody else wrote is in them. */
const kept: ReadonlySet<string> = new Set(['self', 'party', 'alias', 'chat', 'standing', 'ledger', 'outbox']);

/** Signal's state with one device: read and written with each of its messages. */
const isSession = (space: string, key: string) => space.startsWith('keys-') && key.startsWith('session/');

/** So many rows at most; those not read for longest make room. */
const MOST = 2000;

/** Everything that reads or writes this journal must do it through the one store that this returns. */
export function cachedStore(store: JournalStore): JournalStore {
  const rows = new Map<string, Uint8Array>();
  /** What waits to be sent, page by page; asked for after every message. */
  const waiting = new Map<string, readonly JournalRow[]>();
  const isKept = (space: string, key: string) => kept.has(space) || isSession(space, key);
  const nameOf = (space: string, key: string) => `${space}\0${key}`;

  function keep(name: string, value: Uint8Array): void {
    rows.delete(name);
    rows.set(name, value);
    if (rows.size <= MOST) return;
    for (const oldest of rows.keys()) {
      rows.delete(oldest);
      break;
    }
  }

  return {
    epoch: store.epoch,
    get(space, key) {
      if (!isKept(space, key)) return store.get(space, key);
      const name = nameOf(space, key);
      const value = rows.get(name) ?? store.get(space, key);
      if (value !== undefined) keep(name, value);
      return value;
    },
    list(space, page) {
      if (space !== 'outbox') return store.list(space, page);
      const name = `${page.from}/${page.limit}`;
      const found = waiting.get(name) ?? store.list(space, page);
      waiting.set(name, found);
      return found;
    },
    count: (space) => store.count(space),
    commit(changes, durable) {
      try {
        store.commit(changes, durable);
      } catch (error) {
        rows.clear();
        waiting.clear();
        throw error;
      }
      for (const { space, key, value } of changes) {
        if (space === 'outbox') waiting.clear();
        if (!isKept(space, key)) continue;
        if (value === null) rows.delete(nameOf(space, key));
        else keep(nameOf(space, key), value);
      }
    },
    emptyLog: () => store.emptyLog(),
    [Symbol.dispose]() {
      rows.clear();
      waiting.clear();
      store[Symbol.dispose]();
    },
  };
}

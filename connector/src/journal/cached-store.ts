/** A number's journal with what is read for every message kept in memory: it has one owner, so what it wrote is what it is. */
import type { JournalStore } from '@atalaia/storage';

/** Small rows that message after message reads. Content is in none of them. */
const kept: ReadonlySet<string> = new Set(['self', 'party', 'alias', 'chat', 'standing', 'ledger']);

/** So many rows at most; those not read for longest make room. */
const MOST = 2000;

/** Everything that reads or writes this journal must do it through the one store that this returns. */
export function cachedStore(store: JournalStore): JournalStore {
  const rows = new Map<string, Uint8Array>();
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
      if (!kept.has(space)) return store.get(space, key);
      const name = nameOf(space, key);
      const value = rows.get(name) ?? store.get(space, key);
      if (value !== undefined) keep(name, value);
      return value;
    },
    list: (space, page) => store.list(space, page),
    count: (space) => store.count(space),
    commit(changes, durable) {
      try {
        store.commit(changes, durable);
      } catch (error) {
        rows.clear();
        throw error;
      }
      for (const { space, key, value } of changes) {
        if (!kept.has(space)) continue;
        if (value === null) rows.delete(nameOf(space, key));
        else keep(nameOf(space, key), value);
      }
    },
    emptyLog: () => store.emptyLog(),
    [Symbol.dispose]() {
      rows.clear();
      store[Symbol.dispose]();
    },
  };
}

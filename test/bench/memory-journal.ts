/** A number's journal that is kept nowhere: what the one on disk is measured against. */
import type { JournalRow, JournalStore, OpenJournal } from '@atalaia/storage';

/** Rows as they come, neither sealed nor hashed; gone with the process. */
export const openMemoryJournal: OpenJournal = async () => ({ kind: 'opened', journal: memoryJournal() });

function memoryJournal(): JournalStore {
  const spaces = new Map<string, Map<string, JournalRow>>();
  const rowsOf = (space: string): Map<string, JournalRow> => {
    const rows = spaces.get(space) ?? new Map<string, JournalRow>();
    spaces.set(space, rows);
    return rows;
  };
  let place = 0;
  return {
    epoch: 1,
    get: (space, key) => rowsOf(space).get(key)?.value,
    list: (space, { from = Number.MIN_SAFE_INTEGER, limit }) =>
      [...rowsOf(space).values()]
        .filter(({ order }) => order >= from)
        .sort((one, other) => one.order - other.order)
        .slice(0, limit),
    count: (space) => rowsOf(space).size,
    commit(changes) {
      for (const { space, key, value, order } of changes) {
        const rows = rowsOf(space);
        if (value === null) rows.delete(key);
        else rows.set(key, { key, value, order: order ?? rows.get(key)?.order ?? ++place });
      }
    },
    emptyLog: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
}

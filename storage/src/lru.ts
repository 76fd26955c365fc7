/** A bounded map that forgets what was not used for long. */
export interface Lru<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
}

/**
 * Keeps two generations, so that a look-up costs no more than in a plain map: when the young one is full it becomes
 * the old one, and what is used from there on moves back.
 * @param most entries kept, at least 2; at least half of them are the last ones used
 */
export function lru<K, V>(most: number): Lru<K, V> {
  let young = new Map<K, V>();
  let old = new Map<K, V>();
  function set(key: K, value: V): void {
    young.set(key, value);
    if (young.size < most / 2) return;
    old = young;
    young = new Map();
  }
  return {
    set,
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
  };
}

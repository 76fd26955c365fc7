/** A list that only grows, and that one can wait on without asking again and again. */
export class Arrivals<T> {
  readonly #items: T[] = [];
  readonly #waiting = new Set<(item: T) => void>();

  get all(): readonly T[] {
    return this.#items;
  }

  add(item: T): void {
    this.#items.push(item);
    for (const look of [...this.#waiting]) look(item);
  }

  /** Resolves with the first item, past or coming, that satisfies the predicate. */
  until(predicate: (item: T) => boolean): Promise<T> {
    const found = this.#items.find(predicate);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => {
      const look = (item: T) => {
        if (!predicate(item)) return;
        this.#waiting.delete(look);
        resolve(item);
      };
      this.#waiting.add(look);
    });
  }
}

/** Walks a query to its end, page after page, so that memory stays flat however long the collection is. */
import { setImmediate } from 'node:timers/promises';
import type { Cursor, Page, Versioned } from '@atalaia/storage';

export async function* everyPage<T>(
  find: (after: { readonly after?: Cursor }) => Promise<Page<T>>,
): AsyncGenerator<Versioned<T>> {
  let after: { readonly after?: Cursor } = {};
  for (;;) {
    const page = await find(after);
    yield* page.items;
    if (page.next === undefined) return;
    after = { after: page.next };
    // The embedded store reads at once: without this a long walk would hold up messages that come in meanwhile.
    await setImmediate();
  }
}

/** The same items, up to `size` at a time; other work gets a turn between two batches. */
export async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    if (batch.push(item) < size) continue;
    yield batch;
    batch = [];
    await setImmediate();
  }
  if (batch.length > 0) yield batch;
}

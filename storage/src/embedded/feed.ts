/** Live events inside one process: counted, so that a listener who missed one knows to read again. */
import type { Feed, FeedEvent } from '../ports.ts';

export function embeddedFeed(): Feed {
  const listeners = new Set<(event: FeedEvent & { readonly count: number }) => void>();
  let count = 0;
  return {
    publish(event) {
      count += 1;
      const counted = { ...event, count };
      // In a task of its own: a listener that throws neither stops the publisher nor the other listeners.
      for (const listener of listeners) queueMicrotask(() => listeners.has(listener) && listener(counted));
    },
    subscribe(listener) {
      const own = (event: FeedEvent & { readonly count: number }) => listener(event);
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
  };
}

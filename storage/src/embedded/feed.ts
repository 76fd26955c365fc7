/** Live events inside one process: counted, so that a listener who missed one knows to read again. */
import type { Feed, FeedEvent } from '../ports.ts';

/** @param reportFault told what a listener threw: it stops neither the publisher nor the other listeners */
export function embeddedFeed(reportFault: (fault: unknown) => void): Feed {
  const listeners = new Set<(event: FeedEvent & { readonly count: number }) => void>();
  let count = 0;
  return {
    publish(event) {
      count += 1;
      const counted = { ...event, count };
      for (const listener of listeners) {
        queueMicrotask(() => {
          try {
            if (listeners.has(listener)) listener(counted);
          } catch (fault) {
            reportFault(fault);
          }
        });
      }
    },
    subscribe(listener) {
      const own = (event: FeedEvent & { readonly count: number }) => listener(event);
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
  };
}

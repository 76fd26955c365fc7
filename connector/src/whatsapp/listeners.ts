/** Those who want to be told: what one of them throws is its own fault, and keeps nobody else from hearing. */
export interface Listeners<News> {
  tell(news: News): void;
  add(listener: (news: News) => void): Disposable;
}

export function openListeners<News>(reportFault: (fault: unknown) => void): Listeners<News> {
  const listeners = new Set<(news: News) => void>();
  return {
    tell(news) {
      for (const listener of listeners) {
        try {
          listener(news);
        } catch (fault) {
          reportFault(fault);
        }
      }
    },
    add(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
  };
}

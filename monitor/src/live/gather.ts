/** Puts together what comes fast: of each conversation the first growth is told at once, what follows within a moment as one. */
import type { FeedEvent } from '@atalaia/storage';

/** Milliseconds between two events of one conversation. */
const moment = 1000;

/** Everything but growth is told as it is. Disposing tells nothing more. */
export function gatherGrowth(tell: (event: FeedEvent) => void): Disposable & { add(event: FeedEvent): void } {
  const open = new Map<string, { readonly timer: NodeJS.Timeout; held: FeedEvent | undefined }>();

  function begin(id: string): void {
    const timer = setTimeout(() => end(id), moment);
    timer.unref();
    open.set(id, { timer, held: undefined });
  }

  function end(id: string): void {
    const held = open.get(id)?.held;
    open.delete(id);
    if (!held) return;
    tell(held);
    begin(id);
  }

  return {
    add(event) {
      if (event.kind !== 'conversation-grew') return tell(event);
      const one = open.get(event.id);
      if (one) {
        one.held = one.held === undefined ? event : together(one.held, event);
        return;
      }
      tell(event);
      begin(event.id);
    },
    [Symbol.dispose]() {
      for (const { timer } of open.values()) clearTimeout(timer);
      open.clear();
    },
  };
}

function together(one: FeedEvent, other: FeedEvent): FeedEvent {
  const messages = Number(one.fields?.['messages'] ?? 0) + Number(other.fields?.['messages'] ?? 0);
  return { ...other, fields: { messages } };
}

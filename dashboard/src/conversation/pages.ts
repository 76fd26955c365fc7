/** The messages of an opened conversation: the page first read, and what was asked for before and after it. */
import type { ConversationPage, LineView, MessageView } from '@atalaia/monitor/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';

export interface Pages {
  readonly messages: readonly MessageView[];
  readonly lines: readonly LineView[];
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
  readonly loading: 'before' | 'after' | null;
  readonly error: Error | null;
  /** Each is a disclosure of its own, recorded by the server before it answers. */
  readonly readEarlier: () => void;
  readonly readLater: () => void;
}

/** `first` must be one reading: give the component that calls this a key that changes with each new reading. */
export function usePages(first: ConversationPage): Pages {
  const [shown, setShown] = useState({
    messages: first.messages,
    lines: first.lines,
    before: first.before,
    after: first.after,
  });
  const read = useMutation({
    mutationFn: ({ side, cursor }: { readonly side: 'before' | 'after'; readonly cursor: string }) =>
      api.conversations.read.call({ id: first.id, [side]: cursor }),
    onSuccess: (page, { side }) =>
      setShown((now) => ({
        ...now,
        messages: side === 'before' ? [...page.messages, ...now.messages] : [...now.messages, ...page.messages],
        lines: joined(now.lines, page.lines),
        [side]: page[side],
      })),
  });
  const ask = (side: 'before' | 'after') => {
    const cursor = shown[side];
    if (cursor !== null && !read.isPending) read.mutate({ side, cursor });
  };
  return {
    messages: shown.messages,
    lines: shown.lines,
    hasEarlier: shown.before !== null,
    hasLater: shown.after !== null,
    loading: read.isPending ? read.variables.side : null,
    error: read.error,
    readEarlier: () => ask('before'),
    readLater: () => ask('after'),
  };
}

/** What lies between two pages is told by both. */
function joined(known: readonly LineView[], more: readonly LineView[]): LineView[] {
  const lines = new Map([...known, ...more].map((line) => [line.id, line]));
  return [...lines.values()].toSorted((a, b) => a.from - b.from);
}

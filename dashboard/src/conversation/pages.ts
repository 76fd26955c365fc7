/** The messages of an opened conversation: the page first read, what was asked for before and after it, and what came since. */
import type { ConversationPage, LineView, MessageView } from '@atalaia/monitor/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';

export interface Pages {
  readonly messages: readonly MessageView[];
  readonly lines: readonly LineView[];
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
  readonly loading: Side | null;
  readonly error: Error | null;
  /** Each is a disclosure of its own, recorded by the server before it answers. */
  readonly readEarlier: () => void;
  readonly readLater: () => void;
  /** Reads what came after the last message, and the shown messages that changed; each where it stands. */
  readonly readNews: (changed: Iterable<string>) => void;
  /** The first message of what came last. */
  readonly arrived: string | null;
}

type Side = 'before' | 'after' | 'news';
type Asked =
  | { readonly side: 'before' | 'after'; readonly cursor: string }
  | { readonly side: 'news'; readonly last: string | null; readonly changed: ReadonlySet<string> };

type Shown = Pick<ConversationPage, 'messages' | 'lines' | 'before' | 'after' | 'last'> & {
  readonly arrived: string | null;
};

/**
 * `first` must be one reading: give the component that calls this a key that changes with each new reading.
 * `onCaughtUp`: what came is shown by now.
 */
export function usePages(first: ConversationPage, onCaughtUp: () => void): Pages {
  const [shown, setShown] = useState<Shown>({ ...first, arrived: null });
  const read = useMutation({
    mutationFn: async (asked: Asked): Promise<readonly ConversationPage[]> =>
      asked.side === 'news'
        ? await readNews(first.id, asked.last, asked.changed)
        : [await api.conversations.read.call({ id: first.id, [asked.side]: asked.cursor })],
    onSuccess: (pages, { side }) => {
      setShown((now) => pages.reduce<Shown>((so, page) => withPage(so, page, side), { ...now, arrived: null }));
      if (side === 'news' || (side === 'after' && pages.at(-1)?.after === null)) onCaughtUp();
    },
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
    readNews: (changed) => {
      if (!read.isPending) read.mutate({ side: 'news', last: shown.last, changed: new Set(changed) });
    },
    arrived: shown.arrived,
  };
}

/** The page after the last message, and pages around the changed ones until each was read. */
async function readNews(
  id: string,
  last: string | null,
  changed: ReadonlySet<string>,
): Promise<readonly ConversationPage[]> {
  const pages = [await api.conversations.read.call({ id, ...(last !== null && { after: last }) })];
  const left = new Set(changed);
  for (const message of changed) {
    if (!left.has(message)) continue;
    const page = await api.conversations.read.call({ id, around: message });
    pages.push(page);
    left.delete(message);
    for (const seen of page.messages) left.delete(seen.id);
  }
  return pages;
}

/** Messages that are shown already stay where they are, as they are now; of a page of news only those after the last are new. */
function withPage(shown: Shown, page: ConversationPage, side: Side): Shown {
  const known = new Set(shown.messages.map(({ id }) => id));
  const now = new Map(page.messages.map((message) => [message.id, message]));
  const standing = shown.messages.map((message) => now.get(message.id) ?? message);
  const lines = joined(shown.lines, page.lines);
  if (side === 'before') {
    const earlier = page.messages.filter(({ id }) => !known.has(id));
    return { ...shown, messages: [...earlier, ...standing], lines, before: page.before };
  }
  const end = standing.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const later = page.messages.filter(({ id, at }) => !known.has(id) && at >= end);
  if (later.length === 0 && side === 'news') return { ...shown, messages: standing, lines };
  const arrived = side === 'news' ? (shown.arrived ?? later[0]?.id ?? null) : null;
  return {
    ...shown,
    messages: [...standing, ...later],
    lines,
    before: standing.length === 0 ? page.before : shown.before,
    after: page.after,
    last: page.last ?? shown.last,
    arrived,
  };
}

/** What lies between two pages is told by both. */
function joined(known: readonly LineView[], more: readonly LineView[]): LineView[] {
  const lines = new Map([...known, ...more].map((line) => [line.id, line]));
  return [...lines.values()].toSorted((a, b) => a.from - b.from);
}

/** What came into an opened conversation since it was read: counted live, shown only when asked, because reading is recorded. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveNews } from '../app/Live.tsx';
import { useAnnounce } from '../ui/LiveRegion.tsx';

export interface Growth {
  /** Messages that came. */
  readonly messages: number;
  /** Shown messages that were edited or deleted since, or whose file came. */
  readonly changed: ReadonlySet<string>;
  /** The connection was lost for a while: something may have come that nobody told of. */
  readonly missed: boolean;
}

const nothing: Growth = { messages: 0, changed: new Set(), missed: false };

/** `isShown`: whether this message is on the screen. */
export function useGrowth(
  conversation: string,
  isShown: (message: string) => boolean,
): { readonly growth: Growth; readonly isAny: boolean; readonly forget: () => void } {
  const { t } = useTranslation('conversation');
  const announce = useAnnounce();
  const [growth, setGrowth] = useState(nothing);
  const isAny = growth !== nothing;
  useLiveNews((news) => {
    const grown = grownBy(growth, news, conversation, isShown);
    if (grown === growth) return;
    // Said once; how many there are by now stands on the button.
    if (!isAny) announce(t(grown.messages > 0 ? 'news.messages' : 'news.changes', { count: 1 }));
    setGrowth((now) => grownBy(now, news, conversation, isShown));
  });
  return { growth, isAny, forget: () => setGrowth(nothing) };
}

function grownBy(
  growth: Growth,
  news: Parameters<Parameters<typeof useLiveNews>[0]>[0],
  conversation: string,
  isShown: (message: string) => boolean,
): Growth {
  if (news.kind === 'missed') return { ...growth, missed: true };
  if (news.kind === 'conversation-grew' && news.id === conversation) {
    return { ...growth, messages: growth.messages + news.messages };
  }
  if (news.kind === 'message-changed' && isShown(news.id) && !growth.changed.has(news.id)) {
    return { ...growth, changed: new Set(growth.changed).add(news.id) };
  }
  return growth;
}

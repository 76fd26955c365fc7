/** A conversation as a chat: bubbles left and right, days between, hits marked, and quiet lines that say what is missing. */
import type { ConversationPage, HitView, LineView, MessageView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Fragment, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { dayName } from '../ui/time.ts';
import { useGrowth } from './growth.ts';
import { keepInView } from './keep-in-view.ts';
import { MessageLine } from './MessageLine.tsx';
import { NewsNote } from './NewsNote.tsx';
import { usePages } from './pages.ts';
import { QuietLine } from './QuietLine.tsx';
import './conversation.css';

/** A scrolling area must take the focus, or a keyboard cannot scroll it (WCAG 2.1.1). */
const scrollsByKeyboard = { tabIndex: 0 };

interface ConversationProps {
  readonly page: ConversationPage;
  /** Hits of the alert that is looked at, besides those that the messages carry. */
  readonly hits?: readonly HitView[];
  /** The message, or the edit of one, to scroll to; null begins at the newest, as chats do. */
  readonly focus: string | null;
}

export function Conversation({ page, hits = [], focus }: ConversationProps) {
  const { t, i18n } = useTranslation('conversation');
  const scroller = useRef<HTMLElement>(null);
  const pages = usePages(page, () => forget());
  const { growth, isAny, forget } = useGrowth(page.id, (id) => pages.messages.some((message) => message.id === id));
  // At the end of what is read; before it, what came is among the messages that are still to be asked for.
  const hasNews = isAny && !pages.hasLater;
  const showNews = () => {
    if (!hasNews) return false;
    pages.readNews(growth.missed ? pages.messages.map(({ id }) => id) : growth.changed);
    return true;
  };
  useShortcuts({ m: showNews });
  useEffect(() => {
    if (pages.arrived === null) return;
    scroller.current
      ?.querySelector(`[data-message="${CSS.escape(pages.arrived)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [pages.arrived]);
  const atTheEnd = page.after === null;
  useEffect(() => {
    const area = scroller.current;
    if (focus === null)
      return area?.lastElementChild && atTheEnd ? keepInView(area, area.lastElementChild, 'end') : undefined;
    const target = area?.querySelector(`[data-message="${CSS.escape(focus)}"]`);
    return area && target ? keepInView(area, target, 'center') : undefined;
  }, [focus, atTheEnd]);

  const dayOf = (at: number) => dayName(at, i18n.language, page.number.zone);
  const entries = inTime(pages.messages, pages.lines);
  return (
    <section className="chat" ref={scroller} aria-label={t('title')} {...scrollsByKeyboard}>
      <Edge
        more={pages.hasEarlier}
        busy={pages.loading === 'before'}
        label={t('earlier')}
        end={t('begins')}
        onAsk={pages.readEarlier}
      />
      {entries.length === 0 && <EmptyState title={t('empty')} />}
      <ol className="chat-lines">
        {entries.map((entry, index) => {
          const previous = entries[index - 1];
          const newDay = !previous || dayOf(previous.at) !== dayOf(entry.at);
          return (
            <Fragment key={entry.key}>
              {newDay && <li className="chat-day">{dayOf(entry.at)}</li>}
              {entry.kind === 'line' ? (
                <QuietLine line={entry.line} zone={page.number.zone} group={page.group} />
              ) : (
                <MessageLine
                  message={entry.message}
                  hits={hits}
                  zone={page.number.zone}
                  named={newDay || previous.kind === 'line' || !sameWriter(previous.message, entry.message)}
                  focus={focus}
                />
              )}
            </Fragment>
          );
        })}
      </ol>
      <ProblemNote error={pages.error} />
      <Edge
        more={pages.hasLater}
        busy={pages.loading === 'after'}
        label={t('later')}
        end={t('ends')}
        onAsk={pages.readLater}
      />
      {hasNews && <NewsNote growth={growth} busy={pages.loading === 'news'} onShow={showNews} />}
    </section>
  );
}

type Entry =
  | { readonly kind: 'message'; readonly key: string; readonly at: number; readonly message: MessageView }
  | { readonly kind: 'line'; readonly key: string; readonly at: number; readonly line: LineView };

/** A line stands after the messages of its own instant. */
function inTime(messages: readonly MessageView[], lines: readonly LineView[]): readonly Entry[] {
  const entries: Entry[] = [
    ...messages.map((message) => ({ kind: 'message', key: message.id, at: message.at, message }) as const),
    ...lines.map((line) => ({ kind: 'line', key: line.id, at: line.from, line }) as const),
  ];
  return entries.sort((a, b) => a.at - b.at);
}

function sameWriter(one: MessageView, other: MessageView): boolean {
  return one.kind !== 'system' && one.author?.id === other.author?.id && one.from === other.from;
}

interface EdgeProps {
  readonly more: boolean;
  readonly busy: boolean;
  readonly label: string;
  readonly end: string;
  readonly onAsk: () => void;
}

function Edge({ more, busy, label, end, onAsk }: EdgeProps) {
  const { t } = useTranslation('conversation');
  if (!more) return <p className="chat-edge">{end}</p>;
  return (
    <p className="chat-edge">
      <Button variant="default" loading={busy} onClick={onAsk}>
        {label}
      </Button>
      <span>{t('recorded')}</span>
    </p>
  );
}

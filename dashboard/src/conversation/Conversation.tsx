/** A conversation as a chat: bubbles left and right, days between, hits marked. */
import type { ConversationPage, HitView, MessageView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Fragment, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { dayName } from '../ui/time.ts';
import { keepInView } from './keep-in-view.ts';
import { MessageLine } from './MessageLine.tsx';
import { usePages } from './pages.ts';
import './conversation.css';

/** A scrolling area must take the focus, or a keyboard cannot scroll it (WCAG 2.1.1). */
const scrollsByKeyboard = { tabIndex: 0 };

interface ConversationProps {
  readonly page: ConversationPage;
  /** Hits of the alert that is looked at, besides those that the messages carry. */
  readonly hits?: readonly HitView[];
  /** The message to scroll to. */
  readonly focus: string | null;
}

export function Conversation({ page, hits = [], focus }: ConversationProps) {
  const { t, i18n } = useTranslation('conversation');
  const pages = usePages(page);
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    const target = focus === null ? null : scroller.current?.querySelector(`[data-message="${CSS.escape(focus)}"]`);
    return target && scroller.current ? keepInView(scroller.current, target) : undefined;
  }, [focus]);

  const dayOf = (message: MessageView) => dayName(message.at, i18n.language, page.number.zone);
  return (
    <section className="chat" ref={scroller} aria-label={t('title')} {...scrollsByKeyboard}>
      <Edge
        more={pages.hasEarlier}
        busy={pages.loading === 'before'}
        label={t('earlier')}
        end={t('begins')}
        onAsk={pages.readEarlier}
      />
      {pages.messages.length === 0 && <EmptyState title={t('empty')} />}
      <ol className="chat-lines">
        {pages.messages.map((message, index) => {
          const previous = pages.messages[index - 1];
          const newDay = !previous || dayOf(previous) !== dayOf(message);
          return (
            <Fragment key={message.id}>
              {newDay && <li className="chat-day">{dayOf(message)}</li>}
              <MessageLine
                message={message}
                hits={[...message.hits, ...hits.filter((hit) => hit.message === message.id)]}
                zone={page.number.zone}
                named={newDay || previous?.author?.id !== message.author?.id || previous.from !== message.from}
                focused={message.id === focus}
              />
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
    </section>
  );
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

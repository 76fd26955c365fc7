/** A whole conversation, opened from the search or the people list: closed until asked for, as every content. */
import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ScopeActs } from '../rights/ScopeActs.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ReasonPicker } from '../ui/ReasonPicker.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { shortDay } from '../ui/time.ts';
import { useTitle } from '../ui/title.ts';
import { InZone } from '../ui/zone.tsx';
import { Conversation } from './Conversation.tsx';
import { Members } from './Members.tsx';
import { RevealCountdown } from './RevealCountdown.tsx';
import { revealReasons, useReading } from './reading.ts';

const route = getRouteApi('/shell/conversations/$conversation');

export function ConversationPage() {
  const { t, i18n } = useTranslation('conversation');
  const { conversation } = route.useParams();
  const { message } = route.useSearch();
  const [asked, setAsked] = useState(false);
  const [asking, setAsking] = useState(false);
  const input = { id: conversation, around: message };
  const reading = useReading(
    api.conversations.read.queryOptions({ input }),
    asked,
    (page) => page,
    () => setAsked(false),
  );
  const page = reading.data;
  useTitle(t('title'));
  if (!asked) {
    return (
      <EmptyState title={t('gate')}>
        <p>{t('gate-recorded')}</p>
        <Button autoFocus onClick={() => setAsked(true)}>
          {t('open')}
        </Button>
      </EmptyState>
    );
  }
  if (reading.error) return <ErrorState error={reading.error} onRetry={reading.again} />;
  if (!page) return <SkeletonRows />;
  return (
    <InZone zone={page.number.zone}>
      <div className="conversation-page">
        <header className="conversation-head">
          <h1 dir="auto">{page.title ?? t('title')}</h1>
          <bdi className="quiet">{page.number.label ?? page.number.phone}</bdi>
          <Members persons={page.persons} />
          {page.revealedUntil === null && !asking && (
            <Button variant="default" loading={reading.revealing} onClick={() => setAsking(true)}>
              {t('reveal-names')}
            </Button>
          )}
          {page.erasedAt === null && <ScopeActs scope={{ kind: 'conversation', conversation }} />}
        </header>
        {asking && (
          <ReasonPicker
            title={t('reveal.why')}
            reasons={revealReasons.map((value) => ({ value, label: t(`reveal.${value}`) }))}
            busy={reading.revealing}
            onPick={(reason) => {
              reading.reveal(reason);
              setAsking(false);
            }}
            onCancel={() => setAsking(false)}
          />
        )}
        {page.erasedAt !== null && (
          <p className="conversation-erased">
            {t('erased-contact', { at: shortDay(page.erasedAt, i18n.language, page.number.zone) })}
          </p>
        )}
        <ProblemNote error={reading.revealError} />
        <RevealCountdown key={`${reading.turn} countdown`} page={page} reading={reading} />
        <Conversation key={reading.turn} page={page} focus={message ?? null} />
      </div>
    </InZone>
  );
}

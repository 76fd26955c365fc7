/** One request: closed until asked for; then what is asked, who asks and how that is known, what there is to give, and the answer. */
import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RightsPage } from '../rights/RightsPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { useTitle } from '../ui/title.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Asked } from './Asked.tsx';
import { RequestClock } from './RequestClock.tsx';
import { RequestIdentity } from './RequestIdentity.tsx';
import { RequestMeans } from './RequestMeans.tsx';
import { useRequest } from './requests.ts';
import { WhoAnswers } from './WhoAnswers.tsx';

const route = getRouteApi('/shell/requests/$request');

export function RequestPage() {
  const { t } = useTranslation('requests');
  const { request: id } = route.useParams();
  const { me } = route.useRouteContext();
  // Of this one only: a link to another does not open that one too.
  const [opened, setOpened] = useState<string | null>(null);
  const asked = opened === id;
  const reading = useRequest(id, asked);
  const request = reading.data;
  useTitle(t('page.title'));
  if (!asked) {
    return (
      <EmptyState title={t('page.gate')}>
        <p>{t('page.gate-recorded')}</p>
        <Button autoFocus onClick={() => setOpened(id)}>
          {t('page.open')}
        </Button>
      </EmptyState>
    );
  }
  if (reading.error) return <ErrorState error={reading.error} onRetry={() => void reading.refetch()} />;
  if (!request) return <SkeletonRows />;
  const mayAnswer = me.acts.includes('request:answer') && request.state === 'open';
  return (
    <RightsPage
      title={[t(`page.asks.${request.kind}`), request.state === 'open' && t('page.what-answer')]
        .filter(Boolean)
        .join(' ')}
      lead={<RequestClock request={request} />}
      zone={request.number?.zone}
    >
      <p>
        <Link to="/requests">{t('page.back')}</Link>
      </p>
      <Asked request={request} />
      <RequestIdentity request={request} mayAnswer={mayAnswer} />
      {mayAnswer && <WhoAnswers request={request} me={me.id} />}
      {mayAnswer && request.person && <RequestMeans request={request} person={request.person} />}
      {mayAnswer && <AnswerForm request={request} />}
    </RightsPage>
  );
}

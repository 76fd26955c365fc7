/** One person: closed until asked for, as everything about people; then how they stand, what is held, and what may be done. */
import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem.ts';
import { useCompanyZone } from '../numbers/numbers.ts';
import { ConsentBadge } from '../ui/ConsentBadge.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { useTitle } from '../ui/title.ts';
import { InZone, ZoneNote } from '../ui/zone.tsx';
import { DoubtCard } from './DoubtCard.tsx';
import { EnterConsent } from './EnterConsent.tsx';
import { Identity } from './Identity.tsx';
import { PersonConversations } from './PersonConversations.tsx';
import { PrivateChats } from './PrivateChats.tsx';
import { usePerson } from './person.ts';
import { usePersonRights } from './person-rights.ts';
import { RightsOfPerson } from './RightsOfPerson.tsx';
import { Timeline } from './Timeline.tsx';
import '../rights/rights.css';
import '../ui/forms.css';
import './person.css';

const route = getRouteApi('/shell/people/$person');

export function PersonPage() {
  const { t } = useTranslation('people');
  const { person: id } = route.useParams();
  const { me } = route.useRouteContext();
  const mayDo = (act: (typeof me.acts)[number]) => me.acts.includes(act);
  // Of this one only: a link to another does not open that one too.
  const [opened, setOpened] = useState<string | null>(null);
  const asked = opened === id;
  const reading = usePerson(id, asked);
  const { reading: rights, changed } = usePersonRights(id, asked && mayDo('right:read'));
  const person = reading.data;
  const companyZone = useCompanyZone();
  useTitle(t('person.title'));
  if (!asked) {
    return (
      <EmptyState title={t('person.gate')}>
        <p>{t('person.gate-recorded')}</p>
        <Button autoFocus onClick={() => setOpened(id)}>
          {t('person.open')}
        </Button>
      </EmptyState>
    );
  }
  if (isProblem(reading.error, 'person-locked')) {
    return (
      <EmptyState title={t('person.locked')}>
        <p>{t('person.locked-where')}</p>
        <Link to="/erasures">{t('part.erasures')}</Link>
      </EmptyState>
    );
  }
  if (reading.error) return <ErrorState error={reading.error} onRetry={() => void reading.refetch()} />;
  if (!person) return <SkeletonRows />;
  const known = (
    <>
      <PersonConversations conversations={person.conversations} />
      {mayDo('person:exclude') && <PrivateChats person={person} />}
      <Timeline person={person} mayExport={mayDo('person:export')} />
      {mayDo('consent:enter') && person.numbers.length > 0 && <EnterConsent person={person} />}
    </>
  );
  return (
    <InZone zone={person.numbers[0]?.zone ?? companyZone}>
      <Page
        title={t('person.title')}
        lead={
          <>
            <PersonName person={person} /> <ConsentBadge person={person} />
          </>
        }
      >
        <ZoneNote />
        <Identity key={person.id} person={person} mayReveal={mayDo('person:reveal')} />
        {person.doubts.map((doubt) => (
          <DoubtCard key={doubt.id} doubt={doubt} person={person} maySettle={mayDo('doubt:settle')} />
        ))}
        {rights.error && <ErrorState error={rights.error} onRetry={() => void rights.refetch()} />}
        {rights.isLoading && <SkeletonRows />}
        {rights.data ? (
          <RightsOfPerson person={person} rights={rights.data} changed={changed} onAgain={() => void rights.refetch()}>
            {known}
          </RightsOfPerson>
        ) : (
          !rights.isLoading && known
        )}
      </Page>
    </InZone>
  );
}

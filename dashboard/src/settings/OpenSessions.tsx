/** Where the account is signed in; any session but this one can be ended. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { shortTime } from '../ui/time.ts';

export function OpenSessions() {
  const { t, i18n } = useTranslation('settings');
  const queryClient = useQueryClient();
  const sessions = useQuery(api.session.list.queryOptions());
  const end = useMutation(
    api.session.end.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.session.list.key() }),
    }),
  );
  return (
    <section className="panel-form">
      <h2>{t('sessions.title')}</h2>
      {sessions.error && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      <ul className="rows">
        {sessions.data?.sessions.map((session) => (
          <li key={session.id} className="row">
            <div className="row-main">
              {t('sessions.since', { at: shortTime(session.createdAt, i18n.language) })}
              <div className="quiet small">{t('sessions.seen', { at: shortTime(session.seenAt, i18n.language) })}</div>
            </div>
            {session.current ? (
              <span className="tag">{t('sessions.this')}</span>
            ) : (
              <Button variant="default" loading={end.isPending} onClick={() => end.mutate({ id: session.id })}>
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote error={end.error} />
    </section>
  );
}

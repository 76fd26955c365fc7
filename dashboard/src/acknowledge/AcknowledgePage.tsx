/** An agent reads how the company's WhatsApp is monitored and says that they did: by a one-time link, without an account. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AccessCard } from '../access/AccessCard.tsx';
import { useLinkSecret } from '../access/link-secret.ts';
import { api } from '../api/api.ts';
import { useLanguage } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { fullTime, zoneName } from '../ui/time.ts';
import { PolicyForm } from './PolicyForm.tsx';

export function AcknowledgePage() {
  const { t, i18n } = useTranslation('acknowledge');
  const secret = useLinkSecret();
  const language = useLanguage();
  const shown = useQuery({
    queryKey: ['acknowledgement', secret],
    queryFn: () => api.acknowledgements.open.call({ secret: secret ?? '' }),
    enabled: secret !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const confirm = useMutation(api.acknowledgements.confirm.mutationOptions());
  const named = (at: number) => `${fullTime(at, i18n.language)} (${zoneName(at, i18n.language)})`;
  if (confirm.data) {
    return (
      <AccessCard title={t('title')}>
        <p role="status">{t('done', { at: named(confirm.data.at) })}</p>
        <p className="quiet small">
          {t('done-text')} <code className="code">{confirm.data.policy}</code>
        </p>
        <p className="quiet">{t('close')}</p>
      </AccessCard>
    );
  }
  return (
    <AccessCard title={t('title')}>
      {secret === null && <p className="access-note">{t('no-secret')}</p>}
      {shown.isLoading && <p role="status">{t('loading')}</p>}
      <ProblemNote error={shown.error} />
      {shown.data && (
        <>
          <p>
            {t('lead', { controller: shown.data.controller ?? t('company'), number: shown.data.number })}{' '}
            <span className="quiet">{t('expires', { at: named(shown.data.expiresAt) })}</span>
          </p>
          <PolicyForm
            key={language}
            text={shown.data.policy[language]}
            pending={confirm.isPending}
            error={confirm.error}
            onConfirm={() => confirm.mutate({ secret: secret ?? '', language })}
          />
        </>
      )}
    </AccessCard>
  );
}

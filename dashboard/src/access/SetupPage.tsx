/** First run: the one-time link from the terminal makes the first administrator. */
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useTakeMe } from '../app/session.ts';
import { useLanguage } from '../i18n/texts.ts';
import { AccessCard } from './AccessCard.tsx';
import { useLinkSecret } from './link-secret.ts';
import { NewAccountForm } from './NewAccountForm.tsx';

export function SetupPage() {
  const { t } = useTranslation('setup');
  const secret = useLinkSecret();
  const language = useLanguage();
  const router = useRouter();
  const takeMe = useTakeMe();
  const create = useMutation(
    api.setup.firstAdministrator.mutationOptions({
      onSuccess: async (me) => {
        takeMe(me);
        await router.navigate({ to: '/users', search: { first: true } });
      },
    }),
  );
  return (
    <AccessCard title={t('setup.title')}>
      {secret === null ? (
        <p className="access-note">{t('setup.no-secret')}</p>
      ) : (
        <>
          <p className="quiet">{t('setup.lead')}</p>
          <NewAccountForm
            asksEmail
            button={t('setup.button')}
            pending={create.isPending}
            error={create.error}
            onSubmit={(account) => create.mutate({ ...account, secret, language })}
          />
        </>
      )}
    </AccessCard>
  );
}

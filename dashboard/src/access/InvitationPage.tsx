/** Accepting an invitation: the invited person chooses name and password and is signed in. */
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useTakeMe } from '../app/session.ts';
import { useLanguage } from '../i18n/texts.ts';
import { AccessCard } from './AccessCard.tsx';
import { useLinkSecret } from './link-secret.ts';
import { NewAccountForm } from './NewAccountForm.tsx';

export function InvitationPage() {
  const { t } = useTranslation('setup');
  const secret = useLinkSecret();
  const language = useLanguage();
  const router = useRouter();
  const takeMe = useTakeMe();
  const accept = useMutation(
    api.invitations.accept.mutationOptions({
      onSuccess: async (me) => {
        takeMe(me);
        await router.navigate({ to: '/' });
      },
    }),
  );
  return (
    <AccessCard title={t('invitation.title')}>
      {secret === null ? (
        <p className="access-note">{t('invitation.no-secret')}</p>
      ) : (
        <>
          <p className="quiet">{t('invitation.lead')}</p>
          <NewAccountForm
            asksEmail={false}
            button={t('invitation.button')}
            pending={accept.isPending}
            error={accept.error}
            onSubmit={({ name, password }) => accept.mutate({ name, password, secret, language })}
          />
        </>
      )}
    </AccessCard>
  );
}

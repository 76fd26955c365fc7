/** Signing in: password first, then the code of the authenticator if the account has one. */

import type { MeView } from '@atalaia/monitor/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { AccessCard } from './AccessCard.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { TotpForm } from './TotpForm.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useTranslation('access');
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<'password' | 'totp'>('password');
  const setup = useQuery(api.setup.state.queryOptions());

  const enter = (me: MeView) => {
    queryClient.clear();
    queryClient.setQueryData(api.session.me.queryKey(), me);
    router.history.push(next ?? '/');
  };
  return (
    <AccessCard title={t(step === 'password' ? 'sign-in.title' : 'totp.title')}>
      {setup.data?.kind === 'first-administrator-awaited' && <p className="access-note">{t('sign-in.first')}</p>}
      {step === 'password' ? (
        <PasswordForm onSignedIn={enter} onTotp={() => setStep('totp')} />
      ) : (
        <TotpForm onSignedIn={enter} onBack={() => setStep('password')} />
      )}
    </AccessCard>
  );
}

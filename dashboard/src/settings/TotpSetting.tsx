/** The second step of signing in: scan the code, type six digits, done. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useMe, useTakeMe } from '../app/session.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { QrCode } from './QrCode.tsx';

export function TotpSetting() {
  const { t } = useTranslation('settings');
  const me = useMe();
  const takeMe = useTakeMe();
  const [code, setCode] = useState('');
  const begin = useMutation(api.session.beginTotp.mutationOptions());
  const confirm = useMutation(
    api.session.confirmTotp.mutationOptions({
      onSuccess: (changed) => {
        takeMe(changed);
        begin.reset();
        setCode('');
      },
    }),
  );
  return (
    <section className="panel-form">
      <h2>{t('totp.title')}</h2>
      <p className="quiet">{t(me.totp ? 'totp.on' : 'totp.off')}</p>
      {!begin.data && (
        <div>
          <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate(undefined)}>
            {t(me.totp ? 'totp.renew' : 'totp.begin')}
          </Button>
        </div>
      )}
      <ProblemNote error={begin.error} />
      {begin.data && (
        <form
          className="choices"
          onSubmit={(event) => {
            event.preventDefault();
            confirm.mutate({ code });
          }}
        >
          <p>{t('totp.scan')}</p>
          <QrCode text={begin.data.uri} label={t('totp.qr')} />
          <p>
            {t('totp.typed')} <span className="code">{begin.data.secret}</span>
          </p>
          <TextInput
            label={t('totp.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            maxLength={6}
            required
            withAsterisk={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.replace(/[^0-9]/g, ''))}
          />
          <ProblemNote error={confirm.error} />
          <div>
            <Button type="submit" loading={confirm.isPending}>
              {t('totp.confirm')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

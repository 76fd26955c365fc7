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
  const [current, setCurrent] = useState('');
  const begin = useMutation(api.session.beginTotp.mutationOptions({ onSettled: () => setCurrent('') }));
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
        <form
          className="choices"
          onSubmit={(event) => {
            event.preventDefault();
            begin.mutate(me.totp ? { code: current } : undefined);
          }}
        >
          {me.totp && <CodeInput label={t('totp.current')} value={current} onChange={setCurrent} />}
          <ProblemNote error={begin.error} />
          <div>
            <Button type="submit" variant="default" loading={begin.isPending}>
              {t(me.totp ? 'totp.renew' : 'totp.begin')}
            </Button>
          </div>
        </form>
      )}
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
          <CodeInput label={t('totp.code')} value={code} onChange={setCode} />
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

interface CodeInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (digits: string) => void;
}

function CodeInput({ label, value, onChange }: CodeInputProps) {
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      maxLength={6}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/[^0-9]/g, ''))}
    />
  );
}

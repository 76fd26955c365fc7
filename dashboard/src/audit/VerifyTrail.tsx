/** Checks the whole trail on the server and says what that proves, and what it does not. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

export function VerifyTrail() {
  const { t } = useTranslation('audit');
  const verify = useMutation(api.audit.verify.mutationOptions());
  const found = verify.data;
  return (
    <section className="panel-form">
      <div className="form-buttons">
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
          {t('verify.button')}
        </Button>
      </div>
      <ProblemNote error={verify.error} />
      {found && (
        <div role="status">
          <p>
            <strong>{t(`verify.${found.kind}`)}</strong>{' '}
            {t('verify.counts', {
              chains: found.chains,
              entries: found.entries,
              messages: found.messages,
            })}{' '}
            {found.uncovered > 0 && t('verify.uncovered', { count: found.uncovered })}
          </p>
          {found.problem !== null && (
            <p className="problem-note" lang="en">
              {found.problem}
            </p>
          )}
          <p className="quiet small">
            {t('verify.limits')} <span className="code">{found.fingerprint}</span>
          </p>
        </div>
      )}
    </section>
  );
}

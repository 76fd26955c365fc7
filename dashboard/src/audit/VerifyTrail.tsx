/** Checks the whole trail on the server, alone or against checkpoints that left it earlier, and says what that proves and what it does not. */

import type { ReceivedCheckpoint } from '@atalaia/monitor/api';
import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { readCheckpoints } from './read-checkpoints.ts';

export function VerifyTrail() {
  const { t } = useTranslation('audit');
  const verify = useMutation(api.audit.verify.mutationOptions());
  /** Name of a chosen file that is none. */
  const [wrong, setWrong] = useState<string | null>(null);
  const [compared, setCompared] = useState(0);
  const found = verify.data;

  const check = (received: ReceivedCheckpoint[]) => {
    setCompared(received.length);
    verify.mutate({ received });
  };
  const compare = async (files: readonly File[]) => {
    const read = await readCheckpoints(files);
    setWrong(read.kind === 'wrong' ? read.name : null);
    if (read.kind === 'checkpoints' && read.checkpoints.length > 0) check(read.checkpoints);
  };

  return (
    <section className="panel-form">
      <div className="form-buttons">
        <Button variant="default" loading={verify.isPending} onClick={() => check([])}>
          {t('verify.button')}
        </Button>
        <FileButton multiple accept=".json,application/json" onChange={(files) => void compare(files)}>
          {(button) => (
            <Button {...button} variant="default" disabled={verify.isPending}>
              {t('verify.against')}
            </Button>
          )}
        </FileButton>
      </div>
      {wrong !== null && (
        <p className="problem-note" role="alert">
          {t('verify.no-checkpoint', { name: wrong })}
        </p>
      )}
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
          {found.kind === 'intact' && compared > 0 && (
            <p>{t('verify.agrees', { count: compared, newer: found.unproved })}</p>
          )}
          <p className="quiet small">
            {t('verify.limits')} <span className="code">{found.fingerprint}</span>
          </p>
        </div>
      )}
    </section>
  );
}

/** One import from the first byte to its figures: sending, reading, done or refused. */
import type { ImportView } from '@atalaia/monitor/api';
import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ImportFigures } from './ImportFigures.tsx';
import { ImportRefusal } from './ImportRefusal.tsx';

interface ImportProgressProps {
  readonly fileName: string;
  /** Share of the file's bytes that has left, 0 to 1. */
  readonly sent: number;
  readonly sending: boolean;
  readonly error: unknown;
  readonly running: ImportView | null;
  readonly mayReadAlerts: boolean;
  readonly againRef: Ref<HTMLButtonElement>;
  readonly onAgain: () => void;
}

export function ImportProgress({
  fileName,
  sent,
  sending,
  error,
  running,
  mayReadAlerts,
  againRef,
  onAgain,
}: ImportProgressProps) {
  const { t } = useTranslation('imports');
  // Until the file was read through once, nobody knows how much there is to do.
  const share = sending ? sent : running?.total ? running.done / running.total : null;
  const state = error ? 'failed' : sending ? 'sending' : stateOf(running);
  const over = state === 'done' || state === 'refused' || state === 'failed';
  return (
    <section className="panel-form" aria-live="polite">
      <h2 dir="auto">{fileName}</h2>
      <p>{t(`state.${state}`)}</p>
      {!over && share === null && (
        <Progress.Root size="lg" aria-hidden>
          <Progress.Section value={100} animated withAria={false} />
        </Progress.Root>
      )}
      {!over && share !== null && (
        <>
          <Progress value={share * 100} aria-label={t(`state.${state}`)} size="lg" />
          <p className="quiet">
            {running?.total && !sending
              ? t('progress.of', { done: running.done, total: running.total })
              : t('progress.percent', { share: Math.round(share * 100) })}
          </p>
        </>
      )}
      <ProblemNote error={error} />
      {running?.state === 'refused' && <ImportRefusal problem={running.problem} stored={running.counts.stored} />}
      {running?.state === 'done' && <ImportFigures counts={running.counts} />}
      {over && (
        <div className="form-buttons">
          {running?.state === 'done' && mayReadAlerts && running.counts.alerts > 0 && (
            <Button component={Link} to="/alerts">
              {t('result.alerts', { count: running.counts.alerts })}
            </Button>
          )}
          <Button ref={againRef} variant="default" onClick={onAgain}>
            {t('result.again')}
          </Button>
        </div>
      )}
    </section>
  );
}

function stateOf(running: ImportView | null): ImportView['state'] | 'reading' {
  if (running === null) return 'waiting';
  return running.state === 'running' && !running.total ? 'reading' : running.state;
}

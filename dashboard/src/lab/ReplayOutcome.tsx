/** One replay from its start to its result: how far it is, a way to end it, then what it found. */
import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { ReplayFigures } from './ReplayFigures.tsx';
import { ReplaySamples } from './ReplaySamples.tsx';
import { hasEnded, useCancelReplay, useReplay } from './replays.ts';

export function ReplayOutcome({ id }: { readonly id: string }) {
  const { t } = useTranslation('lab');
  const replay = useReplay(id);
  const cancel = useCancelReplay(id);
  if (replay.error) return <ErrorState error={replay.error} onRetry={() => void replay.refetch()} />;
  if (!replay.data) return <SkeletonRows />;
  const { state, done, total, rules, result } = replay.data;
  const ended = hasEnded(replay.data);
  return (
    <section className="replay" aria-label={t('replay.outcome')} data-state={state}>
      <p role="status">{t(`replay.state-explained.${state}`)}</p>
      {!ended && (
        <div className="replay-progress">
          <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={t('replay.progress')} size="lg" />
          <p>{t('replay.of', { done, total })}</p>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('replay.cancel')}
          </Button>
        </div>
      )}
      <ProblemNote error={cancel.error} />
      {result && (
        <>
          <ReplayFigures result={result} />
          <ReplaySamples samples={result.samples} several={rules.length > 1} />
        </>
      )}
    </section>
  );
}

/** Corrections that stand, or wait to stand, beside what is kept. */
import type { CorrectionView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { CorrectedMessage } from './CorrectedMessage.tsx';
import { usePersonActs } from './person-rights.ts';

interface CorrectionsProps {
  readonly corrections: readonly CorrectionView[];
  readonly mayDecide: boolean;
}

export function Corrections({ corrections, mayDecide }: CorrectionsProps) {
  const { t } = useTranslation('people');
  if (corrections.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t('corrections.title')}</h2>
      <ul className="rows">
        {corrections.map((correction) => (
          <CorrectionRow key={correction.id} correction={correction} mayDecide={mayDecide} />
        ))}
      </ul>
    </section>
  );
}

function CorrectionRow({
  correction,
  mayDecide,
}: {
  readonly correction: CorrectionView;
  readonly mayDecide: boolean;
}) {
  const { t } = useTranslation('people');
  const times = useTimes();
  const { decideCorrection } = usePersonActs();
  const { id, field, state, text, by, byKind, at, decidedBy, decidedAt } = correction;
  return (
    <li className="row">
      <div className="row-main">
        <strong>{t(`correct.field.${field}`)}</strong> <CorrectedMessage correction={correction} />
        <div className="correction-text" dir="auto">
          {text ?? t('corrections.gone')}
        </div>
        <div className="quiet small">
          {t(`corrections.asked.${byKind}`, { by, at: times.short(at) })}
          {decidedAt !== null &&
            ` · ${t(`corrections.decided.${state === 'refused' ? 'refused' : 'accepted'}`, { by: decidedBy ?? '', at: times.short(decidedAt) })}`}
        </div>
        <ProblemNote error={decideCorrection.error} />
      </div>
      {state === 'asked' && mayDecide ? (
        <span className="link-line">
          <Button
            variant="default"
            size="compact-sm"
            disabled={decideCorrection.isPending}
            onClick={() => decideCorrection.mutate({ id, accepted: true })}
          >
            {t('corrections.accept')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={decideCorrection.isPending}
            onClick={() => decideCorrection.mutate({ id, accepted: false })}
          >
            {t('corrections.refuse')}
          </Button>
        </span>
      ) : (
        <span className="tag">{t(`corrections.state.${state}`)}</span>
      )}
    </li>
  );
}

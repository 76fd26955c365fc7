/** Why a file was refused: in the reader's language first, then the exact sentence, which names the line. */
import type { ImportView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

export function ImportRefusal({
  problem,
  stored,
}: {
  readonly problem: ImportView['problem'];
  readonly stored: number;
}) {
  const { t, i18n } = useTranslation('imports');
  const code = problem?.code ?? 'unknown';
  const known = i18n.exists(`imports:refusal.${code}`);
  return (
    <div className="problem-note" role="alert">
      <p>{known ? t(`refusal.${code}` as 'refusal.empty') : t('refusal.unknown')}</p>
      <p>{stored === 0 ? t('refusal.safe') : t('refusal.kept')}</p>
      {problem && (
        <p className="state-code" lang="en" dir="auto">
          {problem.sentence}
        </p>
      )}
    </div>
  );
}

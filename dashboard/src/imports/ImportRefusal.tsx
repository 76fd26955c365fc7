/** Why a file was refused: in the reader's language first, then the exact sentence that names file and line. */
import type { ImportView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

export function ImportRefusal({ problem }: { readonly problem: ImportView['problem'] }) {
  const { t, i18n } = useTranslation('imports');
  const code = problem?.code ?? 'unknown';
  const known = i18n.exists(`imports:refusal.${code}`);
  return (
    <div className="problem-note" role="alert">
      <p>{known ? t(`refusal.${code}` as 'refusal.empty') : t('refusal.unknown')}</p>
      <p>{t('refusal.safe')}</p>
      {problem && (
        <p className="state-code" lang="en" dir="auto">
          {problem.sentence}
        </p>
      )}
    </div>
  );
}

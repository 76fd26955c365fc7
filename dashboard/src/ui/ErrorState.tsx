/** Says what happened, what is safe and what to do; the problem's code stands small below. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProblemText } from './problem-text.ts';

export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation('ui');
  const { what, todo, code } = useProblemText()(error);
  return (
    <div className="state" role="alert">
      <p className="state-title">{what}</p>
      <p className="state-text">{t('error.safe')}</p>
      <p className="state-text">{todo}</p>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('error.retry')}
        </Button>
      )}
      <p className="state-code">{code}</p>
    </div>
  );
}

/** The way from a correction to the message that it stands beside. */
import type { CorrectionView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { fullTime } from '../ui/time.ts';

export function CorrectedMessage({ correction }: { readonly correction: CorrectionView }) {
  const { t, i18n } = useTranslation('people');
  const { message } = correction;
  if (message === null) return null;
  const { id, conversation, at } = message;
  return (
    <Link to="/conversations/$conversation" params={{ conversation }} search={{ message: id }}>
      {t('corrections.message', { at: fullTime(at, i18n.language) })}
    </Link>
  );
}

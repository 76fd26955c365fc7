/** The way from a correction to the message that it stands beside. */
import type { CorrectionView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../ui/zone.tsx';

export function CorrectedMessage({ correction }: { readonly correction: CorrectionView }) {
  const { t } = useTranslation('people');
  const times = useTimes();
  const { message } = correction;
  if (message === null) return null;
  const { id, conversation, at } = message;
  return (
    <Link to="/conversations/$conversation" params={{ conversation }} search={{ message: id }}>
      {t('corrections.message', { at: times.full(at) })}
    </Link>
  );
}

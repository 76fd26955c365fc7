/** First version: only the heading. */
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';

export function AlertsPage() {
  const { t } = useTranslation('alerts');
  return <Page title={t('title')}>{null}</Page>;
}

/** First version: only the heading. */
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';

export function ConversationPage() {
  const { t } = useTranslation('conversation');
  return <Page title={t('title')}>{null}</Page>;
}

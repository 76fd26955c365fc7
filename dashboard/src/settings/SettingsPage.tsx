/** What a person sets for themselves: language, appearance, second step, open sessions, shortcuts and notifications. */
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { LanguageSetting } from './LanguageSetting.tsx';
import { OpenSessions } from './OpenSessions.tsx';
import { Switches } from './Switches.tsx';
import { TotpSetting } from './TotpSetting.tsx';
import '../ui/forms.css';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LanguageSetting />
      <Switches />
      <TotpSetting />
      <OpenSessions />
    </Page>
  );
}

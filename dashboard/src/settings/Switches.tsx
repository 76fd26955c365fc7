/** Choices of this browser only. */
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Preference, setPreference, usePreference } from '../app/preferences.ts';

const shown = ['shortcuts', 'notifications', 'sound', 'greyscale'] as const satisfies readonly Preference[];

export function Switches() {
  const { t } = useTranslation('settings');
  return (
    <section className="panel-form">
      <h2>{t('switches.title')}</h2>
      {shown.map((name) => (
        <PreferenceSwitch key={name} name={name} />
      ))}
    </section>
  );
}

function PreferenceSwitch({ name }: { readonly name: (typeof shown)[number] }) {
  const { t } = useTranslation('settings');
  const on = usePreference(name);
  const turn = async (wanted: boolean) => {
    if (name === 'notifications' && wanted && (await Notification.requestPermission()) !== 'granted') return;
    setPreference(name, wanted);
  };
  return (
    <Switch
      label={t(`switches.${name}.name`)}
      description={t(`switches.${name}.does`)}
      checked={on}
      onChange={(event) => void turn(event.currentTarget.checked)}
    />
  );
}

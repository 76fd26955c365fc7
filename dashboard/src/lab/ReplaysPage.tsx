/** Tries rules on what was kept: choose what, where and when, then watch it run; below, what ran before. */
import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useTranslated } from '../ui/translated.ts';
import { useCompanyRules } from './company-rules.ts';
import { LabPage } from './LabPage.tsx';
import { ReplayForm } from './ReplayForm.tsx';
import { ReplayHistory } from './ReplayHistory.tsx';

const route = getRouteApi('/shell/lab/replays');

export function ReplaysPage() {
  const { t } = useTranslation('lab');
  const translated = useTranslated();
  const navigate = route.useNavigate();
  const mayWrite = useMe().acts.includes('rule:change');
  const rules = useCompanyRules(mayWrite).data?.rules ?? [];
  const [chosen, setChosen] = useState('');
  return (
    <LabPage title={t('replay.title')} lead={t('replay.lead')}>
      <ReplayForm
        what={chosen === '' ? { running: true } : { companyRule: chosen }}
        onStarted={(replay) => void navigate({ to: '/lab/replays/$replay', params: { replay } })}
      >
        <NativeSelect
          label={t('replay.what')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: t('replay.running') },
            ...rules.map(({ id, title }) => ({ value: id, label: translated(title) })),
          ]}
        />
      </ReplayForm>
      <h2 className="section-title">{t('replay.before')}</h2>
      <ReplayHistory />
    </LabPage>
  );
}

/** Writing a rule: the company's own rules by name, a new one, and the bench where one is written and tried. */
import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { useTranslated } from '../ui/translated.ts';
import { useCompanyRules } from './company-rules.ts';
import { LabPage } from './LabPage.tsx';
import { RuleWriter } from './RuleWriter.tsx';
import '../conversation/conversation.css';

const route = getRouteApi('/shell/lab/write');

export function WritePage() {
  const { t } = useTranslation('lab');
  const translated = useTranslated();
  const { rule, replay } = route.useSearch();
  const navigate = route.useNavigate();
  const [lines, setLines] = useState('');
  const [saved, setSaved] = useState<string | null>(null);
  const rules = useCompanyRules(true);
  const kept = rules.data?.rules ?? [];
  const current = kept.find(({ id }) => id === rule) ?? null;
  return (
    <LabPage title={t(rule === undefined ? 'write.title' : 'write.title-edit')} lead={t('write.lead')}>
      {rules.isPending && <SkeletonRows />}
      {rules.error && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && kept.length > 0 && (
        <NativeSelect
          className="write-which"
          label={t('write.which')}
          value={rule ?? ''}
          onChange={(event) => void navigate({ search: { rule: event.currentTarget.value || undefined } })}
          data={[
            { value: '', label: t('write.new') },
            ...kept.map(({ id, title, mode }) => ({ value: id, label: `${translated(title)} · ${t(`mode.${mode}`)}` })),
          ]}
        />
      )}
      {rules.data && rule !== undefined && !current && <EmptyState title={t('rule.unknown')} />}
      {rules.data && (rule === undefined || current) && (
        <RuleWriter
          key={rule ?? 'new'}
          kept={current}
          justSaved={saved !== null && saved === rule}
          lines={lines}
          onLines={setLines}
          replay={replay}
          onReplay={(next) => void navigate({ search: (now) => ({ ...now, replay: next }), replace: true })}
          onSaved={(id) => {
            setSaved(id);
            if (id !== rule) void navigate({ search: { rule: id, replay }, replace: true });
          }}
          onRemoved={() => void navigate({ search: {} })}
        />
      )}
    </LabPage>
  );
}

/** The form of the periods: purpose, months and norm of each; the usual ones are one choice away. */
import type { RetentionPreset, RetentionView } from '@atalaia/monitor/api';
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useNorms } from './norm.ts';
import { type DraftPeriod, draftOf, emptyDraft, periodsOf } from './period-draft.ts';
import { useSetRetention } from './retention.ts';

interface PeriodsFormProps {
  readonly policy: RetentionView | null;
  /** Null: the company's. */
  readonly number: string | null;
  readonly presets: readonly RetentionPreset[];
  readonly onDone: () => void;
}

export function PeriodsForm({ policy, number, presets, onDone }: PeriodsFormProps) {
  const { t } = useTranslation(['retention', 'ui']);
  const [rows, setRows] = useState<readonly DraftPeriod[]>(() =>
    policy && policy.periods.length > 0 ? policy.periods.map(draftOf) : presets.slice(0, 1).map(draftOf),
  );
  const [runs, setRuns] = useState<RetentionView['runs']>(policy?.runs ?? 'by-hand');
  const set = useSetRetention();
  const normOf = useNorms(presets);
  const put = (key: string, change: Partial<DraftPeriod>) =>
    setRows((old) => old.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <form
      className="panel-form periods"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ number, periods: periodsOf(rows), runs }, { onSuccess: onDone });
      }}
    >
      <p className="quiet">{t('form-lead')}</p>
      <ul className="plain">
        {rows.map((row, index) => (
          <li key={row.key} className="fields-line">
            <TextInput
              label={t('purpose')}
              required
              withAsterisk={false}
              maxLength={120}
              value={row.known === null ? row.purpose : t(`purpose-name.${row.known}`)}
              onChange={(event) => {
                // What is read beside it stays as it is read.
                const norm = normOf(row.known, row.norm);
                put(row.key, { known: null, purpose: event.currentTarget.value, norm });
              }}
            />
            <TextInput
              label={t('months-label')}
              type="number"
              min={1}
              max={600}
              required
              withAsterisk={false}
              value={row.months}
              onChange={(event) => put(row.key, { months: event.currentTarget.value })}
            />
            <TextInput
              label={t('norm')}
              maxLength={200}
              value={normOf(row.known, row.norm)}
              onChange={(event) => put(row.key, { norm: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              aria-label={t('remove-of', { number: index + 1 })}
              onClick={() => setRows((old) => old.filter(({ key }) => key !== row.key))}
            >
              <IconX size={16} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <NativeSelect
        label={t('add')}
        value=""
        data={[
          { value: '', label: t('add-choose') },
          ...presets.map(({ purpose, months, norm }, index) => ({
            value: String(index),
            label: [t(`purpose-name.${purpose}`), t('months', { count: months }), normOf(purpose, norm)]
              .filter(Boolean)
              .join(' · '),
          })),
          { value: 'own', label: t('add-own') },
        ]}
        onChange={(event) => {
          const preset = presets[Number(event.currentTarget.value)];
          setRows((old) => [...old, preset ? draftOf(preset) : emptyDraft()]);
        }}
      />
      <Radio.Group
        label={t('runs-label')}
        value={runs}
        onChange={(value) => setRuns(value === 'nightly' ? 'nightly' : 'by-hand')}
      >
        <div className="choices">
          <Radio value="by-hand" label={t('runs.by-hand')} />
          <Radio value="nightly" label={t('runs.nightly')} description={t('nightly-explained')} />
        </div>
      </Radio.Group>
      <ProblemNote error={set.error} />
      <div className="form-buttons">
        <Button type="submit" loading={set.isPending}>
          {t('keep')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('ui:cancel')}
        </Button>
      </div>
    </form>
  );
}

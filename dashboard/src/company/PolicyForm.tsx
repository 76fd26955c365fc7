/** How requests are answered here: law, undo window, what silence does, who answers and who stands in. */
import type { RightsPolicyInForce } from '@atalaia/monitor/api';
import { Button, Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useSetRightsPolicy } from './company.ts';

export function PolicyForm({ policy }: { readonly policy: RightsPolicyInForce }) {
  const { t } = useTranslation('company');
  const { dpos, ...inForce } = policy;
  const [draft, setDraft] = useState(inForce);
  const [hours, setHours] = useState(String(inForce.undoHours));
  const set = useSetRightsPolicy();
  const put = (change: Partial<typeof draft>) => {
    set.reset();
    setDraft((old) => ({ ...old, ...change }));
  };
  const people = [
    { value: '', label: t('policy.nobody') },
    ...dpos.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ ...draft, undoHours: Number(hours) });
      }}
    >
      <h2>{t('policy.title')}</h2>
      <Radio.Group
        label={t('policy.law')}
        value={draft.law}
        onChange={(value) => put({ law: value === 'gdpr' ? 'gdpr' : 'lgpd' })}
      >
        <div className="choices">
          <Radio value="lgpd" label={t('policy.lgpd')} description={t('policy.lgpd-clock')} />
          <Radio value="gdpr" label={t('policy.gdpr')} description={t('policy.gdpr-clock')} />
        </div>
      </Radio.Group>
      <TextInput
        label={t('policy.undo')}
        description={t('policy.undo-explained')}
        type="number"
        min={0}
        max={720}
        required
        withAsterisk={false}
        value={hours}
        onChange={(event) => {
          set.reset();
          setHours(event.currentTarget.value);
        }}
      />
      <fieldset className="choices">
        <legend>{t('policy.silence')}</legend>
        <Checkbox
          label={t('policy.silence-correction')}
          checked={draft.bySilence.correction}
          onChange={(event) => put({ bySilence: { ...draft.bySilence, correction: event.currentTarget.checked } })}
        />
        <Checkbox
          label={t('policy.silence-anonymise')}
          checked={draft.bySilence.anonymise}
          onChange={(event) => put({ bySilence: { ...draft.bySilence, anonymise: event.currentTarget.checked } })}
        />
        <p className="quiet small">{t('policy.silence-never')}</p>
      </fieldset>
      <NativeSelect
        label={t('policy.dpo')}
        description={t('policy.dpo-explained')}
        value={draft.dpo ?? ''}
        data={people}
        onChange={(event) => put({ dpo: event.currentTarget.value || null })}
      />
      <NativeSelect
        label={t('policy.substitute')}
        description={t('policy.substitute-explained')}
        value={draft.substitute ?? ''}
        data={people}
        onChange={(event) => put({ substitute: event.currentTarget.value || null })}
      />
      <ProblemNote error={set.error} />
      <div className="form-buttons">
        <Button type="submit" loading={set.isPending}>
          {t('policy.keep')}
        </Button>
        <span role="status">{set.isSuccess && t('policy.kept')}</span>
      </div>
    </form>
  );
}

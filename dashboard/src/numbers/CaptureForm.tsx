/** The form of what a number keeps and why. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button, Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import {
  bases,
  type CaptureDraft,
  chosenFrom,
  draftOf,
  fieldsOf,
  modes,
  notifiedBys,
  purposes,
} from './capture-draft.ts';
import { useSetUp } from './numbers.ts';

export function CaptureForm({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation('capture');
  const [draft, setDraft] = useState<CaptureDraft>(draftOf(number.capture));
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const setUp = useSetUp();
  const put = (change: Partial<CaptureDraft>) => {
    setUp.reset();
    setDraft((old) => ({ ...old, ...change }));
  };
  const undecided = { value: '', label: t('undecided') };
  return (
    <form
      className="panel-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = fieldsOf(draft);
        setWrong(read.kind === 'wrong' ? read.fields : new Set());
        if (read.kind === 'fields') setUp.mutate({ id: number.id, ...read.fields });
      }}
    >
      <TextInput
        label={t('controller')}
        maxLength={200}
        value={draft.controller}
        onChange={(event) => put({ controller: event.currentTarget.value })}
      />
      <TextInput
        label={t('dpo-contact')}
        description={t('dpo-contact-explained')}
        maxLength={200}
        error={wrong.has('dpoContact')}
        value={draft.dpoContact}
        onChange={(event) => put({ dpoContact: event.currentTarget.value })}
      />
      <TextInput
        label={t('policy')}
        description={t('policy-explained')}
        error={wrong.has('policyAddress') ? t('policy-wrong') : undefined}
        type="url"
        inputMode="url"
        value={draft.policyAddress}
        onChange={(event) => put({ policyAddress: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('basis')}
        description={draft.basis === null ? t('basis-explained') : t(`effect.${draft.basis}`)}
        value={draft.basis ?? ''}
        onChange={(event) => put({ basis: chosenFrom(bases, event.currentTarget.value) })}
        data={[undecided, ...bases.map((value) => ({ value, label: t(`bases.${value}`) }))]}
      />
      <Checkbox.Group
        label={t('purposes')}
        value={draft.purposes}
        onChange={(chosen) => put({ purposes: purposes.filter((purpose) => chosen.includes(purpose)) })}
      >
        <div className="choices">
          {purposes.map((purpose) => (
            <Checkbox key={purpose} value={purpose} label={t(`purpose.${purpose}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group
        label={t('mode')}
        value={draft.mode ?? ''}
        onChange={(value) => put({ mode: chosenFrom(modes, value) })}
      >
        <div className="choices">
          {modes.map((mode) => (
            <Radio key={mode} value={mode} label={t(`modes.${mode}`)} />
          ))}
        </div>
      </Radio.Group>
      <NativeSelect
        label={t('notified-by')}
        value={draft.notifiedBy}
        onChange={(event) => put({ notifiedBy: chosenFrom(notifiedBys, event.currentTarget.value) ?? 'delivered' })}
        data={notifiedBys.map((value) => ({ value, label: t(`notified.${value}`) }))}
      />
      <TextInput
        label={t('retention')}
        description={t('retention-explained')}
        inputMode="numeric"
        error={wrong.has('retentionMonths')}
        value={draft.retentionMonths}
        onChange={(event) => put({ retentionMonths: event.currentTarget.value })}
      />
      <TextInput
        label={t('renew')}
        description={t('renew-explained')}
        inputMode="numeric"
        error={wrong.has('renewAfterMonths')}
        value={draft.renewAfterMonths}
        onChange={(event) => put({ renewAfterMonths: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('duty')}
        value={draft.dutyManager ?? ''}
        onChange={(event) => put({ dutyManager: event.currentTarget.value || null })}
        data={[undecided, ...number.managers.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {number.armedAt !== null && <p className="quiet small">{t('still')}</p>}
      <ProblemNote error={setUp.error} />
      <div className="form-buttons">
        <Button type="submit" loading={setUp.isPending}>
          {t('keep')}
        </Button>
        <span role="status">{setUp.isSuccess && t('kept')}</span>
      </div>
    </form>
  );
}

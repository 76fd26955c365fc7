/** Enters a consent or refusal that was given elsewhere, with evidence and date. */
import type { PersonDetail } from '@atalaia/monitor/api';
import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOf } from '../ui/day-input.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useEnterConsent } from './person.ts';

export function EnterConsent({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation(['people', 'ui']);
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState(person.numbers[0]?.id ?? '');
  const [answer, setAnswer] = useState<'agreed' | 'refused'>('agreed');
  const { zone } = useTimes();
  const [at, setAt] = useState('');
  const [evidence, setEvidence] = useState('');
  const enter = useEnterConsent();
  if (!open) {
    return (
      <p className="person-act">
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('entered.button')}
        </Button>
        {enter.data && <output className="small quiet"> {t(`private.${enter.data.kind}`)}</output>}
      </p>
    );
  }
  return (
    <form
      className="panel-form person-act"
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate(
          { id: person.id, number, answer, at: instantOf(at, zone) ?? Number.NaN, evidence },
          { onSuccess: () => setOpen(false) },
        );
      }}
    >
      <h2>{t('entered.button')}</h2>
      <p className="quiet">{t('entered.lead')}</p>
      <NativeSelect
        label={t('entered.number')}
        value={number}
        data={person.numbers.map(({ id, label, phone }) => ({ value: id, label: label ?? phone }))}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Radio.Group
        label={t('entered.answer')}
        value={answer}
        onChange={(value) => setAnswer(value === 'refused' ? 'refused' : 'agreed')}
      >
        <div className="choices">
          <Radio value="agreed" label={t('entered.agreed')} />
          <Radio value="refused" label={t('entered.refused')} />
        </div>
      </Radio.Group>
      <TextInput
        label={t('entered.at')}
        type="datetime-local"
        required
        withAsterisk={false}
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <Textarea
        label={t('entered.evidence')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={4000}
        autosize
        minRows={3}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      <ProblemNote error={enter.error} />
      <div className="link-line">
        <Button type="submit" loading={enter.isPending}>
          {t('save')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {t('ui:cancel')}
        </Button>
      </div>
    </form>
  );
}

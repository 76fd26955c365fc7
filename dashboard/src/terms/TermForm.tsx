/** The form of a company term, with its effect on the example shown while it is written. */
import type { TermView } from '@atalaia/monitor/api';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { severities } from '../ui/SeverityMark.tsx';
import { TermPreview } from './TermPreview.tsx';
import { draftOf, emptyDraft, fieldsOf, type TermDraft, useSaveTerm } from './terms.ts';

export function TermForm({ term, onDone }: { readonly term: TermView | null; readonly onDone: () => void }) {
  const { t } = useTranslation(['terms', 'ui']);
  const [draft, setDraft] = useState<TermDraft>(term === null ? emptyDraft : draftOf(term));
  const save = useSaveTerm();
  const put = (change: Partial<TermDraft>) => setDraft((old) => ({ ...old, ...change }));
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { id: term?.id ?? null, revision: term?.revision ?? null, term: fieldsOf(draft) },
          { onSuccess: onDone },
        );
      }}
    >
      <h2>{t(term === null ? 'form.new' : 'form.edit')}</h2>
      <Textarea
        label={t('form.words')}
        description={t('form.words-explained')}
        autosize
        minRows={2}
        required
        withAsterisk={false}
        autoFocus
        value={draft.words}
        onChange={(event) => put({ words: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('form.severity')}
        value={draft.severity}
        onChange={(event) => put({ severity: severities.find((one) => one === event.currentTarget.value) ?? 'medium' })}
        data={severities.map((severity) => ({ value: severity, label: t(`ui:severity.${severity}`) }))}
      />
      <NativeSelect
        label={t('form.from')}
        value={draft.from}
        onChange={(event) => put({ from: directions.find((one) => one === event.currentTarget.value) ?? 'both' })}
        data={directions.map((from) => ({ value: from, label: t(`from.${from}`) }))}
      />
      <Textarea
        label={t('form.except')}
        description={t('form.except-explained')}
        autosize
        minRows={1}
        value={draft.except}
        onChange={(event) => put({ except: event.currentTarget.value })}
      />
      <TextInput
        label={t('form.example')}
        description={t('form.example-explained')}
        required
        withAsterisk={false}
        maxLength={2000}
        value={draft.example}
        onChange={(event) => put({ example: event.currentTarget.value })}
      />
      <TermPreview fields={fieldsOf(draft)} />
      <TextInput
        label={t('form.note')}
        description={t('form.note-explained')}
        maxLength={500}
        value={draft.note}
        onChange={(event) => put({ note: event.currentTarget.value })}
      />
      <ProblemNote error={save.error} />
      <div className="form-buttons">
        <Button type="submit" loading={save.isPending}>
          {t('form.keep')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('ui:cancel')}
        </Button>
      </div>
    </form>
  );
}

const directions = ['both', 'agent', 'contact'] as const;

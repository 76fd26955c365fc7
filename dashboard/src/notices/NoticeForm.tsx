/** Writing a notice, with the bubble beside it as the contact will see it. */
import type { NoticeRow } from '@atalaia/monitor/api';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useDraft } from './notices.ts';
import { PhonePreview } from './PhonePreview.tsx';

interface NoticeFormProps {
  readonly number: string;
  readonly language: Language;
  /** The draft to go on with, or the notice in force; absent for the first one, which begins with the proposal. */
  readonly begun: NoticeRow | undefined;
  readonly proposal: { readonly chat: string; readonly long: string };
  readonly onDone: () => void;
}

export function NoticeForm({ number, language, begun, proposal, onDone }: NoticeFormProps) {
  const { t } = useTranslation('notices');
  const [words, setWords] = useState(begun ?? proposal);
  const [material, setMaterial] = useState(begun?.state === 'draft' ? begun.material : true);
  const draft = useDraft();
  return (
    <form
      className="notice"
      onSubmit={(event) => {
        event.preventDefault();
        const { chat, long } = words;
        draft.mutate({ id: number, language, material, chat, long }, { onSuccess: onDone });
      }}
    >
      <PhonePreview text={words.chat} />
      <div className="notice-about notice-form">
        <h2>{t('form.title')}</h2>
        <Textarea
          label={t('form.chat')}
          description={t('form.chat-explained')}
          autosize
          minRows={4}
          maxRows={14}
          minLength={20}
          maxLength={8000}
          required
          withAsterisk={false}
          autoFocus
          value={words.chat}
          onChange={(event) => setWords({ ...words, chat: event.currentTarget.value })}
        />
        <Textarea
          label={t('form.long')}
          description={t('form.long-explained')}
          autosize
          minRows={4}
          maxRows={14}
          minLength={20}
          maxLength={20_000}
          required
          withAsterisk={false}
          value={words.long}
          onChange={(event) => setWords({ ...words, long: event.currentTarget.value })}
        />
        {begun && (
          <Checkbox
            label={t('form.material')}
            checked={material}
            onChange={(event) => setMaterial(event.currentTarget.checked)}
          />
        )}
        <ProblemNote error={draft.error} />
        <div className="form-buttons">
          <Button type="submit" loading={draft.isPending}>
            {t('form.keep')}
          </Button>
          <Button variant="default" onClick={() => setWords(proposal)}>
            {t('form.proposal')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('form.cancel')}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** The policy and the box to tick; in another language it is another text, read and ticked anew. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import './acknowledge.css';

interface PolicyFormProps {
  readonly text: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
}

export function PolicyForm({ text, pending, error, onConfirm }: PolicyFormProps) {
  const { t } = useTranslation('acknowledge');
  const [read, setRead] = useState(false);
  return (
    <form
      className="access-form"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm();
      }}
    >
      {/* A scrolled area must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1). */}
      <section className="policy-text" aria-label={t('text')} tabIndex={0}>
        {text}
      </section>
      <Checkbox label={t('read')} checked={read} onChange={(event) => setRead(event.currentTarget.checked)} />
      <ProblemNote error={error} />
      <Button type="submit" fullWidth disabled={!read} loading={pending}>
        {t('button')}
      </Button>
    </form>
  );
}

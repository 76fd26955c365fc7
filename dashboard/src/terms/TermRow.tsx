/** One company term in the list. */
import type { TermView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { shortTime } from '../ui/time.ts';

interface TermRowProps {
  readonly term: TermView;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

export function TermRow({ term, onEdit, onRemove }: TermRowProps) {
  const { t, i18n } = useTranslation('terms');
  const words = term.words.join(' · ');
  return (
    <li className="row">
      <SeverityMark severity={term.severity} />
      <div className="row-main">
        <strong dir="auto">{words}</strong>
        <div className="quiet small">
          {t(`from.${term.from ?? 'both'}`)}
          {term.except.length > 0 && ` · ${t('except-of', { words: term.except.join(' · ') })}`} ·{' '}
          {t('revision', { revision: term.revision, by: term.by, at: shortTime(term.createdAt, i18n.language) })}
        </div>
      </div>
      <Button variant="default" aria-label={t('edit-of', { words })} onClick={onEdit}>
        {t('edit')}
      </Button>
      <Button variant="subtle" aria-label={t('remove-of', { words })} onClick={onRemove}>
        {t('remove.button')}
      </Button>
    </li>
  );
}

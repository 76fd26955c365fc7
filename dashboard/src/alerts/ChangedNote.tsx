/** Says that an opened alert has changed meanwhile; reading it again is left to the person, because it is recorded. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveNews } from '../app/Live.tsx';

interface ChangedNoteProps {
  readonly alert: string;
  readonly onAgain: () => void;
}

/** Give it a key that changes with each reading. */
export function ChangedNote({ alert, onAgain }: ChangedNoteProps) {
  const { t } = useTranslation('alerts');
  const [changed, setChanged] = useState(false);
  useLiveNews((news) => {
    if ((news.kind === 'alert-joined' || news.kind === 'alert-decided') && news.id === alert) setChanged(true);
  });
  if (!changed) return null;
  return (
    <p className="changed" role="status">
      <span>{t('changed.sentence')}</span>
      <Button variant="default" onClick={onAgain}>
        {t('changed.again')}
      </Button>
    </p>
  );
}

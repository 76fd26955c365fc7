/** For ten seconds after a decision: what was decided, and a way back. */
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/Kbd.tsx';
import { useAnnounce } from '../ui/LiveRegion.tsx';
import type { Decided } from './decisions.ts';

interface UndoNoteProps {
  readonly decided: Decided | null;
  readonly onUndo: () => void;
}

export function UndoNote({ decided, onUndo }: UndoNoteProps) {
  const { t } = useTranslation('alerts');
  const announce = useAnnounce();
  const sentence = decided && t(`done.${decided.decision}`, { count: decided.alerts.length });
  useEffect(() => {
    if (sentence !== null) announce(sentence);
  }, [sentence, announce]);
  if (sentence === null) return null;
  return (
    <div className="undo">
      <span>{sentence}</span>
      <Button variant="subtle" onClick={onUndo} aria-keyshortcuts="U">
        {t('done.undo')}
        <Kbd>U</Kbd>
      </Button>
    </div>
  );
}

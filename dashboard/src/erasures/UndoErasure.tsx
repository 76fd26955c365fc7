/** While the undo window is open: how long it still is, and the way back. */
import type { ErasureView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../ui/Age.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { timeLeft } from '../ui/time.ts';
import { useTimes } from '../ui/zone.tsx';
import { useUndoErasure } from './erasures.ts';

export function UndoErasure({ erasure }: { readonly erasure: ErasureView }) {
  const { t, i18n } = useTranslation('erasures');
  const times = useTimes();
  const [asking, setAsking] = useState(false);
  const undo = useUndoErasure();
  const now = useNow(10_000);
  if (erasure.state !== 'confirmed' || erasure.undoUntil === null || erasure.undoUntil <= now) return null;
  const left = timeLeft(erasure.undoUntil - now, i18n.language);
  return (
    <section className="note">
      <p>
        <strong>{t('undo.left', { left })}</strong> {t('undo.until', { at: times.full(erasure.undoUntil) })}
      </p>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('undo.button')}
      </Button>
      <ReasonDialog
        open={asking}
        title={t('undo.title')}
        lead={t('undo.lead')}
        button={t('undo.button')}
        busy={undo.isPending}
        error={undo.error}
        onDecide={(reason) => undo.mutate({ id: erasure.id, reason }, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

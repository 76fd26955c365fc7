/** Marks a person's chats as private, or takes it back. */
import type { PersonDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useMarkPrivate } from './person.ts';

export function PrivateChats({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('people');
  const [open, setOpen] = useState(false);
  const mark = useMarkPrivate();
  const isPrivate = person.notice === 'excluded';
  // Restricted, suppressed or being erased: that goes before.
  const settled = person.notice === 'restricted' || person.notice === 'suppressed' || person.notice === 'locked';
  if (settled) return null;
  const title = t(isPrivate ? 'private.undo' : 'private.mark');
  return (
    <section className="person-act">
      <Button variant="default" onClick={() => setOpen(true)}>
        {title}
      </Button>
      {mark.data && <output className="small quiet"> {t(`private.${mark.data.kind}`)}</output>}
      <ReasonDialog
        open={open}
        title={title}
        lead={t(isPrivate ? 'private.undo-lead' : 'private.mark-lead')}
        button={t('save')}
        busy={mark.isPending}
        error={mark.error}
        onDecide={(reason) =>
          mark.mutate({ id: person.id, private: !isPrivate, reason }, { onSuccess: () => setOpen(false) })
        }
        onClose={() => setOpen(false)}
      />
    </section>
  );
}

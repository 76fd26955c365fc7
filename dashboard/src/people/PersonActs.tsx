/** What may be done about a person, by what the reader may do; each act says first what follows from it. */
import type { PersonDetail, PersonRights } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { EraseDialog } from '../erasures/EraseDialog.tsx';
import { ExportDialog } from '../exports/ExportDialog.tsx';
import { HoldDialog } from '../holds/HoldDialog.tsx';
import { EnterRequestDialog } from '../requests/EnterRequestDialog.tsx';
import { ShareDialog } from '../shares/ShareDialog.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { isLocked, usePersonActs } from './person-rights.ts';

interface PersonActsProps {
  readonly person: PersonDetail;
  readonly rights: PersonRights;
}

type Open = 'export' | 'share' | 'request' | 'correct' | 'restrict' | 'object' | 'hold' | 'erase' | 'anonymise';

export function PersonActs({ person, rights }: PersonActsProps) {
  const { t } = useTranslation(['people', 'rights']);
  const { acts } = useMe();
  const [open, setOpen] = useState<Open | null>(null);
  const { restrict, object } = usePersonActs();
  const close = () => setOpen(null);
  const { id } = person;
  const restricted = person.notice === 'restricted';
  const done = restrict.data ?? object.data;
  if (isLocked(person)) return <p className="danger-note">{t('acts.locked')}</p>;
  const offered = [
    { act: 'export', may: acts.includes('person:export') },
    { act: 'share', may: acts.includes('share:make') && rights.portal },
    { act: 'request', may: acts.includes('request:answer') },
    { act: 'correct', may: acts.includes('person:correct') },
    { act: 'restrict', may: acts.includes('person:restrict') },
    { act: 'object', may: acts.includes('person:restrict') && person.notice !== 'suppressed' },
    { act: 'hold', may: acts.includes('hold:place') },
    { act: 'anonymise', may: acts.includes('person:erase') },
    { act: 'erase', may: acts.includes('person:erase') },
  ] as const;
  return (
    <section>
      <h2 className="section-title">{t('acts.title')}</h2>
      <div className="person-acts">
        {offered
          .filter(({ may }) => may)
          .map(({ act }) => (
            <Button
              key={act}
              variant={act === 'export' ? 'filled' : 'default'}
              {...(act === 'erase' && { color: 'red', variant: 'outline' })}
              onClick={() => setOpen(act)}
            >
              {t(act === 'restrict' && restricted ? 'acts.release' : `acts.${act}`)}
            </Button>
          ))}
      </div>
      {done && <output className="small quiet">{t(`private.${done.kind}`)}</output>}
      {acts.includes('share:make') && !rights.portal && <p className="small quiet">{t('rights:share.no-portal')}</p>}
      <ExportDialog person={id} language={rights.language} open={open === 'export'} onClose={close} />
      <ShareDialog person={id} language={rights.language} open={open === 'share'} onClose={close} />
      <EnterRequestDialog person={id} open={open === 'request'} onClose={close} />
      <CorrectDialog person={id} message={null} open={open === 'correct'} onClose={close} />
      <HoldDialog scope={{ kind: 'person', person: id }} open={open === 'hold'} onClose={close} />
      <EraseDialog
        scope={{ kind: 'person', person: id }}
        anonymise={open === 'anonymise'}
        open={open === 'erase' || open === 'anonymise'}
        onClose={close}
      />
      <ReasonDialog
        open={open === 'restrict'}
        title={t(restricted ? 'acts.release' : 'acts.restrict')}
        lead={t(restricted ? 'acts.release-lead' : 'acts.restrict-lead')}
        button={t('save')}
        busy={restrict.isPending}
        error={restrict.error}
        onDecide={(reason) => restrict.mutate({ id, restricted: !restricted, reason }, { onSuccess: close })}
        onClose={close}
      />
      <ReasonDialog
        open={open === 'object'}
        title={t('acts.object')}
        lead={t('acts.object-lead')}
        button={t('save')}
        busy={object.isPending}
        error={object.error}
        onDecide={(reason) => object.mutate({ id, reason }, { onSuccess: close })}
        onClose={close}
      />
    </section>
  );
}

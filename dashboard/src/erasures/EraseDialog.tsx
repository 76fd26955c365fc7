/** Erasing, or anonymising: first what would be lost, what stays and why, and what stands in the way; then the reason. Cancel has the focus. */
import type { ErasurePreview, ScopeView } from '@atalaia/monitor/api';
import { Button, Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { ErasureDifferences, isStale } from './ErasureDifferences.tsx';
import { ErasureHindrances, hindered } from './ErasureHindrances.tsx';
import { ErasureLosses } from './ErasureLosses.tsx';
import { useErase, usePreview } from './erasures.ts';
import '../rights/rights.css';

interface EraseDialogProps {
  readonly scope: ScopeView;
  /** Of a whole person only: the figures stay, the person goes. */
  readonly anonymise?: boolean;
  /** The request that it answers. */
  readonly request?: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function EraseDialog({ open, onClose, ...form }: EraseDialogProps) {
  const { t } = useTranslation('erasures');
  const { scope, anonymise = false } = form;
  return (
    <Dialog open={open} wide title={t(anonymise ? 'title.anonymise' : `title.${scope.kind}`)} onClose={onClose}>
      <EraseForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function EraseForm({ scope, anonymise = false, request, onClose }: Omit<EraseDialogProps, 'open'>) {
  const { t } = useTranslation('erasures');
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [objected, setObjected] = useState(false);
  const [despite, setDespite] = useState(false);
  const preview = usePreview(scope);
  // What was confirmed and refused, until it was looked at what is different now.
  const [refused, setRefused] = useState<ErasurePreview>();
  const { erase, anonymise: anonymising } = useErase();
  const shown = preview.data;
  const act = anonymise ? anonymising : erase;
  const follow = {
    onSuccess: ({ id }: { id: string }) => void navigate({ to: '/erasures/$erasure', params: { erasure: id } }),
    onError: (error: unknown) => {
      if (!isStale(error)) return;
      setRefused(shown);
      void preview.refetch();
    },
  };
  const stopped = shown !== undefined && hindered(shown, despite && !anonymise);
  const confirm = () => {
    if (!shown || refused) return;
    const { token } = shown;
    if (anonymise && scope.kind === 'person') anonymising.mutate({ id: scope.person, reason, token }, follow);
    else {
      const limits = { objected, despiteLimitation: despite };
      erase.mutate({ scope, reason, token, request: request ?? null, ...limits }, follow);
    }
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <p>{t(anonymise ? 'lead.anonymise' : 'lead.erase')}</p>
      {preview.isPending && <SkeletonRows />}
      <ProblemNote error={preview.error} />
      {shown && (
        <>
          <ErasureLosses preview={shown} anonymise={anonymise} whole={scope.kind === 'person'} />
          <ErasureHindrances preview={shown} despite={despite} onDespite={setDespite} mayOverride={!anonymise} />
          {scope.kind === 'person' && !anonymise && (
            <Checkbox
              label={t('objected')}
              description={t('objected-explained')}
              checked={objected}
              onChange={(event) => setObjected(event.currentTarget.checked)}
            />
          )}
          <ReasonField value={reason} onChange={setReason} />
          <p className="small">{shown.undoHours > 0 ? t('undo-hours', { count: shown.undoHours }) : t('undo-none')}</p>
        </>
      )}
      {refused && shown && !preview.isFetching && preview.error === null && (
        <ErasureDifferences confirmed={refused} now={shown} onSeen={() => setRefused(undefined)} />
      )}
      <ProblemNote error={isStale(act.error) ? null : act.error} />
      <DialogButtons
        button={t(anonymise ? 'button.anonymise' : 'button.erase')}
        busy={act.isPending}
        danger
        disabled={!shown || stopped || refused !== undefined || preview.isFetching}
        onCancel={onClose}
      >
        {(stopped || act.error !== null || preview.error !== null) && (
          <Button variant="subtle" loading={preview.isFetching} onClick={() => void preview.refetch()}>
            {t('preview-again')}
          </Button>
        )}
      </DialogButtons>
    </form>
  );
}

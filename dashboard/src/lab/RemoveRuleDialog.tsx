/** Removing a rule of the company stops it at once; what it found stays with the version that found it. */
import type { CompanyRuleView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTranslated } from '../ui/translated.ts';
import { useRemoveRule } from './company-rules.ts';

interface RemoveRuleDialogProps {
  readonly rule: CompanyRuleView | null;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

export function RemoveRuleDialog({ rule, onClose, onRemoved }: RemoveRuleDialogProps) {
  const { t } = useTranslation(['lab', 'ui']);
  const translated = useTranslated();
  const remove = useRemoveRule();
  return (
    <Dialog open={rule !== null} title={t('remove.title')} onClose={onClose}>
      <p dir="auto">
        <strong>{rule && translated(rule.title)}</strong>
      </p>
      <p>{t('remove.text')}</p>
      <ProblemNote error={remove.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button
          color="red"
          loading={remove.isPending}
          onClick={() => rule && remove.mutate({ id: rule.id }, { onSuccess: onRemoved })}
        >
          {t('save.remove')}
        </Button>
      </div>
    </Dialog>
  );
}

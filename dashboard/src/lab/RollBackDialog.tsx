/** Going back to an earlier version: says what would change before it does, and that files are not followed meanwhile. */
import type { VersionRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { shortTime } from '../ui/time.ts';
import { useRollBack } from './versions.ts';

export function RollBackDialog({
  version,
  onClose,
}: {
  readonly version: VersionRow | null;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation(['lab', 'ui']);
  const rollBack = useRollBack();
  const diff = useQuery({
    ...api.rules.diff.queryOptions({ input: { id: version?.id ?? '' } }),
    enabled: version !== null,
  });
  const counts = Map.groupBy(diff.data?.changes ?? [], ({ kind }) => kind);
  const count = (kind: 'added' | 'removed' | 'changed') => counts.get(kind)?.length ?? 0;
  const at = version ? `${shortTime(version.activatedAt, i18n.language)} (${version.short})` : '';
  return (
    <Dialog open={version !== null} title={t('back.title', { at })} onClose={onClose}>
      {diff.data && (
        <p>{t('back.effect', { added: count('added'), removed: count('removed'), changed: count('changed') })}</p>
      )}
      <p>{t('back.text')}</p>
      <ProblemNote error={rollBack.error ?? diff.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button
          loading={rollBack.isPending}
          onClick={() => version && rollBack.mutate({ id: version.id }, { onSuccess: onClose })}
        >
          {t('versions.return')}
        </Button>
      </div>
    </Dialog>
  );
}

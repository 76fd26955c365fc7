/** After a refusal: nothing was erased, what is different from what was confirmed, and that it is to be looked at first. */
import type { ErasurePreview } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ServerProblem } from '../api/problem.ts';

interface ErasureDifferencesProps {
  /** What was confirmed. */
  readonly confirmed: ErasurePreview;
  /** What would be erased now. */
  readonly now: ErasurePreview;
  readonly onSeen: () => void;
}

/** Whether a new preview shows why this was refused. */
export function isStale(error: unknown): boolean {
  return error instanceof ServerProblem && stale.has(error.code);
}

const stale: ReadonlySet<string> = new Set(['changed-meanwhile', 'on-hold', 'doubts-open', 'limitation-runs']);

export function ErasureDifferences({ confirmed, now, onSeen }: ErasureDifferencesProps) {
  const { t } = useTranslation('erasures');
  const differences = differencesOf(confirmed, now);
  return (
    <div className="danger-note" role="alert">
      <p>
        <strong>{t('since.title')}</strong>
      </p>
      {differences.length === 0 && <p>{t('since.other')}</p>}
      <ul>
        {differences.map((difference) => (
          <li key={difference}>{t(`since.${difference}`)}</li>
        ))}
      </ul>
      <Button variant="default" onClick={onSeen}>
        {t('since.seen')}
      </Button>
    </div>
  );
}

/** New messages are none: they go with the rest. */
function differencesOf(before: ErasurePreview, now: ErasurePreview) {
  const idsOf = (all: readonly { readonly id: string }[]) => JSON.stringify(all.map(({ id }) => id).toSorted());
  const differs = {
    hold: now.holds.some(({ id }) => before.holds.every((one) => one.id !== id)),
    doubt: now.doubts > before.doubts,
    limitation: now.limitation !== null && before.limitation === null,
    evidence: now.stays.evidence !== before.stays.evidence,
    request: now.goes.requests !== before.goes.requests,
    persons: idsOf(now.persons) !== idsOf(before.persons),
    undo: now.undoHours !== before.undoHours,
  };
  return (Object.keys(differs) as (keyof typeof differs)[]).filter((difference) => differs[difference]);
}

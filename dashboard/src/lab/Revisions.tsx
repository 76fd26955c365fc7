/** Every text that a company's rule had, what differs from the one on the bench, and the way back to it. */
import type { CompanyRuleRevision, CompanyRuleView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { shortTime } from '../ui/time.ts';
import { useRestoreRule } from './company-rules.ts';
import { YamlChanges } from './YamlChanges.tsx';

interface RevisionsProps {
  readonly kept: CompanyRuleView;
  /** As it stands on the bench. */
  readonly text: string;
  readonly onRestored: (rule: CompanyRuleView) => void;
}

export function Revisions({ kept, text, onRestored }: RevisionsProps) {
  const { t } = useTranslation('lab');
  const revisions = useQuery(api.companyRules.revisions.queryOptions({ input: { id: kept.id } }));
  const restore = useRestoreRule();
  const goBack = ({ revision }: CompanyRuleRevision) =>
    restore.mutate(
      { id: kept.id, revision },
      { onSuccess: (answer) => answer.kind === 'saved' && onRestored(answer.rule) },
    );
  return (
    <section>
      <h2 className="section-title">{t('revisions.title')}</h2>
      {revisions.isPending && <SkeletonRows />}
      {revisions.error && <ErrorState error={revisions.error} onRetry={() => void revisions.refetch()} />}
      <ProblemNote error={restore.error} />
      {restore.data?.kind === 'refused' && (
        <p className="problem-note" role="alert">
          {t('revisions.refused')}
        </p>
      )}
      <ul className="rows changes lined">
        {revisions.data?.revisions.map((one) => (
          <li key={one.revision}>
            <Revision one={one} text={text} busy={restore.isPending} onReturn={() => goBack(one)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RevisionProps {
  readonly one: CompanyRuleRevision;
  readonly text: string;
  readonly busy: boolean;
  readonly onReturn: () => void;
}

function Revision({ one, text, busy, onReturn }: RevisionProps) {
  const { t, i18n } = useTranslation('lab');
  const [open, setOpen] = useState(false);
  const { revision, by, createdAt, inForce, yaml } = one;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="row-main">
          {t('revisions.one', { revision, by, at: shortTime(createdAt, i18n.language) })}
        </span>
        {inForce && <span className="tag">{t('revisions.newest')}</span>}
      </summary>
      {open && (
        <div className="revision">
          <p className="quiet small">{t(yaml === text ? 'revisions.same' : 'revisions.differs')}</p>
          <YamlChanges before={yaml} after={text} />
          {!inForce && (
            <Button variant="default" disabled={busy} onClick={onReturn}>
              {t('revisions.return')}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}

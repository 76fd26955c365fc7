/** The rules in force: every pack and rule with its reason, and a place to try them on a text. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useLanguage } from '../i18n/texts.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { PackCard } from './PackCard.tsx';
import { PackProblems } from './PackProblems.tsx';
import { groupPacks } from './packs.ts';
import { TryRules } from './TryRules.tsx';
import '../ui/forms.css';
import '../conversation/conversation.css';
import './rules.css';

export function RulesPage() {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const queryClient = useQueryClient();
  const rules = useQuery(api.rules.list.queryOptions());
  useLiveNews((news) => {
    if (news.kind === 'rules-changed' || news.kind === 'missed') {
      void queryClient.invalidateQueries({ queryKey: api.rules.list.key() });
    }
  });
  const titles = new Map(
    rules.data?.packs.flatMap((pack) => pack.rules.map((rule) => [rule.ref, rule.title[language]] as const)),
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <TryRules titles={titles} />
      {rules.isPending && <SkeletonRows />}
      {rules.error && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && (
        <>
          {rules.data.problems.length > 0 && <PackProblems problems={rules.data.problems} />}
          <h2 className="section-title">{t('packs')}</h2>
          {groupPacks(rules.data.packs, language).map((pack) => (
            <PackCard key={pack.id} pack={pack} />
          ))}
          <p className="quiet small">
            {t('version')} <span className="code">{rules.data.version}</span>
          </p>
        </>
      )}
    </Page>
  );
}

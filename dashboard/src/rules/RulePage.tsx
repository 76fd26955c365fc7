/** One rule: what it is for, whether it runs, what it was worth, and what it should leave alone. */
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useLanguage } from '../i18n/texts.ts';
import { useCompanyRules } from '../lab/company-rules.ts';
import { LabPage } from '../lab/LabPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { useTranslated } from '../ui/translated.ts';
import { Exceptions } from './Exceptions.tsx';
import { groupPacks } from './packs.ts';
import { RuleFacts } from './RuleFacts.tsx';
import { RuleModeControl } from './RuleModeControl.tsx';
import { RuleWorth } from './RuleWorth.tsx';
import { useFigures, useRules } from './rules.ts';

export function RulePage() {
  const { t } = useTranslation('lab');
  const translated = useTranslated();
  const language = useLanguage();
  const { acts } = useMe();
  const { pack = '', rule: name = '' } = useParams({ strict: false });
  const rules = useRules();
  const figures = useFigures().data;
  const ref = `${pack}/${name}`;
  const rule = groupPacks(rules.data?.packs ?? [], language)
    .flatMap((group) => group.rules)
    .find((one) => one.ref === ref);
  const held = rules.data?.pinned != null;
  return (
    <LabPage title={rule ? translated(rule.title) : t('rule.title')} lead={rule && translated(rule.why)}>
      {rules.isPending && <SkeletonRows />}
      {rules.error && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && !rule && (
        <EmptyState title={t('rule.unknown')}>
          <Link to="/rules">{t('rule.all')}</Link>
        </EmptyState>
      )}
      {rule && (
        <>
          <RuleModeControl rule={rule} held={held} />
          {pack === 'company' && <WrittenHere reference={rule.ref} />}
          <RuleFacts rule={rule} />
          {figures && (
            <RuleWorth figures={figures.rules.find((one) => one.rule === ref)} marksOnly={rule.effect === 'tag'} />
          )}
          {acts.includes('rule:change') && <Exceptions key={rule.ref} rule={rule} held={held} />}
        </>
      )}
    </LabPage>
  );
}

/** The way to where a rule or a term of the company is changed, for those who may. */
function WrittenHere({ reference }: { readonly reference: string }) {
  const { t } = useTranslation('lab');
  const { acts } = useMe();
  const rules = useCompanyRules(acts.includes('rule:change'));
  const written = rules.data?.rules.find(({ ref }) => ref === reference);
  if (!rules.data) return null;
  return (
    <p>
      {written ? (
        <Link to="/lab/write" search={{ rule: written.id }}>
          {t('rule.change')}
        </Link>
      ) : (
        <Link to="/terms">{t('rule.change-term')}</Link>
      )}
    </p>
  );
}

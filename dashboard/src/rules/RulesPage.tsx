/** Every rule with its mode and what it was worth, and a place to try those in force on a text. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useLanguage } from '../i18n/texts.ts';
import { LabPage } from '../lab/LabPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LongList } from '../ui/LongList.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { PackLine } from './PackLine.tsx';
import { PackProblems } from './PackProblems.tsx';
import { groupPacks, packLines, type RuleFilter } from './packs.ts';
import { RuleLine } from './RuleLine.tsx';
import { useFigures, useRules } from './rules.ts';
import { TotalFigures } from './TotalFigures.tsx';
import { TryRules } from './TryRules.tsx';
import '../conversation/conversation.css';

const modes = ['all', 'on', 'shadow', 'off', 'changed'] as const;
const allThereIs = () => undefined;

export function RulesPage() {
  const { t } = useTranslation(['rules', 'lab']);
  const language = useLanguage();
  const { acts } = useMe();
  const rules = useRules();
  const figures = useFigures().data;
  const [filter, setFilter] = useState<RuleFilter>({ words: '', mode: 'all' });
  const ofRule = new Map(figures?.rules.map((one) => [one.rule, one]));
  const titles = new Map(
    rules.data?.packs.flatMap((pack) => pack.rules.map((rule) => [rule.ref, rule.title[language]] as const)),
  );
  const lines = rules.data ? packLines(groupPacks(rules.data.packs, language), filter, language) : [];
  const held = rules.data?.pinned != null;
  return (
    <LabPage title={t('rules:title')} lead={t('rules:lead')}>
      {rules.isPending && <SkeletonRows />}
      {rules.error && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && (
        <>
          {rules.data.problems.length > 0 && <PackProblems problems={rules.data.problems} />}
          {figures && <TotalFigures totals={figures.totals} reviewTime={figures.reviewTime} />}
          <search className="rule-filter">
            <TextInput
              label={t('lab:filter.words')}
              value={filter.words}
              onChange={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('lab:filter.mode')}
              value={filter.mode}
              onChange={(event) =>
                setFilter({ ...filter, mode: modes.find((one) => one === event.currentTarget.value) ?? 'all' })
              }
              data={modes.map((value) => ({ value, label: t(`lab:filter.${value}`) }))}
            />
          </search>
          {lines.length === 0 ? (
            <EmptyState title={t('lab:filter.none')} />
          ) : (
            <LongList label={t('rules:packs')} rows={lines} keyOf={({ key }) => key} onNearEnd={allThereIs}>
              {(line) =>
                line.kind === 'pack' ? (
                  <PackLine pack={line.pack} shown={line.shown} held={held} />
                ) : (
                  <RuleLine rule={line.rule} figures={ofRule.get(line.rule.ref)} held={held} />
                )
              }
            </LongList>
          )}
          <p className="quiet small">
            {t('rules:version')} <span className="code">{rules.data.version}</span>
          </p>
          {acts.includes('term:change') && <TryRules titles={titles} />}
        </>
      )}
    </LabPage>
  );
}

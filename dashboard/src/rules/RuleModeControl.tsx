/** The mode of one rule, with the way back to what its file says; in words only where it cannot be changed here. */
import type { ModeView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTranslated } from '../ui/translated.ts';
import { ModeControl } from './ModeControl.tsx';
import type { RuleOfPack } from './packs.ts';
import { useSetMode } from './rules.ts';

/** Rules that the company wrote carry their mode with them and have no file to differ from. */
const companyPack = 'company/';

export function RuleModeControl({ rule, held }: { readonly rule: RuleOfPack; readonly held: boolean }) {
  const { t } = useTranslation('lab');
  const title = useTranslated()(rule.title);
  const mayChange = useMe().acts.includes('rule:change');
  const setMode = useSetMode();
  const ofCompany = rule.ref.startsWith(companyPack);
  const choose = (mode: ModeView | 'default') => setMode.mutate({ target: rule.ref, mode });
  return (
    <div className="rule-mode">
      {mayChange && !held && !ofCompany ? (
        <ModeControl name={title} mode={rule.mode} busy={setMode.isPending} onChoose={choose} />
      ) : (
        <span className="tag">{t(`mode.${rule.mode}`)}</span>
      )}
      {rule.changed && !ofCompany && (
        <span className="small quiet">
          {t('mode.changed')}{' '}
          {mayChange && !held && (
            <Button variant="subtle" size="compact-xs" onClick={() => choose('default')}>
              {t('mode.default')}
            </Button>
          )}
        </span>
      )}
      <ProblemNote error={setMode.error} />
    </div>
  );
}

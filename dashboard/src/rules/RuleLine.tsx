/** One rule in the list: how grave, what it finds, what it was worth, whether it runs. */
import type { RuleFigures } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { useTranslated } from '../ui/translated.ts';
import { FigureLine } from './FigureLine.tsx';
import type { RuleOfPack } from './packs.ts';
import { RuleModeControl } from './RuleModeControl.tsx';

interface RuleLineProps {
  readonly rule: RuleOfPack;
  readonly figures: RuleFigures | undefined;
  /** An earlier version is held: nothing can be changed. */
  readonly held: boolean;
}

export function RuleLine({ rule, figures, held }: RuleLineProps) {
  const { t } = useTranslation('lab');
  const translated = useTranslated();
  const [pack = '', name = ''] = rule.ref.split('/');
  return (
    <div className="rule-line">
      <SeverityMark severity={rule.severity} brief />
      <div className="rule-line-main">
        <Link to="/rules/$pack/$rule" params={{ pack, rule: name }} className="rule-line-title">
          {translated(rule.title)}
        </Link>
        <div className="quiet small">
          {t(`kind.${rule.kind}`)}
          {rule.audience === 'dpo' && ` · ${t('audience.dpo')}`}
          {rule.exceptions.length > 0 && ` · ${t('exceptions.count', { count: rule.exceptions.length })}`}
          {' · '}
          <FigureLine figures={figures} marksOnly={rule.effect === 'tag'} />
        </div>
      </div>
      <RuleModeControl rule={rule} held={held} />
    </div>
  );
}

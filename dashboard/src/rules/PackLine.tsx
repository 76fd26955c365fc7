/** A pack's heading in the list: what it is about, in which languages, how many rules, and one mode for all of them. */
import type { ModeView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useLanguage } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ModeControl } from './ModeControl.tsx';
import type { PackGroup } from './packs.ts';
import { useSetMode } from './rules.ts';

interface PackLineProps {
  readonly pack: PackGroup;
  readonly shown: number;
  readonly held: boolean;
}

export function PackLine({ pack, shown, held }: PackLineProps) {
  const { t } = useTranslation(['lab', 'rules']);
  const language = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const mayChange = useMe().acts.includes('rule:change') && !held && pack.id !== 'company';
  const setMode = useSetMode();
  const choose = (mode: ModeView | 'default') => setMode.mutate({ target: pack.id, mode });
  const title = pack.title[language];
  const said = pack.languages.map((tag) => (tag === 'any' ? t('rules:any-language') : (names.of(tag) ?? tag)));
  return (
    <div className="pack-line">
      <div className="rule-line-main">
        <h2>{title}</h2>
        <div className="quiet small">
          {said.join(', ')} · {t('rules:rules', { count: shown })}
        </div>
      </div>
      {mayChange && (
        <div className="rule-mode">
          <ModeControl
            name={t('mode.whole', { name: title })}
            mode={modeOfAll(pack)}
            busy={setMode.isPending}
            onChoose={choose}
          />
          {pack.mode !== null && (
            <Button variant="subtle" size="compact-xs" onClick={() => choose('default')}>
              {t('mode.default-pack')}
            </Button>
          )}
          <ProblemNote error={setMode.error} />
        </div>
      )}
    </div>
  );
}

/** The mode that all its rules are in; null if they are not in the same. */
function modeOfAll({ rules }: PackGroup): ModeView | null {
  const [first, ...others] = new Set(rules.map(({ mode }) => mode));
  return first !== undefined && others.length === 0 ? first : null;
}

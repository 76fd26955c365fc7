/** Changes between two rule sets: closed they say which rules, opened how their text changed. */
import type { RuleChangeView } from '@atalaia/monitor/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { YamlChanges } from './YamlChanges.tsx';

const marks = { added: '+', removed: '−', changed: '±' } as const;

export function RuleChanges({ changes }: { readonly changes: readonly RuleChangeView[] }) {
  const { t } = useTranslation('lab');
  if (changes.length === 0) return <p role="status">{t('diff.none')}</p>;
  return (
    <ul className="rows changes lined">
      {changes.map((change) => (
        <li key={`${change.rule} ${change.language}`}>
          <Change change={change} />
        </li>
      ))}
    </ul>
  );
}

/** The text is compared when it is opened: a first version has hundreds of rules. */
function Change({ change }: { readonly change: RuleChangeView }) {
  const { t } = useTranslation('lab');
  const [open, setOpen] = useState(false);
  const { rule, language, kind, before, after } = change;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={`change change-${kind}`}>
          <span aria-hidden="true">{marks[kind]}</span> {t(`diff.${kind}`)}
        </span>
        <span className="code">{rule}</span>
        {language !== 'any' && <span className="quiet small">{language}</span>}
      </summary>
      {open && <YamlChanges before={before ?? ''} after={after ?? ''} />}
    </details>
  );
}

/** Keeping a rule: as a draft that does nothing, on trial where it is counted only, or in force; switching it off, removing it. */
import type { CompanyRuleView, PackView, RuleProblemView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useSaveRule } from './company-rules.ts';
import { RemoveRuleDialog } from './RemoveRuleDialog.tsx';

interface SaveBarProps {
  readonly kept: CompanyRuleView | null;
  readonly justSaved: boolean;
  /** The text is another than the kept one. */
  readonly changed: boolean;
  readonly text: string;
  readonly language: PackView['language'];
  readonly onSaved: (id: string) => void;
  readonly onRemoved: () => void;
}

const modes = ['draft', 'shadow', 'on', 'off'] as const;

export function SaveBar({ kept, justSaved, changed, text, language, onSaved, onRemoved }: SaveBarProps) {
  const { t } = useTranslation('lab');
  const save = useSaveRule();
  const [removing, setRemoving] = useState(false);
  const refused = save.data?.kind === 'refused' ? save.data.problems : [];
  const keep = (mode: (typeof modes)[number]) =>
    save.mutate(
      { id: kept?.id ?? null, revision: kept?.revision ?? null, yaml: text, language, mode },
      { onSuccess: (answer) => answer.kind === 'saved' && onSaved(answer.rule.id) },
    );
  const shown = modes.filter((mode) => (kept === null ? mode !== 'off' : changed || mode !== kept.mode));
  // On trial first: a rule raises alerts once its hits were seen.
  const primary = shown.includes('shadow') ? 'shadow' : 'on';
  return (
    <section className="save-bar" aria-label={t('save.title')}>
      {kept && <State kept={kept} changed={changed} spoken={justSaved || save.data?.kind === 'saved'} />}
      <div className="form-buttons">
        {shown.map((mode) => (
          <Button
            key={mode}
            variant={mode === primary ? 'filled' : 'default'}
            loading={save.isPending && save.variables.mode === mode}
            disabled={save.isPending}
            onClick={() => keep(mode)}
          >
            {t(`save.${mode}`)}
          </Button>
        ))}
        {kept && (
          <Button variant="subtle" onClick={() => setRemoving(true)}>
            {t('save.remove')}
          </Button>
        )}
      </div>
      <p className="quiet small">{t('save.explained')}</p>
      <ProblemNote error={save.error} />
      {refused.length > 0 && <Refused problems={refused} />}
      <RemoveRuleDialog rule={removing ? kept : null} onClose={() => setRemoving(false)} onRemoved={onRemoved} />
    </section>
  );
}

interface StateProps {
  readonly kept: CompanyRuleView;
  readonly changed: boolean;
  /** Takes the focus: the button that was pressed is gone. */
  readonly spoken: boolean;
}

function State({ kept, changed, spoken }: StateProps) {
  const { t } = useTranslation('lab');
  const line = useRef<HTMLParagraphElement>(null);
  const { revision } = kept;
  useEffect(() => {
    if (spoken && revision > 0) line.current?.focus();
  }, [spoken, revision]);
  return (
    <p ref={line} tabIndex={-1} className="save-state">
      <span className="tag">{t(`mode.${kept.mode}`)}</span> {t(`save.is-${kept.mode}`, { revision })}
      {changed && <span className="quiet"> {t('save.changed')}</span>}
    </p>
  );
}

function Refused({ problems }: { readonly problems: readonly RuleProblemView[] }) {
  const { t } = useTranslation('lab');
  return (
    <div className="problem-note" role="alert">
      <p>{t('save.refused')}</p>
      <ul>
        {problems.map(({ line, column, message }) => (
          <li key={`${line}:${column}:${message}`}>
            <span className="code">{t('write.place', { line, column })}</span> <span lang="en">{message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

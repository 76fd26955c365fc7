/** The bench of one rule: its text, what the server says of it, lines to try it on, the archive, and keeping it. */
import type { CompanyRuleView, PackView } from '@atalaia/monitor/api';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/texts.ts';
import { useCheck } from './check.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { ReplayForm } from './ReplayForm.tsx';
import { ReplayOutcome } from './ReplayOutcome.tsx';
import { Revisions } from './Revisions.tsx';
import { SaveBar } from './SaveBar.tsx';
import { TestLines } from './TestLines.tsx';
import { type Template, templateOf, templates } from './templates.ts';
import { YamlEditor } from './YamlEditor.tsx';

interface RuleWriterProps {
  /** Null: a new rule. */
  readonly kept: CompanyRuleView | null;
  /** It was kept a moment ago, on this page. */
  readonly justSaved: boolean;
  readonly lines: string;
  readonly onLines: (lines: string) => void;
  readonly replay: string | undefined;
  readonly onReplay: (replay: string) => void;
  readonly onSaved: (id: string) => void;
  readonly onRemoved: () => void;
}

const ruleLanguages = ['any', 'pt-BR', 'en', 'es'] as const;

export function RuleWriter(props: RuleWriterProps) {
  const { t } = useTranslation(['lab', 'rules', 'shell']);
  const { kept } = props;
  const reader = useLanguage();
  const [template, setTemplate] = useState<Template>('words');
  const [text, setText] = useState(kept?.yaml ?? templateOf('words', reader));
  const [language, setLanguage] = useState<PackView['language']>(kept?.language ?? reader);
  const [from, setFrom] = useState<'agent' | 'contact' | undefined>(undefined);
  const check = useCheck({ rule: text, language, text: props.lines, from });
  const begun = kept?.yaml ?? templateOf(template, reader);
  const changed = text !== begun || (kept !== null && language !== kept.language);
  return (
    <>
      <div className="bench">
        <div className="bench-text">
          <div className="diff-choice">
            {kept === null && (
              <NativeSelect
                label={t('lab:write.template')}
                value={template}
                onChange={(event) => {
                  const next = templates.find((one) => one === event.currentTarget.value) ?? 'words';
                  setTemplate(next);
                  if (!changed) setText(templateOf(next, reader));
                }}
                data={templates.map((value) => ({ value, label: t(`lab:template.${value}`) }))}
              />
            )}
            <NativeSelect
              label={t('lab:write.language')}
              value={language}
              onChange={(event) => setLanguage(ruleLanguages.find((one) => one === event.currentTarget.value) ?? 'any')}
              data={ruleLanguages.map((value) => ({
                value,
                label: value === 'any' ? t('rules:any-language') : t(`shell:language.${value}`),
              }))}
            />
          </div>
          <YamlEditor text={text} onChange={setText} problems={check.problems} checked={check.settled} />
        </div>
        <TestLines lines={props.lines} onLines={props.onLines} from={from} onFrom={setFrom} check={check} />
      </div>
      <SaveBar
        kept={kept}
        justSaved={props.justSaved}
        changed={changed}
        text={text}
        language={language}
        onSaved={props.onSaved}
        onRemoved={props.onRemoved}
      />
      <section>
        <h2 className="section-title">{t('lab:write.replay')}</h2>
        <p className="quiet">{t('lab:write.replay-text')}</p>
        <ReplayForm what={check.usable ? { rule: text, language } : null} onStarted={props.onReplay} />
        {props.replay !== undefined && <ReplayOutcome key={props.replay} id={props.replay} />}
      </section>
      {kept && (
        <Revisions
          kept={kept}
          text={text}
          onRestored={(rule) => {
            setText(rule.yaml);
            setLanguage(rule.language);
          }}
        />
      )}
      <LeaveDialog unsaved={changed} />
    </>
  );
}

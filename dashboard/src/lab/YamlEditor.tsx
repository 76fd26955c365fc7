/** A rule's text with numbered lines; below it what is wrong, each problem a button that goes to its place. */
import type { RuleProblemView } from '@atalaia/monitor/api';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface YamlEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly problems: readonly RuleProblemView[];
  /** The problems are those of the text as it stands. */
  readonly checked: boolean;
}

const fewestLines = 20;

export function YamlEditor({ text, onChange, problems, checked }: YamlEditorProps) {
  const { t } = useTranslation('lab');
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = text.split('\n');
  const wrong = new Set(problems.map(({ line }) => line));
  const goTo = ({ line, column }: RuleProblemView) => {
    const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const start = Math.min(before + column - 1, text.length);
    area.current?.focus();
    area.current?.setSelectionRange(start, Math.max(start, before + (lines[line - 1]?.length ?? 0)));
  };
  return (
    <>
      <label htmlFor={id} className="editor-label">
        {t('write.text')}
      </label>
      <div className="editor">
        <ol aria-hidden="true">
          {lines
            .map((_, at) => at + 1)
            .map((line) => (
              <li key={line} data-wrong={wrong.has(line)}>
                {line}
              </li>
            ))}
        </ol>
        <textarea
          ref={area}
          id={id}
          rows={Math.max(fewestLines, lines.length + 1)}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          maxLength={50_000}
          aria-describedby={`${id}-problems`}
          aria-invalid={problems.length > 0}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <div id={`${id}-problems`} role="status" className="editor-problems" data-checked={checked}>
        {problems.length === 0 ? (
          <p className="quiet small">{t(checked ? 'write.fine' : 'write.checking')}</p>
        ) : (
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.line}:${problem.column}:${problem.message}`}>
                <button type="button" onClick={() => goTo(problem)}>
                  <span className="code">{t('write.place', { line: problem.line, column: problem.column })}</span>{' '}
                  <span lang="en">{problem.message}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

/** Pack files that could not be read: file, line, column, what was expected. The rules that ran before go on. */
import { useTranslation } from 'react-i18next';

interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export function PackProblems({ problems }: { readonly problems: readonly PackProblem[] }) {
  const { t } = useTranslation('rules');
  return (
    <section className="problem-note" role="alert">
      <h2>{t('problems.title')}</h2>
      <p>{t('problems.text')}</p>
      <ul>
        {problems.map(({ file, line, column, message }) => (
          <li key={`${file}:${line}:${column}:${message}`} lang="en">
            <span className="code">
              {file}:{line}:{column}
            </span>{' '}
            {message}
          </li>
        ))}
      </ul>
    </section>
  );
}

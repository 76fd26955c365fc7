/** Lines to try a rule on, one message each: those it marks are marked while either is typed. */
import { NativeSelect, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HitText } from '../conversation/HitText.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import type { Check, Written } from './check.ts';

interface TestLinesProps {
  readonly lines: string;
  readonly onLines: (lines: string) => void;
  readonly from: Written['from'];
  readonly onFrom: (from: Written['from']) => void;
  readonly check: Check;
}

const directions = ['both', 'agent', 'contact'] as const;

export function TestLines({ lines, onLines, from, onFrom, check }: TestLinesProps) {
  const { t } = useTranslation('lab');
  // A rule whose examples fail still marks lines, which shows why they fail; one that cannot be read marks none.
  const broken = check.problems.length > 0 && check.hits.length === 0;
  const tried = broken ? [] : linesOf(check);
  const marked = tried.filter(({ hits }) => hits.length > 0).length;
  return (
    <section className="bench-lines" aria-label={t('try.title')}>
      <NativeSelect
        label={t('try.from')}
        value={from ?? 'both'}
        onChange={(event) => {
          const chosen = directions.find((one) => one === event.currentTarget.value) ?? 'both';
          onFrom(chosen === 'both' ? undefined : chosen);
        }}
        data={directions.map((value) => ({ value, label: t(`try.from-${value}`) }))}
      />
      <Textarea
        label={t('try.lines')}
        description={t('try.explained')}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={60_000}
        value={lines}
        onChange={(event) => onLines(event.currentTarget.value)}
      />
      <ProblemNote error={check.error} />
      <p className="quiet small" role="status">
        {broken && t('try.broken')}
        {!broken && (tried.length === 0 ? t('try.none-yet') : t('try.marked', { marked, count: tried.length }))}
      </p>
      <ul className="tried-lines">
        {tried.map(({ at, text, hits }) => (
          <li key={at} data-hit={hits.length > 0}>
            <span className="tried-mark" aria-hidden="true">
              {hits.length > 0 ? '●' : '○'}
            </span>
            <span className="unseen">{t(hits.length > 0 ? 'try.is-marked' : 'try.is-not-marked')}</span>
            <span dir="auto">
              <HitText text={text} hits={hits} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TriedLine {
  /** Where it begins among all lines, in UTF-16 units. */
  readonly at: number;
  readonly text: string;
  readonly hits: readonly (Check['hits'][number] & { readonly title: string })[];
}

function linesOf({ text, hits }: Pick<Check, 'text' | 'hits'>): readonly TriedLine[] {
  let at = 0;
  const lines: TriedLine[] = [];
  for (const line of text.split('\n')) {
    const [start, end] = [at, at + line.length];
    const own = hits.filter((hit) => hit.start >= start && hit.end <= end);
    if (line.trim() !== '') {
      const moved = own.map((hit) => ({ ...hit, start: hit.start - start, end: hit.end - start, title: hit.rule }));
      lines.push({ at: start, text: line, hits: moved });
    }
    at = end + 1;
  }
  return lines;
}

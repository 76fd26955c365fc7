/** A rule's text before and after, word by word, marked by more than colour; long stretches that stayed are left out. */
import { Fragment } from 'react';
import { wordDiff } from '../conversation/word-diff.ts';

/** Lines kept before and after a change. */
const around = 2;

export function YamlChanges({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    // A scrolled area must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1).
    <pre className="yaml-changes" tabIndex={0}>
      {wordDiff(before, after).map(({ kind, text, start }) => {
        const key = `${kind} ${start}`;
        switch (kind) {
          case 'same':
            return <Fragment key={key}>{shortened(text)}</Fragment>;
          case 'added':
            return <ins key={key}>{text}</ins>;
          case 'removed':
            return <del key={key}>{text}</del>;
          default:
            return kind satisfies never;
        }
      })}
    </pre>
  );
}

function shortened(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= 2 * around + 2) return text;
  return [...lines.slice(0, around + 1), '⋯', ...lines.slice(-around - 1)].join('\n');
}

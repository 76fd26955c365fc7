/** What changed between two texts, word by word, marked by more than colour. */
import { wordDiff } from '../conversation/word-diff.ts';

export function WordChanges({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <p className="notice-long" dir="auto">
      {wordDiff(before, after).map(({ kind, text, start }) => {
        const key = `${kind}-${start}`;
        switch (kind) {
          case 'same':
            return text;
          case 'added':
            return <ins key={key}>{text}</ins>;
          case 'removed':
            return <del key={key}>{text}</del>;
          default:
            return kind satisfies never;
        }
      })}
    </p>
  );
}

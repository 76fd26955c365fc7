/** Text with its hits marked; spans that overlap are cut so that each piece shows its gravest hit. */
import { type Severity, severities } from '../ui/SeverityMark.tsx';
import './hit.css';

export interface HitSpan {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  /** What the hit is about, shown on hover. */
  readonly title: string;
}

export function HitText({ text, hits }: { readonly text: string; readonly hits: readonly HitSpan[] }) {
  return pieces(text, hits).map(({ from, words, hit }) =>
    hit ? (
      <mark key={from} className={`hit hit-${hit.severity}`} title={hit.title}>
        {words}
      </mark>
    ) : (
      <span key={from}>{words}</span>
    ),
  );
}

function pieces(text: string, hits: readonly HitSpan[]) {
  const edges = new Set([0, text.length]);
  for (const { start, end } of hits) {
    edges.add(Math.min(start, text.length));
    edges.add(Math.min(end, text.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const found: { from: number; words: string; hit: HitSpan | undefined }[] = [];
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    if (to === undefined) break;
    const over = hits.filter((hit) => hit.start <= from && hit.end >= to);
    const hit = over.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))[0];
    const last = found.at(-1);
    // Two cuts under the same hit are one mark, so that a word is never torn for screen readers.
    if (last && last.hit === hit) last.words += text.slice(from, to);
    else found.push({ from, words: text.slice(from, to), hit });
  }
  return found;
}

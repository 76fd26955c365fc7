/** Text with its hits marked. Hits that overlap are one mark, so that no word is torn; it shows the gravest of them. */
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
  const marks = joinedHits(hits, text.length);
  const plain = [0, ...marks.map((mark) => mark.end)];
  return plain.map((from, index) => {
    const mark = marks[index];
    return (
      <span key={from}>
        {text.slice(from, mark?.start ?? text.length)}
        {mark && (
          <mark className={`hit hit-${mark.severity}`} title={mark.title}>
            {text.slice(mark.start, mark.end)}
          </mark>
        )}
      </span>
    );
  });
}

/** The spans in order, without overlap, inside a text of that length. */
export function joinedHits(hits: readonly HitSpan[], length: number): readonly HitSpan[] {
  const inside = hits
    .map((hit) => ({ ...hit, start: Math.max(0, hit.start), end: Math.min(hit.end, length) }))
    .filter((hit) => hit.start < hit.end)
    .sort((a, b) => a.start - b.start);
  const marks: HitSpan[] = [];
  for (const hit of inside) {
    const last = marks.at(-1);
    if (last && hit.start < last.end) marks[marks.length - 1] = join(last, hit);
    else marks.push(hit);
  }
  return marks;
}

function join(a: HitSpan, b: HitSpan): HitSpan {
  const graver = severities.indexOf(a.severity) <= severities.indexOf(b.severity) ? a : b;
  const titles = new Set([...a.title.split(' · '), b.title]);
  return { start: a.start, end: Math.max(a.end, b.end), severity: graver.severity, title: [...titles].join(' · ') };
}

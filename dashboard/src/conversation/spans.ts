/** The hits of a text as marks: those that it carries, and those of the alert that is looked at. */
import type { HitView } from '@atalaia/monitor/api';
import { useTranslated } from '../ui/translated.ts';
import type { HitSpan } from './HitText.tsx';

interface Hit {
  readonly id: string;
  readonly hits: readonly HitView[];
}

/** `alertHits`: of any messages; only those of this text count. */
export function useSpans(text: Hit, alertHits: readonly HitView[]): readonly HitSpan[] {
  const translated = useTranslated();
  const all = [...text.hits, ...alertHits.filter((hit) => hit.message === text.id)];
  return all.map(({ start, end, severity, rule }) => ({ start, end, severity, title: translated(rule.title) }));
}

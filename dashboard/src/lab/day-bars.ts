/** Days with hits as bars of equal length in time, days without hits among them. */
import type { ReplayResult } from '@atalaia/monitor/api';

export interface DayBar {
  /** Days as `YYYY-MM-DD`, both within the bar. */
  readonly from: string;
  readonly to: string;
  readonly hits: number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** More would be thinner than a pixel on a phone; then a bar stands for several days. */
const mostBars = 120;

/** @param days in order, days without anything left out. */
export function barsOf(days: ReplayResult['perDay']): readonly DayBar[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const begin = Date.parse(first.day);
  const count = Math.round((Date.parse(last.day) - begin) / dayMs) + 1;
  const length = Math.ceil(count / mostBars);
  const bars = Array.from({ length: Math.ceil(count / length) }, (_, at) => ({
    from: dayAt(begin, at * length),
    to: dayAt(begin, Math.min(count, (at + 1) * length) - 1),
    hits: 0,
  }));
  for (const { day, hits } of days) {
    const bar = bars[Math.floor(Math.round((Date.parse(day) - begin) / dayMs) / length)];
    if (bar) bar.hits += hits;
  }
  return bars;
}

function dayAt(begin: number, days: number): string {
  return new Date(begin + days * dayMs).toISOString().slice(0, 10);
}

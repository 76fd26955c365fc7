/** How often a rule was right, with how sure one can be of it. */
import type { z } from 'zod';
import type { precisionView } from '../api/rule-views.ts';

/** The normal distribution's quantile for 95 %. */
const z95 = 1.959964;

/** The share of confirmed among decided alerts with Wilson's interval (1927), which holds for few decisions too; null for none. */
export function precisionOf(confirmed: number, dismissed: number): z.infer<typeof precisionView> | null {
  const n = confirmed + dismissed;
  if (n === 0) return null;
  const value = confirmed / n;
  const spread = z95 ** 2 / n;
  const centre = (value + spread / 2) / (1 + spread);
  const half = (z95 * Math.sqrt((value * (1 - value)) / n + spread / (4 * n))) / (1 + spread);
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Packs weights into a file of `rules/models`: eight bits each, scaled so that the model answers in probabilities. */
import type { Learned } from './logistic.ts';

/** The largest weights are cut off, so that eight bits are fine enough for all others. */
const KEPT_WHOLE = 0.9995;

/** The text of the file. `calibration` turns the sum of the weights into log odds. */
export function modelFile(
  { weights, bias }: Learned,
  calibration: { readonly slope: number; readonly offset: number },
  about: Readonly<Record<string, unknown>>,
): string {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const step = (sizes[Math.floor(sizes.length * KEPT_WHOLE)] ?? 1) / 127;
  const table = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))));
  const file = {
    format: 'linear-1',
    language: 'pt-BR',
    about,
    scale: Number((step * calibration.slope).toPrecision(6)),
    bias: Number((bias * calibration.slope + calibration.offset).toPrecision(6)),
    weights: Buffer.from(table.buffer).toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

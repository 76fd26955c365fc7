/** Compares two ways of doing the same work by interleaved pairs: on a shared machine only ratios mean anything. */
import { randomFrom } from './chat-text.ts';

/** A figure against its goal. `unit` is what the ratio counts: `× the time` or `× faster`. */
export interface BenchRow {
  readonly work: string;
  readonly ratio: { readonly median: number; readonly low: number; readonly high: number };
  readonly goal: { readonly most?: number; readonly least?: number };
  readonly unit?: string;
  readonly note?: string;
}

const PAIRS = 15;
const RESAMPLES = 2000;

/** Does something and answers how long that took, in milliseconds. */
export type Timed = () => number | Promise<number>;

/**
 * Runs `measured` and `reference` in turns, at least 15 pairs after a warm-up of three, and answers the median of
 * measured / reference with its 95 % bootstrap interval, and the medians in milliseconds. `name` seeds the bootstrap.
 */
export async function pairs(name: string, measured: Timed, reference: Timed): Promise<PairsResult> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = -3; pair < PAIRS; pair++) {
    const first = await measured();
    const second = await reference();
    if (pair < 0) continue;
    ours.push(first);
    theirs.push(second);
  }
  const ratios = ours.map((time, pair) => time / (theirs[pair] ?? Number.NaN));
  return { ratio: intervalOf(ratios, name), measured: median(ours), reference: median(theirs) };
}

export interface PairsResult {
  readonly ratio: BenchRow['ratio'];
  /** Medians in milliseconds: to be read, never to be judged. */
  readonly measured: number;
  readonly reference: number;
}

/** The same comparison the other way round: how many times faster, where a goal is stated so. */
export function inverse(ratio: BenchRow['ratio']): BenchRow['ratio'] {
  return { median: 1 / ratio.median, low: 1 / ratio.high, high: 1 / ratio.low };
}

/** Missed only if the whole interval lies beyond the goal: noise alone misses none. */
export function isMet({ ratio, goal }: BenchRow): boolean {
  return (goal.most === undefined || ratio.low <= goal.most) && (goal.least === undefined || ratio.high >= goal.least);
}

/** A figure that was measured once. */
export function same(figure: number): BenchRow['ratio'] {
  return { median: figure, low: figure, high: figure };
}

/** The time of one call, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(numbers: readonly number[]): number {
  const inOrder = numbers.toSorted((a, b) => a - b);
  const middle = inOrder.length >> 1;
  const upper = inOrder[middle] ?? Number.NaN;
  return inOrder.length % 2 === 1 ? upper : ((inOrder[middle - 1] ?? Number.NaN) + upper) / 2;
}

function intervalOf(ratios: readonly number[], name: string): BenchRow['ratio'] {
  const random = randomFrom([...name].reduce((seed, letter) => (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0, 1));
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? Number.NaN)),
  ).sort((a, b) => a - b);
  return {
    median: median(ratios),
    low: medians[Math.floor(RESAMPLES * 0.025)] ?? Number.NaN,
    high: medians[Math.floor(RESAMPLES * 0.975)] ?? Number.NaN,
  };
}

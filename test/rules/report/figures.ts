/** What a pack is worth, from lines whose truth is known. */

/** How often flagged and not flagged lines were right. */
export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Shares from 0 to 1; undefined where nothing was there to divide by. */
export interface Figures extends Counts {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
  readonly flagRate: number | undefined;
}

export function countFlags(lines: readonly { readonly match: boolean; readonly flagged: boolean }[]): Counts {
  const count = (match: boolean, flagged: boolean) =>
    lines.filter((line) => line.match === match && line.flagged === flagged).length;
  return {
    truePositives: count(true, true),
    falsePositives: count(false, true),
    falseNegatives: count(true, false),
    trueNegatives: count(false, false),
  };
}

export function figuresOf(counts: Counts): Figures {
  const { truePositives: hit, falsePositives: wrong, falseNegatives: missed, trueNegatives: silent } = counts;
  return {
    ...counts,
    precision: share(hit, hit + wrong),
    recall: share(hit, hit + missed),
    f1: share(2 * hit, 2 * hit + wrong + missed),
    flagRate: share(hit + wrong, hit + wrong + missed + silent),
  };
}

/**
 * How many alerts would be right if only one message in so many was a case, as in real life and not half of them, as in
 * the sets: recall × p / (recall × p + false alarms × (1 − p)). Half a false alarm is added to those counted, since
 * none among sixty hard lines does not mean none among a million easy ones.
 */
export function precisionAt(oneIn: number, counts: Counts): number | undefined {
  const recall = share(counts.truePositives, counts.truePositives + counts.falseNegatives);
  const negatives = counts.falsePositives + counts.trueNegatives;
  if (recall === undefined || negatives === 0) return undefined;
  const falseAlarms = (counts.falsePositives + 0.5) / (negatives + 1);
  const prevalence = 1 / oneIn;
  return share(recall * prevalence, recall * prevalence + falseAlarms * (1 - prevalence));
}

/** The mean of the F1 of flagged and of not flagged lines: a pack that flags all or nothing gets little. */
export function macroF1(counts: Counts): number | undefined {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts;
  const silent = share(2 * trueNegatives, 2 * trueNegatives + falsePositives + falseNegatives);
  const flagged = share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  return silent === undefined || flagged === undefined ? undefined : (silent + flagged) / 2;
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

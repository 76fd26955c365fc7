/** How well do scores tell abusive texts from others? */

export interface Scored {
  readonly score: number;
  readonly abusive: boolean;
}

interface Figures {
  readonly texts: number;
  readonly precision: number;
  readonly recall: number;
  /** The mean of the F1 of both sorts. */
  readonly macroF1: number;
  /** The share of texts that are flagged, right or wrong. */
  readonly flagged: number;
}

/** What comes of flagging every text whose score is at least `threshold`. */
export function figuresAt(scored: readonly Scored[], threshold: number): Figures {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  let silent = 0;
  for (const { score, abusive } of scored) {
    if (score >= threshold) abusive ? right++ : wrong++;
    else abusive ? missed++ : silent++;
  }
  const errors = wrong + missed;
  return {
    texts: scored.length,
    precision: right / Math.max(1, right + wrong),
    recall: right / Math.max(1, right + missed),
    macroF1: (right / Math.max(1, right + errors / 2) + silent / Math.max(1, silent + errors / 2)) / 2,
    flagged: (right + wrong) / Math.max(1, scored.length),
  };
}

/** Platt's scaling: the slope and offset that turn scores into probabilities, by Newton's method. */
export function calibrate(scored: readonly Scored[]): { readonly slope: number; readonly offset: number } {
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < 50; step++) {
    let [gs, go, ss, so, oo] = [0, 0, 1e-9, 0, 1e-9];
    for (const { score, abusive } of scored) {
      const probability = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = probability - (abusive ? 1 : 0);
      const spread = probability * (1 - probability);
      gs += error * score;
      go += error;
      ss += spread * score * score;
      so += spread * score;
      oo += spread;
    }
    const determinant = ss * oo - so * so;
    slope -= (oo * gs - so * go) / determinant;
    offset -= (ss * go - so * gs) / determinant;
  }
  return { slope, offset };
}

/** Prints what the rules without model, the model, and both flag of a set, at several thresholds. */
export function tellFigures(name: string, judged: readonly (Scored & { readonly byWords: boolean })[]): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(7);
  const line = (how: string, flags: (one: Scored & { readonly byWords: boolean }) => boolean) => {
    const flagged = judged.map((one) => ({ abusive: one.abusive, score: flags(one) ? 1 : 0 }));
    const { macroF1, precision, recall, flagged: share } = figuresAt(flagged, 1);
    console.log(
      `  ${how.padEnd(16)} macro-F1 ${macroF1.toFixed(3)}  precision ${percent(precision)}  recall ${percent(recall)}  flagged ${percent(share)}`,
    );
  };
  console.log(`${name}: ${judged.length} texts, ${judged.filter(({ abusive }) => abusive).length} abusive`);
  line('rules', ({ byWords }) => byWords);
  for (const threshold of [0.2, 0.25, 0.3, 0.35, 0.4, 0.5]) {
    line(`model from ${threshold}`, ({ score }) => score >= threshold);
    line('  with rules', ({ score, byWords }) => byWords || score >= threshold);
  }
}

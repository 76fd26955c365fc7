/** Puts the report into tables that a person reads. */
import type { CorpusVerdict } from './corpus.ts';
import { assumedPrevalence, type ChatVerdict, type SetVerdict } from './judge.ts';
import type { Training } from './training.ts';

export interface Report {
  readonly sets: readonly SetVerdict[];
  readonly chat: ChatVerdict;
  readonly trainings: readonly Training[];
  readonly corpus: CorpusVerdict | undefined;
}

/** `withLines` also names every line that was missed or wrongly flagged. */
export function printReport({ sets, chat, trainings, corpus }: Report, withLines: boolean): string {
  const lines = [
    `${cells('pack', 'language', 'author')} lines  precision  recall    F1  flagged  right at 1 in ${assumedPrevalence}`,
  ];
  for (const set of sets) {
    lines.push(
      `${cells(set.pack, set.language, set.author)} ${String(set.lines).padStart(5)} ${percent(set.precision, 10)} ${percent(set.recall, 7)} ${percent(set.f1, 5)} ${percent(set.flagRate, 8)} ${percent(set.precisionAtPrevalence, 17)}${isLearned(set, trainings) ? '  a model learned from it' : ''}`,
    );
    for (const text of withLines ? set.missed : []) lines.push(`    missed: ${text}`);
    for (const text of withLines ? set.wronglyFlagged : []) lines.push(`    wrongly flagged: ${text}`);
  }
  lines.push('', 'What each rule contributed', `${''.padEnd(40)} right  wrong  found by it alone`);
  for (const { rule, right, wrong, onlyIt } of totals(sets)) {
    lines.push(
      `${rule.padEnd(40)} ${String(right).padStart(5)} ${String(wrong).padStart(6)} ${String(onlyIt).padStart(18)}`,
    );
  }
  lines.push('', ...chatLines(chat), ...corpusLines(corpus, trainings));
  return lines.join('\n');
}

/** Whether a model that the pack asks learned from this set: its row flatters. */
function isLearned({ pack, language, author }: SetVerdict, trainings: readonly Training[]): boolean {
  return trainings.some(
    (training) => training.pack === pack && training.learnedSets.includes(`${pack}.${language}.${author}`),
  );
}

function cells(pack: string, language: string, author: string): string {
  return `${pack.padEnd(20)} ${language.padEnd(8)} ${author.padEnd(8)}`;
}

function percent(share: number | undefined, width: number): string {
  return (share === undefined ? '–' : `${(share * 100).toFixed(0)} %`).padStart(width);
}

function totals(sets: readonly SetVerdict[]) {
  const byRule = Map.groupBy(
    sets.flatMap(({ rules }) => rules),
    ({ rule }) => rule,
  );
  return Array.from(byRule, ([rule, parts]) => ({
    rule,
    right: sum(parts.map(({ right }) => right)),
    wrong: sum(parts.map(({ wrong }) => wrong)),
    onlyIt: sum(parts.map(({ onlyIt }) => onlyIt)),
  })).sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function chatLines({ messages, alerts, per200, flagged }: ChatVerdict): readonly string[] {
  return [
    `Ordinary chat, packs that are on: ${alerts} alerts on ${messages} messages, ${per200.toFixed(2)} in 200`,
    ...flagged.map(({ rule, text }) => `    ${rule}: ${text}`),
  ];
}

function corpusLines(corpus: CorpusVerdict | undefined, trainings: readonly Training[]): readonly string[] {
  const { tweets, complaints } = corpus ?? {};
  return [
    ...(tweets
      ? ['', `abuse on ${tweets.texts} tweets, by rules without a model: macro-F1 ${tweets.macroF1?.toFixed(3) ?? '–'}`]
      : []),
    ...(tweets ? trainings : []).map(
      ({ pack, heldOut: { texts, macroF1, threshold } }) =>
        `    ${pack} with a model that had not seen them, as training told: macro-F1 ${macroF1.toFixed(3)} on ${texts} tweets, threshold ${threshold}`,
    ),
    ...(complaints
      ? ['', `Share of ${complaints.texts} honest complaints that are flagged, by rules without a model`]
      : []),
    ...(complaints?.flagged ?? []).map(({ pack, share }) => `${pack.padEnd(20)} ${(share * 100).toFixed(1)} %`),
  ];
}

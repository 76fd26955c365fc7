/**
 * Trains the model of abuse in Brazilian Portuguese and says what it reaches on texts that it did not learn from:
 * `npm run rules:train -- --tweets FILE --complaints FILE [--polite FILE]… [--judge FILE]… [--out FILE]`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compileRules, parsePack, readModel } from '@atalaia/rules';
import { foldFor } from '../src/fold.ts';
import { makeFeatures, readFeatures } from '../src/learned/features.ts';
import { makeWords } from '../src/words.ts';
import { calibrate, type Figures, figuresAt, type Scored } from './figures.ts';
import { type LabelledText, readChatLines, readComplaints, readPoliteLines, readTweets } from './labelled-texts.ts';
import { type Example, type Learned, learn, type Settings } from './logistic.ts';

const settings: Settings = { places: 1 << 17, seed: 7, rounds: 10, rate: 0.2, leastTexts: 2 };
/** Abuse is rarer than the rest, and missing it is worse. */
const COST_OF_MISSED = 2;
const PARTS = 5;
/** Complaints of a lot below this are learned from; the others only judge. */
const LEARNED_COMPLAINTS = 0.5;

function train(
  tweetsFile: string,
  complaintsFile: string,
  politeFiles: string[],
  judgeFiles: string[],
  out: string | undefined,
): void {
  const tweets = readTweets(tweetsFile);
  const complaints = readComplaints(complaintsFile);
  const polite = politeFiles.flatMap(readPoliteLines);
  const others = [...complaints.filter(({ lot }) => lot < LEARNED_COMPLAINTS), ...polite];
  const heldComplaints = complaints.filter(({ lot }) => lot >= LEARNED_COMPLAINTS);
  const flagsByWords = wordRules();

  const heldTweets: (Scored & { readonly byWords: boolean })[] = [];
  for (let part = 0; part < PARTS; part++) {
    const isHeld = ({ lot }: LabelledText) => Math.floor(lot * PARTS) === part;
    const learned = learn([...tweets.filter((text) => !isHeld(text)), ...others].map(exampleOf), settings);
    for (const text of tweets.filter(isHeld))
      heldTweets.push({ score: scoreOf(learned, text), abusive: text.abusive, byWords: flagsByWords(text.text) });
  }
  const { slope, offset } = calibrate(heldTweets);
  const learned = learn([...tweets, ...others].map(exampleOf), settings);
  const file = fileOf(learned, slope, offset);
  const read = readModel(JSON.stringify(file));
  if (read.kind === 'problem') throw new Error(read.message);
  const room = makeWords();
  const probability = (text: string) => read.model.judge(text, room).probability;

  const judged = new Map<string, (Scored & { readonly byWords: boolean })[]>([
    [
      'held-out tweets',
      heldTweets.map((one) => ({ ...one, score: 1 / (1 + Math.exp(-(slope * one.score + offset))) })),
    ],
  ]);
  const sets = [
    ['held-out complaints', heldComplaints] as const,
    ...judgeFiles.map((path) => [path.split('/').at(-1) ?? path, readChatLines(path)] as const),
  ];
  for (const [name, texts] of sets)
    judged.set(
      name,
      texts.map(({ text, abusive }) => ({ score: probability(text), abusive, byWords: flagsByWords(text) })),
    );
  tell(judged);
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(file, null, 2)}\n`);
}

/** Whether the rules of the pack that need no model flag a text. */
function wordRules(): (text: string) => boolean {
  const path = new URL('../packs/pt-BR/abuse.yaml', import.meta.url);
  const read = parsePack({ path: 'abuse.yaml', text: readFileSync(path, 'utf8') });
  if (read.kind === 'problems') throw new Error('The pack abuse cannot be read: run `npx atalaia rules check`.');
  const ruleSet = compileRules([read.pack]);
  return (text) => ruleSet.evaluate({ text, language: 'pt-BR' }).length > 0;
}

function exampleOf({ text, abusive }: LabelledText): Example {
  readFeatures(features, fold, text);
  const one = 1 / Math.sqrt(Math.max(1, features.count));
  const shift = Math.clz32(settings.places) + 1;
  const amounts = new Map<number, number>();
  for (const hash of features.hashes.subarray(0, features.count))
    amounts.set(hash >>> shift, (amounts.get(hash >>> shift) ?? 0) + one);
  return {
    positive: abusive,
    cost: abusive ? COST_OF_MISSED : 1,
    places: Int32Array.from(amounts.keys()),
    amounts: Float32Array.from(amounts.values()),
  };
}

function scoreOf({ weights, bias }: Learned, text: LabelledText): number {
  const { places, amounts } = exampleOf(text);
  return places.reduce((sum, place, at) => sum + (weights[place] as number) * (amounts[at] as number), bias);
}

/** The largest weights are cut off, so that eight bits are fine enough for all others. */
const CUT_OFF = 0.9995;

function fileOf({ weights, bias }: Learned, slope: number, offset: number) {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const step = (sizes[Math.floor(sizes.length * CUT_OFF)] as number) / 127;
  const table = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))));
  return {
    format: 'linear-1',
    language: 'pt-BR',
    about: { trainedBy: 'rules/train/train-abuse.ts', ...settings, costOfMissed: COST_OF_MISSED },
    scale: Number((step * slope).toPrecision(6)),
    bias: Number((bias * slope + offset).toPrecision(6)),
    weights: Buffer.from(table.buffer).toString('base64'),
  };
}

function tell(judged: ReadonlyMap<string, readonly (Scored & { readonly byWords: boolean })[]>): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(7);
  const line = (name: string, { macroF1, precision, recall, flagged }: Figures) =>
    console.log(
      `  ${name.padEnd(14)} macro-F1 ${macroF1.toFixed(3)}  precision ${percent(precision)}  recall ${percent(recall)}  flagged ${percent(flagged)}`,
    );
  for (const [name, scored] of judged) {
    console.log(`${name}: ${scored.length} texts, ${scored.filter(({ abusive }) => abusive).length} abusive`);
    const sure = (certain: (one: { score: number; byWords: boolean }) => boolean) =>
      figuresAt(
        scored.map((one) => ({ abusive: one.abusive, score: certain(one) ? 1 : 0 })),
        1,
      );
    line(
      'words',
      sure(({ byWords }) => byWords),
    );
    for (const threshold of [0.2, 0.25, 0.3, 0.35, 0.4, 0.5]) {
      line(
        `model ${threshold}`,
        sure(({ score }) => score >= threshold),
      );
      line(
        '  with words',
        sure(({ score, byWords }) => byWords || score >= threshold),
      );
    }
  }
}

const fold = foldFor(true);
const features = makeFeatures();
const { values } = parseArgs({
  options: {
    tweets: { type: 'string' },
    complaints: { type: 'string' },
    polite: { type: 'string', multiple: true, default: [] },
    judge: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
  },
});
if (values.tweets === undefined || values.complaints === undefined)
  throw new Error('Name the files to learn from: --tweets FILE --complaints FILE (lines of JSON).');
train(values.tweets, values.complaints, values.polite, values.judge, values.out);

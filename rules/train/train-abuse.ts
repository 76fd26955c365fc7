/**
 * Trains the model of abuse in Brazilian Portuguese and says what it reaches on texts that it did not learn from:
 * `npm run rules:train -- --tweets FILE --complaints FILE [--out FILE]`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compileRules, parsePack, readModel } from '../src/index.ts';
import { examplesOf, scoreOf } from './examples.ts';
import { calibrate, figuresAt, type Scored, tellFigures } from './figures.ts';
import { type LabelledText, readComplaints, readOwnLines, readTweets } from './labelled-texts.ts';
import { learn, type Settings } from './logistic.ts';
import { modelFile } from './model-file.ts';

const settings: Settings = { places: 1 << 17, seed: 7, rounds: 10, rate: 0.2, leastTexts: 2 };
/** Tweets are judged by models that learned from the other parts. */
const PARTS = 5;
/** As in the pack: the figures that the file tells are those of the rule as it runs. */
const THRESHOLD = 0.35;
/** Complaints of a lot below this are learned from; the others only judge. */
const LEARNED_COMPLAINTS = 0.5;

function train(files: {
  readonly tweets: string;
  readonly complaints: string;
  readonly out: string | undefined;
}): void {
  const tweets = readTweets(files.tweets);
  const complaints = readComplaints(files.complaints);
  const own = readOwnLines();
  const flagsByRules = rulesWithoutModel();

  // 1. Learn without one part at a time, to score each tweet by a model that never saw it.
  const others = examplesOf([...complaints.filter(isLearned), ...own.learned], settings.places);
  const parts = Array.from({ length: PARTS }, (_, part) =>
    tweets.filter(({ lot }) => Math.floor(lot * PARTS) === part),
  );
  const held = parts.flatMap((part) => {
    const rest = tweets.filter((text) => !part.includes(text));
    const learned = learn([...examplesOf(rest, settings.places), ...others], settings);
    const scores = examplesOf(part, settings.places).map((example) => scoreOf(learned, example));
    return part.map(({ text, abusive }, at) => ({ score: scores[at] ?? 0, abusive, byWords: flagsByRules(text) }));
  });

  // 2. Calibrate on these scores, then learn from everything.
  const calibration = calibrate(held);
  const { slope, offset } = calibration;
  const probable = held.map((one) => ({ ...one, score: 1 / (1 + Math.exp(-(slope * one.score + offset))) }));
  const learned = learn([...examplesOf(tweets, settings.places), ...others], settings);
  const file = modelFile(learned, calibration, {
    trainedBy: 'rules/train/train-abuse.ts',
    ...settings,
    learnedFrom: [...sources, 'chat lines of test/rules/sets'],
    learnedSets: own.learnedSets,
    heldOut: { what: 'tweets, by the rules that are on and a model that had not seen them', ...reached(probable) },
  });

  // 3. Judge the file itself, as the program would read it.
  const read = readModel(file);
  if (read.kind === 'problem') throw new Error(read.message);
  const judged = (texts: readonly LabelledText[]) =>
    texts.map(({ text, abusive }) => {
      const { probability } = read.model.judge(text);
      return { score: probability, abusive, byWords: flagsByRules(text) };
    });
  tellFigures('held-out tweets', probable);
  tellFigures('held-out complaints', judged(complaints.filter((text) => !isLearned(text))));
  tellFigures('lines in the style of news comments', judged(own.judging));
  if (files.out !== undefined) writeFileSync(files.out, file);
}

const sources = [
  'TuPy dataset (Silly-Machine/TuPy-Dataset), tweets in Brazilian Portuguese, MIT',
  'customer complaints (edernilson/edernilson-mba-streamlit-analise-reclameaqui), MIT',
];

/** What rules and model reach together, in three digits. */
function reached(judged: readonly (Scored & { readonly byWords: boolean })[]) {
  const flags = judged.map(({ score, abusive, byWords }) => ({
    abusive,
    score: byWords || score >= THRESHOLD ? 1 : 0,
  }));
  const { texts, macroF1, precision, recall } = figuresAt(flags, 1);
  const short = (share: number) => Number(share.toFixed(3));
  return {
    threshold: THRESHOLD,
    texts,
    macroF1: short(macroF1),
    precision: short(precision),
    recall: short(recall),
  };
}

function isLearned({ lot }: LabelledText): boolean {
  return lot < LEARNED_COMPLAINTS;
}

/** Whether the rules of the pack that need no model flag a text. */
function rulesWithoutModel(): (text: string) => boolean {
  const path = new URL('../packs/pt-BR/abuse.yaml', import.meta.url);
  const read = parsePack({ path: 'abuse.yaml', text: readFileSync(path, 'utf8') });
  if (read.kind === 'problems') throw new Error('The pack abuse cannot be read: run `npx atalaia rules check`.');
  const ruleSet = compileRules([read.pack]);
  return (text) => ruleSet.evaluate({ text, language: 'pt-BR' }).length > 0;
}

const { values } = parseArgs({
  options: { tweets: { type: 'string' }, complaints: { type: 'string' }, out: { type: 'string' } },
});
if (values.tweets === undefined || values.complaints === undefined)
  throw new Error('Name the files to learn from: --tweets FILE --complaints FILE (lines of JSON).');
train({ tweets: values.tweets, complaints: values.complaints, out: values.out });

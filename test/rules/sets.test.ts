/** No change to a rule or to the engine makes a pack worse than promised on the lines it was developed and judged on. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ownPacksFolder, readPacks } from '../../monitor/src/rule/read-packs.ts';
import { readDevelopmentSets } from './report/development-sets.ts';
import { countFlags, figuresOf, precisionAt } from './report/figures.ts';
import { judgeSets, type SetVerdict } from './report/judge.ts';

const leastRecall = 0.6;
const leastPrecision = 0.75;

const sets = readDevelopmentSets();
let verdicts: readonly SetVerdict[];

beforeAll(async () => {
  const { files, models } = await readPacks(ownPacksFolder);
  verdicts = judgeSets(sets, { packs: files.map(({ pack }) => pack), models });
});

describe.each([...new Set(sets.map(({ pack, language }) => `${pack} ${language}`))])('%s', (key) => {
  const ofKey = ({ pack, language }: { pack: string; language: string }) => `${pack} ${language}` === key;

  test(`finds ${leastRecall * 100} % and is right in ${leastPrecision * 100} %, for every author`, () => {
    const judged = verdicts.filter(ofKey);
    expect(judged).toHaveLength(sets.filter(ofKey).length);
    for (const { author, recall, precision } of judged) {
      expect(recall, author).toBeGreaterThanOrEqual(leastRecall);
      expect(precision, author).toBeGreaterThanOrEqual(leastPrecision);
    }
  });

  test('is judged on lines of two authors, eighty and more of each kind', () => {
    const own = sets.filter(ofKey);
    const lines = own.flatMap((set) => set.lines);
    expect(new Set(own.map(({ author }) => author)).size).toBeGreaterThanOrEqual(2);
    expect(lines.filter(({ match }) => match).length).toBeGreaterThanOrEqual(80);
    expect(lines.filter(({ match }) => !match).length).toBeGreaterThanOrEqual(80);
  });
});

describe('figures', () => {
  test('are what their names say', () => {
    const counts = countFlags([
      { match: true, flagged: true },
      { match: true, flagged: false },
      { match: false, flagged: true },
      { match: false, flagged: false },
      { match: false, flagged: false },
    ]);
    expect(figuresOf(counts)).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5, flagRate: 0.4 });
  });

  test('say how rare cases spoil the precision of a set', () => {
    const counts = { truePositives: 60, falseNegatives: 40, falsePositives: 1, trueNegatives: 149 };
    // 0.6 / 200 right alerts against (1.5 / 151) × 199 / 200 false ones.
    expect(precisionAt(200, counts)).toBeCloseTo(0.233, 3);
    expect(precisionAt(2, counts)).toBeGreaterThan(0.98);
  });
});

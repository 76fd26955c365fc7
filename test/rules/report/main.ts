/** `npm run rules:report`: how good each pack is on lines whose truth is known, and what each rule adds. */
import { parseArgs } from 'node:util';
import { ownPacksFolder, readPacks } from '../../../monitor/src/rule/read-packs.ts';
import { judgeCorpus } from './corpus.ts';
import { readDevelopmentSets } from './development-sets.ts';
import { judgeOrdinaryChat, judgeSets, type Packs } from './judge.ts';
import { printReport } from './print.ts';
import { trainingsOf } from './training.ts';

const usage = `npm run rules:report -- [--pack ID] [--author NAME] [--lines] [--corpus DIR] [--json]

  --pack, --author  only the sets of this pack or author
  --lines           also every line that was missed or wrongly flagged
  --corpus DIR      also tupy.jsonl and complaints.jsonl of this folder
  --json            figures as JSON`;

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pack: { type: 'string' },
      author: { type: 'string' },
      lines: { type: 'boolean', default: false },
      corpus: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const { files, models, problems } = await readPacks(ownPacksFolder);
  for (const { path, line, message } of problems) console.error(`${path}:${line} ${message}`);
  const packs: Packs = { packs: files.map(({ pack }) => pack), models };
  const sets = readDevelopmentSets().filter(
    ({ pack, author }) => pack === (values.pack ?? pack) && author === (values.author ?? author),
  );
  const report = {
    sets: judgeSets(sets, packs),
    chat: judgeOrdinaryChat(packs),
    trainings: trainingsOf(packs.packs),
    corpus: values.corpus === undefined ? undefined : judgeCorpus(values.corpus, packs),
  };
  console.log(values.json ? JSON.stringify(report, null, 2) : printReport(report, values.lines));
  if (problems.length > 0) process.exitCode = 1;
}

/** The thread in which a replay's rules are evaluated: texts come in and names of rules go out; it has no key and no file. */
import { parentPort, workerData } from 'node:worker_threads';
import { compileRules } from '@atalaia/rules';
import { readModels } from '../rule/read-models.ts';
import type { Answered, Asked, EvaluatorData } from './evaluator.ts';

const { packs } = workerData as EvaluatorData;
const { models } = await readModels();
const set = compileRules(packs, { models, inactive: true });

parentPort?.on('message', ({ batch }: Asked) => {
  const answer: Answered = { fired: batch.map((message) => set.evaluate(message).map(({ rule }) => rule)) };
  parentPort?.postMessage(answer);
});

/** Evaluates rules in a thread of its own, so that looking through an archive holds up no message that comes meanwhile. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Pack, RuleRef, Screenable } from '@atalaia/rules';

export interface EvaluatorData {
  readonly packs: readonly Pack[];
}

export interface Asked {
  readonly batch: readonly Screenable[];
}

export interface Answered {
  /** For each message the rules that fired in it, once for each place. */
  readonly fired: readonly (readonly RuleRef[])[];
}

export interface Evaluator extends AsyncDisposable {
  /** One batch at a time. @throws what ended the thread */
  evaluate(batch: readonly Screenable[]): Promise<Answered['fired']>;
}

export function openEvaluator(packs: readonly Pack[]): Evaluator {
  const data: EvaluatorData = { packs };
  const worker = new Worker(new URL('./evaluate-worker.ts', import.meta.url), { workerData: data });
  // Who waits for an answer is told by `once`; at other times there is nobody to tell.
  worker.on('error', () => undefined);
  return {
    async evaluate(batch) {
      const answered = once(worker, 'message');
      const asked: Asked = { batch };
      worker.postMessage(asked);
      const [answer] = (await answered) as [Answered];
      return answer.fired;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

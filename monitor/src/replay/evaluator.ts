/** Evaluates rules in a thread of its own, so that looking through an archive holds up no message that comes meanwhile. */
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
  /** One batch at a time. @throws what ended the thread, also if it ended before */
  evaluate(batch: readonly Screenable[]): Promise<Answered['fired']>;
}

export function openEvaluator(packs: readonly Pack[]): Evaluator {
  const data: EvaluatorData = { packs };
  const worker = new Worker(new URL('./evaluate-worker.ts', import.meta.url), { workerData: data });
  let waiting: PromiseWithResolvers<Answered> | undefined;
  let ended: { readonly why: unknown } | undefined;
  const end = (why: unknown) => {
    ended ??= { why };
    waiting?.reject(ended.why);
  };
  worker.on('message', (answer: Answered) => waiting?.resolve(answer));
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The thread that evaluates rules has ended.')));
  return {
    async evaluate(batch) {
      if (ended) throw ended.why;
      waiting = Promise.withResolvers();
      const asked: Asked = { batch };
      worker.postMessage(asked);
      return (await waiting.promise).fired;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

/** Takes messages that are kept no more out of the samples that replays of rules show. */
import { messages, type Records, type Replay, replays, type Versioned } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface SweepSamples {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
}

/** Counts stay as they were: they say what the rules found then. */
export async function sweepSamples(deps: SweepSamples): Promise<void> {
  const every = everyPage((after) => deps.records.find(replays, { index: 'byCreation', limit: 50, ...after }));
  for await (const found of every) await sweepSamplesOf(deps, found);
}

/** Of one replay: also at its end, for what was erased while it ran. */
export async function sweepSamplesOf(
  deps: Pick<SweepSamples, 'records'>,
  { doc, version }: Versioned<Replay>,
): Promise<void> {
  const { result } = doc;
  if (!result) return;
  const samples: NonNullable<Replay['result']>['samples'] = [];
  for (const sample of result.samples) if (await deps.records.get(messages, sample.message)) samples.push(sample);
  if (samples.length === result.samples.length) return;
  await deps.records.replace(replays, version, { ...doc, result: { ...result, samples } });
}

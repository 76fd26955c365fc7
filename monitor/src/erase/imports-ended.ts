/** Waits until imports that are under way as an erasure begins to run have ended: they hold a chat that no person's key seals. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, type Erasure, type Feed, imports, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface ImportsEnded {
  readonly records: Pick<Records, 'find'>;
  readonly feed: Pick<Feed, 'subscribe'>;
  readonly clock: Clock;
}

/** How often it looks where nothing is told, in milliseconds. */
const lookMs = 1000;

/** Only imports into the same numbers that have their file. @throws the abort of `signal` */
export async function importsEnded(
  deps: ImportsEnded,
  erasure: Pick<Erasure, 'numbers'>,
  signal: AbortSignal,
): Promise<void> {
  const since = deps.clock();
  while (await anyUnderWay(deps, erasure, since)) {
    const told = new AbortController();
    using _subscription = deps.feed.subscribe(({ kind }) => {
      if (kind === 'import-progress') told.abort();
    });
    await wait(lookMs, undefined, { signal: AbortSignal.any([signal, told.signal]) }).catch(() => undefined);
    signal.throwIfAborted();
  }
}

async function anyUnderWay(deps: ImportsEnded, { numbers }: Pick<Erasure, 'numbers'>, since: number): Promise<boolean> {
  const open = everyPage((after) =>
    deps.records.find(imports, {
      index: 'byState',
      equals: { state: ['waiting', 'running'] },
      limit: 100,
      ...after,
    }),
  );
  for await (const { doc } of open) {
    const hasFile = doc.state === 'running' || doc.staged !== null;
    if (hasFile && doc.createdAt <= since && numbers.includes(doc.number)) return true;
  }
  return false;
}

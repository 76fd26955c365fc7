/** Waits until imports that were under way when an erasure was confirmed have ended: they hold a chat that no person's key seals. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Erasure, type Feed, imports, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface ImportsEnded {
  readonly records: Pick<Records, 'find'>;
  readonly feed: Pick<Feed, 'subscribe'>;
}

/** How often it looks where nothing is told, in milliseconds. */
const lookMs = 1000;

/** Only imports into the same numbers that have their file. @throws the abort of `signal` */
export async function importsEnded(deps: ImportsEnded, erasure: Erasure, signal: AbortSignal): Promise<void> {
  while (await anyUnderWay(deps, erasure)) {
    const told = new AbortController();
    using _subscription = deps.feed.subscribe(({ kind }) => {
      if (kind === 'import-progress') told.abort();
    });
    await wait(lookMs, undefined, { signal: AbortSignal.any([signal, told.signal]) }).catch(() => undefined);
    signal.throwIfAborted();
  }
}

async function anyUnderWay(deps: ImportsEnded, { numbers, confirmedAt }: Erasure): Promise<boolean> {
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
    if (hasFile && doc.createdAt <= confirmedAt && numbers.includes(doc.number)) return true;
  }
  return false;
}

/** Takes sealed reasons out of the trail: the chain holds their hash, so it stays whole, and says that there was one. */
import { auditEntries, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface DropReasons {
  readonly records: Pick<Records, 'find' | 'replace'>;
}

const atOnce = 200;

/** Of every entry about one of these ids. */
export async function dropReasons(deps: DropReasons, subjects: readonly string[]): Promise<void> {
  for (let from = 0; from < subjects.length; from += atOnce) {
    const subject = subjects.slice(from, from + atOnce);
    const every = everyPage((after) =>
      deps.records.find(auditEntries, { index: 'bySubject', equals: { subject }, limit: 500, ...after }),
    );
    for await (const { doc, version } of every) {
      if (doc.sealedReason === undefined) continue;
      const { sealedReason: _, ...entry } = doc;
      await deps.records.replace(auditEntries, version, entry);
    }
  }
}

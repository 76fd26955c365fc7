/** Ends imports that were begun, wait for their file, and speak of somebody who is being erased: what was stated names them. */
import { type Erasure, imports, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { type EndDeps, refuseImport } from '../import/end.ts';
import { openRequest } from '../import/request.ts';
import { namingOf } from './naming.ts';

export type EndBegunImports = EndDeps & { readonly records: Pick<Records, 'get' | 'find' | 'replace'> };

/** Before their keys go, for their names are needed. Whoever began one is told to begin again; doing it again changes nothing. */
export async function endBegunImports(deps: EndBegunImports, { whole }: Pick<Erasure, 'whole'>): Promise<void> {
  if (whole.length === 0) return;
  const speaksOf = await namingOf(deps, whole);
  const waiting = everyPage((after) =>
    deps.records.find(imports, { index: 'byState', equals: { state: 'waiting' }, limit: 100, ...after }),
  );
  for (const { doc } of await Array.fromAsync(waiting)) {
    if (doc.staged !== null || doc.sealedRequest === undefined) continue;
    const { fileName, contact = '', agent = '' } = await openRequest(deps.vault, doc.id, doc.sealedRequest);
    // A name alone may be a namesake's; to begin again costs nothing.
    if ([fileName, contact, agent].some(speaksOf)) await refuseImport(deps, doc.id, endedByErasure);
  }
}

const endedByErasure = {
  code: 'interrupted',
  sentence:
    'Somebody of this name or number was erased before the file came; begin the import again if it is about another.',
};

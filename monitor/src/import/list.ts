/** Lists the imports that the actor may see, newest first, or shows one. */
import { type ImportId, imports, type Records } from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { ImportView } from '../api/import-views.ts';
import { Problem } from '../problem.ts';
import { type ImportViewDeps, importView } from './view.ts';

export interface ImportPage {
  readonly imports: readonly ImportView[];
  readonly next: string | null;
}

export async function listImports(
  deps: ImportViewDeps & { readonly records: Records },
  authorized: Authorized<'import:list'>,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<ImportPage> {
  // Imports are few: pages are cut before those of other numbers are left out, so a page may be short.
  const found = await deps.records.find(imports, {
    index: 'byCreation',
    order: 'descending',
    limit: page.limit,
    ...(page.cursor === undefined ? {} : { after: page.cursor }),
  });
  const seen = found.items.filter(({ doc }) => maySee(authorized, doc.number));
  return { imports: await Promise.all(seen.map(({ doc }) => importView(deps, doc))), next: found.next ?? null };
}

/** @throws Problem `not-found`, also for an import of a number that is not the actor's. */
export async function readImport(
  deps: ImportViewDeps,
  authorized: Authorized<'import:list'>,
  id: ImportId,
): Promise<ImportView> {
  const found = await deps.records.get(imports, id);
  if (!found || !maySee(authorized, found.doc.number)) {
    throw new Problem('not-found', 'There is no such import.');
  }
  return importView(deps, found.doc);
}

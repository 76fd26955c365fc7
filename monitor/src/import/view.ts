/** An import as screens show it. */
import { type Import, imports, placeOf, type Records, type Vault } from '@atalaia/storage';
import type { ImportView } from '../api/import-views.ts';
import { numberViews } from '../number/view.ts';
import { actorNames } from '../person/actor-name.ts';
import { doneOf } from './progress.ts';

export interface ImportViewDeps {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Vault;
}

export async function importView(deps: ImportViewDeps, shown: Import): Promise<ImportView> {
  const { id, by, basis, state, counts, createdAt, endedAt } = shown;
  return {
    id,
    number: await numberViews(deps)(shown.number),
    by: await actorNames(deps)(by),
    basis,
    state,
    done: doneOf(counts),
    total: counts.entries === 0 ? null : counts.entries,
    problem: await problemOf(deps, shown),
    counts,
    createdAt,
    endedAt,
  };
}

/** Null unless the import was refused. */
export async function problemOf(
  deps: Pick<ImportViewDeps, 'vault'>,
  { id, problem, sealedProblem }: Import,
): Promise<ImportView['problem']> {
  if (problem === null) return null;
  const place = placeOf(imports, id, 'sealedProblem');
  return { code: problem, sentence: (sealedProblem && (await deps.vault.openText(place, sealedProblem))) ?? '' };
}

/** Reads the trained models that come with the program; a bad file is a problem, and the others are there. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Model, type PackProblem, readModel } from '@atalaia/rules';

const ownModelsFolder = fileURLToPath(new URL('../../../rules/models/', import.meta.url));

export interface ModelsRead {
  /** By the name that learned rules give: the file's, without `.json`. */
  readonly models: ReadonlyMap<string, Model>;
  readonly problems: readonly PackProblem[];
}

/** Every `.json` of the folder. Never throws: a folder that cannot be read holds no models, and says so. */
export async function readModels(folder = ownModelsFolder): Promise<ModelsRead> {
  const models = new Map<string, Model>();
  const problems: PackProblem[] = [];
  const names = await readdir(folder).catch(() => undefined);
  if (!names) problems.push(problem('models', 'expected a folder that can be read'));
  for (const name of (names ?? []).filter((file) => file.endsWith('.json')).sort()) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    const read = readModel(text);
    if (read.kind === 'model') models.set(basename(name, '.json'), read.model);
    else problems.push(problem(`models/${name}`, read.message));
  }
  return { models, problems };
}

function problem(path: string, message: string): PackProblem {
  return { path, line: 1, column: 1, message };
}

/** Reads the rule packs of a folder: every `.yaml` below it, bad ones reported with file, line and column. */
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkExamples, compileRules, type Pack, type PackProblem, parsePack } from '@atalaia/rules';

/** The packs that come with the program. */
export const ownPacksFolder = fileURLToPath(new URL('../../../rules/packs/', import.meta.url));

export interface PackFile {
  /** Relative to the folder, with `/` on every system. */
  readonly path: string;
  readonly pack: Pack;
}

export interface PacksRead {
  readonly files: readonly PackFile[];
  readonly problems: readonly PackProblem[];
}

/**
 * All packs of the folder in the order of their paths. A file that cannot be read, is no pack, or whose own examples
 * do not hold is a problem and not among the packs.
 * @throws if the folder itself cannot be read.
 */
export async function readPacks(folder: string): Promise<PacksRead> {
  const names = await readdir(folder, { recursive: true });
  const paths = names
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.yml'))
    .map((name) => name.split(sep).join('/'))
    .sort();
  const files: PackFile[] = [];
  const problems: PackProblem[] = [];
  for (const path of paths) {
    const read = await readPack(folder, path);
    if ('pack' in read) files.push(read);
    else problems.push(...read.problems);
  }
  return { files, problems };
}

async function readPack(
  folder: string,
  path: string,
): Promise<PackFile | { readonly problems: readonly PackProblem[] }> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(folder, path)));
  } catch (cause) {
    const why = cause instanceof TypeError ? 'is not UTF-8 text' : 'cannot be read';
    return { problems: [{ path, line: 1, column: 1, message: `The file ${why}.` }] };
  }
  const parsed = parsePack({ path, text });
  if (parsed.kind === 'problems') return { problems: parsed.problems };
  const failures = checkExamples(compileRules([parsed.pack]), parsed.pack);
  if (failures.length === 0) return { path, pack: parsed.pack };
  return {
    problems: failures.map((failure) => ({ path, ...placeOfExample(text, failure.example), message: failure.message })),
  };
}

/** Where an example stands in the file, as far as it is written there on one line; else the file's beginning. */
function placeOfExample(text: string, example: string): { line: number; column: number } {
  const at = text.indexOf(example);
  if (at < 0) return { line: 1, column: 1 };
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Reads the rule packs of a folder: every `.yaml` below it, bad ones reported with file, line and column. */
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkExamples, compileRules, type Pack, type PackProblem, parsePack } from '@atalaia/rules';
import { isNode, LineCounter, parseDocument } from 'yaml';

/** The packs that come with the program. */
export const ownPacksFolder = fileURLToPath(new URL('../../../rules/packs/', import.meta.url));

export interface PackFile {
  /** Relative to the folder, with `/` on every system. */
  readonly path: string;
  readonly text: string;
  readonly pack: Pack;
}

export interface PacksRead {
  readonly files: readonly PackFile[];
  readonly problems: readonly PackProblem[];
}

/**
 * All packs of the folder in the order of their paths. A file that cannot be read or is no pack is a problem and not
 * among the files. @throws if the folder itself cannot be read.
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
    const text = await textOf(join(folder, path));
    const read =
      text === undefined
        ? { kind: 'problems' as const, problems: [{ path, line: 1, column: 1, message: 'expected a file to read' }] }
        : parsePack({ path, text });
    if (read.kind === 'pack' && text !== undefined) files.push({ path, text, pack: read.pack });
    if (read.kind === 'problems') problems.push(...read.problems);
  }
  return { files, problems };
}

/** As `readPacks`, and runs the examples of every pack: one that does not do what it says is a problem too. */
export async function readCheckedPacks(folder: string): Promise<PacksRead> {
  const read = await readPacks(folder);
  const checked = read.files.map((file) => ({ file, problems: failedExamples(file) }));
  return {
    files: checked.filter(({ problems }) => problems.length === 0).map(({ file }) => file),
    problems: [...read.problems, ...checked.flatMap(({ problems }) => problems)],
  };
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

function failedExamples({ path, text, pack }: PackFile): readonly PackProblem[] {
  const failures = checkExamples(compileRules([pack]), pack);
  if (failures.length === 0) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return failures.map(({ rule, must, index }) => {
    const at = pack.rules.findIndex(({ id }) => rule === `${pack.id}/${id}`);
    const example = document.getIn(['rules', at, 'examples', must, index], true);
    const { line, col } = lines.linePos(isNode(example) ? (example.range?.[0] ?? 0) : 0);
    const message = `expected ${rule} to ${must === 'match' ? 'find' : 'pass over'} this example`;
    return { path, line, column: col, message };
  });
}

/** Reads the rule packs of a folder: every `.yaml` below it but those in dot folders and `node_modules`, bad ones reported with file, line and column. */
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
export function readPacks(folder: string): Promise<PacksRead> {
  return readEach(folder, parsePackFile);
}

/**
 * As `readPacks`, and runs the examples of every pack: one that does not do what it says is a problem too.
 * Files whose text is the same as in `known` are taken from there.
 */
export function readCheckedPacks(folder: string, known: ReadonlyMap<string, PackFile> = new Map()): Promise<PacksRead> {
  return readEach(folder, (path, text) => {
    const before = known.get(path);
    if (before?.text === text) return before;
    const read = parsePackFile(path, text);
    if (!isPack(read)) return read;
    const failures = failedExamples(read);
    return failures.length === 0 ? read : failures;
  });
}

type FileRead = PackFile | readonly PackProblem[];

async function readEach(folder: string, read: (path: string, text: string) => FileRead): Promise<PacksRead> {
  const names = await readdir(folder, { recursive: true });
  const paths = names
    .map((name) => name.split(sep).join('/'))
    .filter((path) => /\.ya?ml$/.test(path) && !/(^|\/)(\.|node_modules\/)/.test(path))
    .sort();
  const files: PackFile[] = [];
  const problems: PackProblem[] = [];
  for (const path of paths) {
    const text = await textOf(join(folder, path));
    const file = text === undefined ? [unreadable(path)] : read(path, text);
    if (isPack(file)) files.push(file);
    else problems.push(...file);
  }
  return { files, problems };
}

function isPack(read: FileRead): read is PackFile {
  return 'pack' in read;
}

function parsePackFile(path: string, text: string): FileRead {
  const parsed = parsePack({ path, text });
  return parsed.kind === 'pack' ? { path, text, pack: parsed.pack } : parsed.problems;
}

function unreadable(path: string): PackProblem {
  return { path, line: 1, column: 1, message: 'expected a file that can be read' };
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

/** Reads the rule packs of a folder: every `.yaml` below it but those in dot folders and `node_modules`, bad ones reported with file, line and column. */
import { constants, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { text as textIn } from 'node:stream/consumers';
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
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .map((entry) => ({ entry, path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/') }))
    .filter(({ path }) => /\.ya?ml$/.test(path) && !/(^|\/)(\.|node_modules\/)/.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const files: PackFile[] = [];
  const problems: PackProblem[] = [];
  for (const { entry, path } of paths) {
    // A link may lead to what is not the rules' to read; reading a pipe or a device may never end.
    const text = entry.isFile() ? await textOf(join(folder, path)) : undefined;
    const file = text === undefined ? [unreadable(path, entry)] : read(path, text);
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

function unreadable(path: string, entry: Dirent): PackProblem {
  const message = entry.isSymbolicLink()
    ? 'expected the file itself; links are not followed'
    : 'expected a regular file that can be read';
  return { path, line: 1, column: 1, message };
}

/** A pack may have 1 MB; `parsePack` refuses what is a byte longer. */
const mostBytes = 1_000_000;

/** Undefined if the file cannot be read, also if something else took its place since the folder was read. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!(await file.stat()).isFile()) return undefined;
    return await textIn(file.createReadStream({ end: mostBytes, autoClose: false }));
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

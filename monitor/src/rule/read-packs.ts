/** Reads the rule packs of a folder: every `.yaml` below it but those in dot folders and `node_modules`, bad ones reported with file, line and column. */
import { constants, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { text as textIn } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import {
  checkExamples,
  compileRules,
  type ExampleFailure,
  type Model,
  type Pack,
  type PackProblem,
  parsePack,
} from '@atalaia/rules';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { readModels } from './read-models.ts';

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
  /** What learned rules of these files ask. */
  readonly models: Models;
}

type Models = ReadonlyMap<string, Model>;

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
  return readEach(folder, (path, text, models) => {
    const before = known.get(path);
    if (before?.text === text) return before;
    const read = parsePackFile(path, text, models);
    if (!isPack(read)) return read;
    const failures = failedExamples(read, models);
    return failures.length === 0 ? read : failures;
  });
}

/** One pack as text: what it says, unless it is none; and what is wrong with it, also examples that do not hold. */
export function checkPackText(
  text: string,
  models: ReadonlyMap<string, Model>,
): { readonly pack: Pack | undefined; readonly problems: readonly PackProblem[] } {
  const read = parsePackFile('', text, models);
  if (!isPack(read)) return { pack: undefined, problems: read };
  return { pack: read.pack, problems: failedExamples(read, models) };
}

type FileRead = PackFile | readonly PackProblem[];

async function readEach(
  folder: string,
  read: (path: string, text: string, models: Models) => FileRead,
): Promise<PacksRead> {
  const { models, problems: badModels } = await readModels();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .map((entry) => ({ entry, path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/') }))
    .filter(({ path }) => /\.ya?ml$/.test(path) && !/(^|\/)(\.|node_modules\/)/.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const files: PackFile[] = [];
  const problems = [...badModels];
  for (const { entry, path } of paths) {
    // A link may lead to what is not the rules' to read; reading a pipe or a device may never end.
    const text = entry.isFile() ? await textOf(join(folder, path)) : undefined;
    const file = text === undefined ? [unreadable(path, entry)] : read(path, text, models);
    if (isPack(file)) files.push(file);
    else problems.push(...file);
  }
  return { files, problems, models };
}

function isPack(read: FileRead): read is PackFile {
  return 'pack' in read;
}

function parsePackFile(path: string, text: string, models: Models): FileRead {
  const parsed = parsePack({ path, text });
  if (parsed.kind === 'problems') return parsed.problems;
  const file = { path, text, pack: parsed.pack };
  const unknown = parsed.pack.rules.flatMap((rule, at) =>
    rule.kind === 'learned' && !models.has(rule.model)
      ? [{ path, ...placeOf(file, ['rules', at, 'model']), message: 'expected the name of a model in rules/models' }]
      : [],
  );
  return unknown.length === 0 ? file : unknown;
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

function failedExamples(file: PackFile, models: Models): readonly PackProblem[] {
  const { path, pack } = file;
  const failures = checkExamples(compileRules([pack], { inactive: true, models }), pack);
  return failures.map((failure) => {
    const { rule, must, index } = failure;
    const at = pack.rules.findIndex(({ id }) => rule === `${pack.id}/${id}`);
    return { path, ...placeOf(file, ['rules', at, 'examples', must, index]), message: sentenceOf(failure) };
  });
}

function sentenceOf({ kind, rule, must }: ExampleFailure): string {
  switch (kind) {
    case 'otherwise':
      return `expected ${rule} to ${must === 'match' ? 'find' : 'pass over'} this example`;
    case 'unreadable':
      return 'expected lines such as "Mon 10:00 contact: text" or "10:06 agent deletes 10:00"';
    default:
      return kind satisfies never;
  }
}

/** Where a value of a pack stands in its file; line and column from 1. */
function placeOf({ text }: PackFile, path: readonly (string | number)[]): { line: number; column: number } {
  const lines = new LineCounter();
  const node = parseDocument(text, { lineCounter: lines }).getIn(path, true);
  const { line, col } = lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0);
  return { line, column: col };
}

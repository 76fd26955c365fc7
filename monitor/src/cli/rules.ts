/** `atalaia rules`: checks rule packs, lists them, and scans messages with them; no data folder is touched. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packsToScan } from '../rule/packs-to-scan.ts';
import { ownPacksFolder, type PacksRead, readCheckedPacks, readPacks } from '../rule/read-packs.ts';
import { scanLines } from '../rule/scan-lines.ts';
import type { CliIo, CliVerb } from './verb.ts';

const help = `atalaia rules check [DIR]
atalaia rules list [--json]
atalaia rules scan [--packs id,id] [--dir DIR]

check  validates the packs of a folder and runs their examples; without DIR, the packs that come with Atalaia
list   lists packs and rules
scan   reads messages as JSON lines, {"id", "text", "from"?, "language"?, "number"?, "conversation"?, "at"?, "event"?},
       and answers {"id", "hits": [{"rule", "kind", "severity", "start", "end"}]} in the same order; start and end are
       UTF-16 offsets in the text. Without --packs: what is on at first start, and identifiers.
       Conduct rules look at lines with "conversation" and "at" (ISO 8601 or Unix time; without zone, São Paulo's), in
       their order. "event" is message, edit, delete or tick. An edit or deletion has the id of its message, or names it
       as "target"; a tick says that time has passed. A conduct hit stands on the line that caused it; where that is not
       about the line's own text, start and end are 0. Business hours are Monday to Friday, 9 to 18, in São Paulo.
`;

export const rulesVerb: CliVerb = { name: 'rules', help, run };

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const [verb = '', ...rest] = args;
  switch (verb) {
    case 'check':
      return check(rest, io);
    case 'list':
      return list(rest, io);
    case 'scan':
      return scan(rest, io);
    default:
      return wrongUsage(io, 'Say what to do with the rules: check, list or scan.');
  }
}

async function check(args: readonly string[], io: CliIo): Promise<number> {
  const parsed = attempt(() => parseArgs({ args: [...args], allowPositionals: true, options: {} }));
  if (!parsed || parsed.positionals.length > 1) return wrongUsage(io, 'rules check takes one folder at most.');
  const read = await packsIn(io, parsed.positionals[0], readCheckedPacks);
  if (!read) return 1;
  if ((await tellProblems(io, read)) > 0) return 1;
  const rules = read.files.reduce((sum, { pack }) => sum + pack.rules.length, 0);
  if (rules === 0) {
    await io.err('There is no rule pack in this folder.');
    return 1;
  }
  await io.out(`${read.files.length} files, ${rules} rules: all examples hold.\n`);
  return 0;
}

async function list(args: readonly string[], io: CliIo): Promise<number> {
  const parsed = attempt(() => parseArgs({ args: [...args], options: { json: { type: 'boolean' } } }));
  if (!parsed) return wrongUsage(io, 'rules list takes only --json.');
  const read = await packsIn(io, undefined);
  if (!read) return 1;
  const packs = read.files.map(({ path, pack }) => ({
    pack: pack.id,
    language: pack.language,
    version: pack.version,
    active: pack.active,
    file: path,
    title: pack.title,
    rules: pack.rules.map(({ id, kind, severity, effect, from, title, why, source }) => ({
      rule: `${pack.id}/${id}`,
      kind,
      severity,
      effect,
      from: from ?? null,
      title,
      why,
      source: source ?? null,
    })),
  }));
  if (parsed.values.json) await io.out(`${JSON.stringify({ packs })}\n`);
  else {
    for (const { pack, language, active, title, rules } of packs) {
      await io.out(`${pack} (${language}, ${active ? 'active' : 'inactive'}): ${title.en}\n`);
      for (const { rule, severity, effect, title: sentence } of rules) {
        await io.out(`  ${rule}  ${severity}, ${effect}: ${sentence.en}\n`);
      }
    }
  }
  return (await tellProblems(io, read)) === 0 ? 0 : 1;
}

async function scan(args: readonly string[], io: CliIo): Promise<number> {
  const options = { packs: { type: 'string' }, dir: { type: 'string' } } as const;
  const parsed = attempt(() => parseArgs({ args: [...args], options }));
  if (!parsed) return wrongUsage(io, 'rules scan takes only --packs and --dir.');
  const read = await packsIn(io, parsed.values.dir);
  if (!read || (await tellProblems(io, read)) > 0) return 1;
  const scope = packsToScan(read, parsed.values.packs?.split(','));
  if (scope.kind === 'unknown') {
    await io.err(`There is no pack "${scope.id}"; rules list names those that there are.`);
    return 1;
  }
  let refused = false;
  for await (const answer of scanLines(scope.chosen, io.input)) {
    if (answer.kind === 'lines') await io.out(answer.text);
    else {
      refused = true;
      await io.err(`Line ${answer.line}: ${answer.expected}.`);
    }
  }
  return refused ? 1 : 0;
}

/** The packs of a folder given by the caller, or our own. Undefined, after saying so, if it cannot be read. */
async function packsIn(io: CliIo, folder: string | undefined, read = readPacks): Promise<PacksRead | undefined> {
  try {
    return await read(folder === undefined ? ownPacksFolder : resolve(io.cwd, folder));
  } catch {
    await io.err(`The folder ${folder ?? 'of the rule packs'} cannot be read.`);
    return undefined;
  }
}

async function tellProblems(io: CliIo, { problems }: PacksRead): Promise<number> {
  for (const { path, line, column, message } of problems) await io.err(`${path}:${line}:${column}: ${message}`);
  return problems.length;
}

/** Undefined if an option is unknown or lacks its value; the caller says what is taken. */
function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia rules --help.`);
  return 2;
}

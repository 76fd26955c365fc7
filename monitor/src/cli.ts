/** The command line: finds the verb that was typed and runs it where it belongs. */
import { openTerminal } from './cli/terminal.ts';
import type { CliVerb } from './cli/verb.ts';

const help = `atalaia <verb>, each with --help

  import FILE   brings an exported chat into the archive and screens it
  parse FILE    shows what is understood of an exported chat; stores nothing
  rules         checks rule packs, lists them, scans messages with them
  person        the rights of one person: find, export, erase
  verify FILE   checks an export, and names the file that was altered
  audit         verifies the audit trail
  user          invites people who may sign in
  backup        writes everything but the keys into one file, while the program runs
  restore FILE  fills an empty data folder from a backup
  keys          recovery kit, proof that it opens, rotation of the master key
  doctor        says in plain words what is wrong with this installation

Data and keys lie where ATALAIA_DATA and ATALAIA_KEYS say; see the README.
`;

/** Verbs that need no data folder. Each verb loads only what it needs, so that the terminal answers at once. */
const localVerbs = new Map<string, () => Promise<CliVerb>>([
  ['parse', async () => (await import('./cli/parse.ts')).parseVerb],
  ['rules', async () => (await import('./cli/rules.ts')).rulesVerb],
  ['verify', async () => (await import('./cli/verify.ts')).verifyVerb],
  ['restore', async () => (await import('./cli/restore.ts')).restoreVerb],
  ['doctor', async () => (await import('./cli/doctor.ts')).doctorVerb],
]);

/** Answers the exit code: 0 only on success, 2 for wrong usage. */
export async function runCli([name, ...args]: readonly string[]): Promise<number> {
  const io = openTerminal();
  if (name === undefined || name === '--help' || name === '-h') {
    await io.out(help);
    return name === undefined ? 2 : 0;
  }
  const { runVerb } = await import('./cli/run-verb.ts');
  const local = await localVerbs.get(name)?.();
  if (local) return runVerb(local, args, io, undefined);

  const { ownerVerbs } = await import('./cli/owner-verbs.ts');
  const load = ownerVerbs.get(name);
  if (!load) {
    await io.err('There is no such verb; atalaia --help lists them.');
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    await io.out((await load()).help);
    return 0;
  }
  const { readConfig } = await import('./config.ts');
  const read = readConfig(process.env);
  if (read.kind === 'problems') {
    for (const problem of read.problems) await io.err(problem);
    return 1;
  }
  const { openProgram, runOwned } = await import('./cli/run-owned.ts');
  const { fromStandardInput } = await import('./cli/from-standard-input.ts');
  return runOwned(name, load, await fromStandardInput(args, io), io, read.config, openProgram);
}

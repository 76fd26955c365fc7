/** `atalaia doctor`: says in plain words what is wrong with this installation. */
import { existsSync } from 'node:fs';
import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { readCheckedPacks } from '../rule/read-packs.ts';
import { readArguments } from './arguments.ts';
import { type Opened, runOwned } from './run-owned.ts';
import { type StateVerbDeps, stateVerb } from './state.ts';
import type { CliIo, CliVerb } from './verb.ts';

const help = `atalaia doctor

Checks Node, settings, folders and their permissions, keys, disk space, rule packs, and what the program itself knows.
Each line begins with ok, WARN (what you should do something about) or WRONG; the exit code is 0 only if nothing is
wrong. Changes nothing.
`;

type Finding = { readonly kind: keyof typeof marks; readonly sentence: string };
const marks = { ok: 'ok   ', warning: 'WARN ', wrong: 'WRONG' } as const;
const ok = (sentence: string): Finding => ({ kind: 'ok', sentence });
const warning = (sentence: string): Finding => ({ kind: 'warning', sentence });
const wrong = (sentence: string): Finding => ({ kind: 'wrong', sentence });

/** Free space under which the doctor speaks up, in bytes. */
const littleSpace = 1024 ** 3;

export const doctorVerb: CliVerb = {
  name: 'doctor',
  help,
  async run(args, io) {
    const given = readArguments({ args: [...args], options: {} });
    if (given.kind === 'wrong') {
      await io.err(`${given.sentence} See atalaia doctor --help.`);
      return 2;
    }
    const read = readConfig(process.env);
    if (read.kind === 'problems') {
      for (const problem of read.problems) await tell(io, wrong(problem));
      return 1;
    }
    const findings = [
      ...nodeAndBuild(read.config),
      ...(await folders(read.config)),
      await replica(read.config),
      await checkpointsOut(read.config),
      ...(await packs(read.config)),
    ];
    for (const finding of findings) await tell(io, finding);
    const { dataDir, keysDir } = read.config;
    const installed = (await namesIn(dataDir)).length > 0 || (await namesIn(keysDir)).length > 0;
    const inside = installed ? await runOwned('state', async () => stateVerb, [], io, read.config, openToLook) : 0;
    return inside === 0 && findings.every(({ kind }) => kind !== 'wrong') ? 0 : 1;
  },
};

/** Only what is kept: where the program does not run, nothing is activated, screened, resumed or signed by looking. */
async function openToLook(config: Config): Promise<Opened<StateVerbDeps>> {
  const { clock, openData } = await import('../open-data.ts');
  const opened = await openData(config, () => {});
  return opened.kind === 'opened' ? { kind: 'opened', app: { ...opened.storage, clock } } : opened;
}

async function tell(io: CliIo, { kind, sentence }: Finding): Promise<void> {
  await io.out(`${marks[kind]} ${sentence}\n`);
}

function nodeAndBuild({ dashboardDir }: Config): readonly Finding[] {
  return [
    ok(`Node ${process.versions.node}`),
    existsSync(join(dashboardDir, 'index.html'))
      ? ok('the dashboard is built')
      : wrong('the dashboard is not built: npm start does it'),
  ];
}

async function folders({ dataDir, keysDir }: Config): Promise<readonly Finding[]> {
  const keys = await namesIn(keysDir);
  if (!existsSync(dataDir)) {
    return [
      keys.length === 0 ? ok(`nothing is stored yet: npm start makes ${dataDir}`) : wrong(`${dataDir} is missing`),
    ];
  }
  return [
    await folder('data', dataDir),
    await folder('key', keysDir),
    keys.length > 0 ? ok('keys are there') : wrong(`${keysDir} holds no keys: restore it from its replica`),
    await space(dataDir),
  ];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function folder(what: string, path: string): Promise<Finding> {
  try {
    const { mode } = await stat(path);
    await access(path, constants.R_OK | constants.W_OK);
    return (mode & 0o077) === 0
      ? ok(`${what} folder ${path} is ours alone`)
      : wrong(`${what} folder ${path} is open to other users: run chmod 700 ${path}`);
  } catch {
    return wrong(`${what} folder ${path} cannot be read and written by this user`);
  }
}

/** The key store is written with every person who is met; its replica follows within a minute. */
async function replica({ keysDir, keyReplica }: Config): Promise<Finding> {
  if (keyReplica === undefined)
    return warning('the keys have no replica: name a folder elsewhere with ATALAIA_KEY_REPLICA');
  const found = await stat(join(keyReplica, 'keys.sqlite')).catch(() => undefined);
  if (found === undefined) {
    const started = (await namesIn(keysDir)).length > 0;
    return started ? wrong(`the key replica ${keyReplica} holds no keys`) : ok('the key replica is made at the start');
  }
  return ok(`key replica ${keyReplica}, written ${found.mtime.toISOString()}`);
}

/** The newest of those that an auditor can fetch; their names tell when they were taken. */
async function checkpointsOut({ dataDir, checkpointsDir }: Config): Promise<Finding> {
  if (checkpointsDir === undefined)
    return warning('checkpoints of the audit trail stay here: name a folder elsewhere with ATALAIA_CHECKPOINTS');
  const newest = (await namesIn(checkpointsDir))
    .filter((name) => name.startsWith('checkpoint-'))
    .sort()
    .at(-1);
  if (newest !== undefined) return ok(`checkpoints leave to ${checkpointsDir}, the newest is ${newest}`);
  const started = (await namesIn(dataDir)).length > 0;
  return started ? wrong(`no checkpoint has left to ${checkpointsDir}`) : ok('checkpoints leave after the start');
}

async function space(path: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(path);
  const gib = (bavail * bsize) / 1024 ** 3;
  const sentence = `${gib.toFixed(1)} GiB free for data`;
  return bavail * bsize < littleSpace ? wrong(`only ${sentence}`) : ok(sentence);
}

async function packs({ rulesDir }: Config): Promise<readonly Finding[]> {
  try {
    const { files, problems } = await readCheckedPacks(rulesDir);
    const wrongs = problems.map(({ path, line, column, message }) => wrong(`${path}:${line}:${column}: ${message}`));
    return [ok(`${files.length} rule pack files can be read`), ...wrongs];
  } catch {
    return [wrong(`the folder of rule packs ${rulesDir} cannot be read`)];
  }
}

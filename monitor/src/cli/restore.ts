/** `atalaia restore`: fills an empty data folder from a backup, under the keys of its installation. */
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openAudit } from '../audit/open-audit.ts';
import { restoreBackup } from '../backup/restore.ts';
import { type Config, readConfig } from '../config.ts';
import { clock, newId, openData } from '../open-data.ts';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import { openProgram } from './run-owned.ts';
import type { CliIo, CliVerb } from './verb.ts';

const help = `atalaia restore FILE

Fills the empty data folder (ATALAIA_DATA) from a backup. The key folder (ATALAIA_KEYS) must be there already: the one
in use, or a copy of its replica. A backup that was altered or belongs to another installation is refused before
anything is written. Whoever was erased since is unreadable, and is removed again. Numbers have to be linked anew.
`;

export const restoreVerb: CliVerb = {
  name: 'restore',
  help,
  async run(args, io) {
    const given = readArguments({ args: [...args], allowPositionals: true, options: {} });
    const [file, ...more] = given.kind === 'given' ? given.positionals : [];
    if (file === undefined || more.length > 0) {
      await io.err(`${given.kind === 'wrong' ? given.sentence : 'Name one backup.'} See atalaia restore --help.`);
      return 2;
    }
    const read = readConfig(process.env);
    if (read.kind === 'problems') {
      for (const problem of read.problems) await io.err(problem);
      return 1;
    }
    return (await fill(read.config, io, resolve(io.cwd, file))) ? endErasures(read.config, io) : 1;
  },
};

async function fill(config: Config, io: CliIo, path: string): Promise<boolean> {
  if ((await readdir(config.dataDir).catch(() => [])).length > 0) {
    await io.err(`${config.dataDir} is not empty: a backup is restored into an empty folder only.`);
    return false;
  }
  const opened = await openData(config, () => undefined, true);
  if (opened.kind !== 'opened') {
    if (opened.kind === 'unusable') await empty(config.dataDir);
    await io.err(opened.kind === 'owned' ? `Another program has ${config.dataDir} open.` : opened.problem);
    return false;
  }
  try {
    await using storage = opened.storage;
    const deps = { ...storage, clock, newId };
    const shown = (rows: number) => io.progress(rows, null);
    const restored = await restoreBackup(deps, () => openAudit(deps), io.actor, path, shown);
    const { rows, erased, parts, madeAt } = restored;
    await io.out(
      `Restored ${counted(rows, 'record')}. Erased since, and erased again: ${counted(erased, 'person')}, ${counted(parts, 'part')}.\n`,
    );
    await io.out(
      `Holds, objections, restrictions, corrections and decisions made after ${new Date(madeAt).toISOString()} are not in it: make them again. Until a dpo settles retention again, and what silence does, neither erases or corrects anything by itself. Evidence whose time is over goes in seven days: place the holds it needs before.\n`,
    );
    return true;
  } catch (error) {
    await empty(config.dataDir);
    throw error;
  }
}

/** As it was before: half an archive is worth less than none. */
async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) await rm(join(folder, name), { recursive: true });
}

/** What was erased after the backup was made is swept before the program is used. */
async function endErasures(config: Config, io: CliIo): Promise<number> {
  const opened = await openProgram(config);
  if (opened.kind !== 'opened') {
    await io.err(opened.kind === 'owned' ? `Another program has ${config.dataDir} open.` : opened.problem);
    return 1;
  }
  await using app = opened.app;
  for (const id of await app.erasures.underWay()) await app.erasures.ranTo(id);
  await io.out('The archive is ready. Link its numbers anew.\n');
  return 0;
}

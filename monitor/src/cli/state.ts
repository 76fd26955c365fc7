/** What the program that owns the data folder knows of its own state; `atalaia doctor` asks it. */
import { auditEntries, type Clock, checkpoints, imports, messages, type Records } from '@atalaia/storage';
import { type FindDamaged, findDamaged } from '../find-damaged.ts';
import { kitStanding } from '../keys/kit-standing.ts';
import type { RunningRules } from '../rule/running.ts';
import { counted } from './counted.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

export interface StateVerbDeps extends FindDamaged {
  readonly records: Records;
  /** Absent where the program does not run. */
  readonly rules?: Pick<RunningRules, 'packs'>;
  readonly clock: Clock;
}

/** Not listed in the help: its lines are part of the doctor's. */
export const stateVerb: OwnerVerb<StateVerbDeps> = {
  name: 'state',
  help: 'atalaia state\n\nPart of atalaia doctor.\n',
  async run(_args, io, deps) {
    await io.out(`ok    messages that wait for screening: ${await waitingMessages(deps.records)}\n`);
    await io.out(`ok    imports under way: ${await unfinishedImports(deps.records)}\n`);
    await io.out(`ok    last signed checkpoint of the audit trail: ${await lastCheckpoint(deps)}\n`);
    await io.out(`ok    last backup begun: ${await lastBackup(deps)}\n`);
    const kit = await tellKit(deps, io);
    const problems = deps.rules ? await tellPacks(deps.rules, io) : 0;
    const damaged = await tellDamaged(deps, io);
    return kit && problems === 0 && damaged === 0 ? 0 : 1;
  },
};

/** False where the kit that lies in the safe is void. Without any no number is armed. */
async function tellKit(deps: StateVerbDeps, io: CliIo): Promise<boolean> {
  const how = 'atalaia keys kit --out FILE, then atalaia keys try FILE';
  const standing = await kitStanding(deps);
  switch (standing) {
    case 'tried':
      await io.out('ok    the recovery kit was tried, and opens the keys\n');
      return true;
    case 'none':
      await io.out(`WARN  no recovery kit was tried yet: ${how}\n`);
      return true;
    case 'void':
      await io.out(`WRONG the recovery kit is void, the master key was rotated: ${how}\n`);
      return false;
    default:
      throw new TypeError(`No rule for ${String(standing satisfies never)}`);
  }
}

/** Answers how many things are wrong with the pack files. */
async function tellPacks(rules: Pick<RunningRules, 'packs'>, io: CliIo): Promise<number> {
  const { packs, problems } = rules.packs();
  await io.out(`ok    rule packs in force: ${packs.filter(({ active }) => active).length} of ${packs.length}\n`);
  for (const { path, line, column, message } of problems) {
    await io.out(`WRONG ${path}:${line}:${column}: ${message}\n`);
  }
  return problems.length;
}

/** Names the first ones; a failing disk may have many. Answers how many there are. */
async function tellDamaged(deps: FindDamaged, io: CliIo): Promise<number> {
  let count = 0;
  for await (const { collection, id } of findDamaged(deps)) {
    count += 1;
    if (count <= 10) await io.out(`WRONG ${id} in ${collection} is damaged\n`);
  }
  await io.out(
    count === 0
      ? 'ok    every message and person kept can be opened\n'
      : `WRONG ${count} of the messages and persons kept are damaged on disk: restore data from a backup\n`,
  );
  return count;
}

async function waitingMessages(records: Records): Promise<number> {
  const counts = await records.count(messages, { index: 'byScreening', equals: { screening: 'pending' } });
  return sum(counts);
}

async function unfinishedImports(records: Records): Promise<number> {
  const counts = await records.count(imports, { index: 'byState', equals: { state: ['waiting', 'running'] } });
  return sum(counts);
}

async function lastCheckpoint({ records, clock }: StateVerbDeps): Promise<string> {
  const newest = await records.find(checkpoints, { index: 'byTime', order: 'descending', limit: 1 });
  const at = newest.items[0]?.doc.at;
  return at === undefined ? 'none yet' : ago(clock, at);
}

async function lastBackup({ records, clock }: StateVerbDeps): Promise<string> {
  const equals = { subject: 'backup' };
  const newest = await records.find(auditEntries, { index: 'bySubject', equals, order: 'descending', limit: 1 });
  const at = newest.items[0]?.doc.at;
  return at === undefined ? 'none yet: atalaia backup --out FILE' : ago(clock, at);
}

function ago(clock: Clock, at: number): string {
  const minutes = Math.max(0, Math.round((clock() - at) / 60_000));
  return `${counted(minutes, 'minute')} ago`;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((total, count) => total + count, 0);
}

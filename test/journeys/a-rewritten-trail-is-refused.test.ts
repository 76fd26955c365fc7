/** A trail that was written anew and signed anew with the machine's own key agrees with itself, and not with what left the machine earlier. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditEntries, type Checkpoint, checkpoints } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readReceivedCheckpoints } from '../../monitor/src/audit/against.ts';
import { takeCheckpoint } from '../../monitor/src/audit/checkpoint.ts';
import { beforeFirst, nextEntry } from '../../monitor/src/audit/entry.ts';
import { keepTrail } from '../../monitor/src/audit/keep-trail.ts';
import { openAudit } from '../../monitor/src/audit/open-audit.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { auditVerb } from '../../monitor/src/cli/audit.ts';
import { openTurns } from '../../monitor/src/turns.ts';
import { newId, type TemporaryStorage, temporaryStorage } from '../fixtures/temporary-storage.ts';

const bruno = { kind: 'operator', name: 'bruno' } as const;
type Storage = TemporaryStorage['storage'];

/** Whoever holds machine and key: every entry from `from` on written anew, naming somebody else, and one checkpoint over all of it. */
async function rewrite(storage: Storage, clock: () => number, from: number): Promise<void> {
  const chain = { index: 'byChain', equals: { chain: 'company' }, limit: 1000 } as const;
  const entries = (await storage.records.find(auditEntries, chain)).items.map(({ doc }) => doc);
  let head = entries[from - 1] ?? beforeFirst;
  for (const { id, act, subject, at, detail } of entries.slice(from)) {
    await storage.records.remove(auditEntries, id);
    const actor = { kind: 'operator', name: 'inocente' } as const;
    const forged = nextEntry(head, { chain: 'company', actor, act: act as 'alert-read', subject, detail }, at);
    await storage.records.insert(auditEntries, forged);
    head = forged;
  }
  for (const { doc } of (await storage.records.find(checkpoints, { index: 'byTime', limit: 1000 })).items) {
    await storage.records.remove(checkpoints, doc.id);
  }
  await takeCheckpoint({ ...storage, clock, newId, folder: undefined });
}

/** Acts recorded, and the checkpoints that left the machine after the third and the fifth. */
async function trail(here: TemporaryStorage, folder: string) {
  const deps = { ...here.storage, clock: here.clock, newId, turns: openTurns(), folder };
  const act = (subject: string) => ({ chain: 'company', actor: bruno, act: 'alert-read', subject }) as const;
  {
    await using audit = await openAudit(deps);
    for (const subject of ['one', 'two', 'three']) await audit.record(act(subject));
    await takeCheckpoint(deps);
    here.clock.move(60_000);
    for (const subject of ['four', 'five']) await audit.record(act(subject));
    await takeCheckpoint(deps);
    await audit.record(act('six'));
  }
  const verify = async (received?: readonly Omit<Checkpoint, 'id'>[]) => {
    await using audit = await openAudit(deps);
    return verifyTrail({ ...deps, audit }, authorize(bruno, 'audit:read'), received);
  };
  return { verify };
}

async function receivedIn(folder: string): Promise<readonly Checkpoint[]> {
  const read = await readReceivedCheckpoints(folder);
  if (read.kind !== 'checkpoints') throw new Error(read.problem);
  return read.checkpoints;
}

test('agrees with itself, is refused by what left the machine, which names chain and entry', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-received-'));
  try {
    await using here = await temporaryStorage();
    const { verify } = await trail(here, folder);
    const received = await receivedIn(folder);
    expect(received).toHaveLength(2);
    // Six acts, five of them covered by what was received.
    expect(await verify(received)).toMatchObject({ kind: 'intact', entries: 6, unproved: 1, problem: null });
    expect(await verify()).toMatchObject({ kind: 'intact', unproved: 7 });

    await rewrite(here.storage, here.clock, 3);
    expect(await verify()).toMatchObject({ kind: 'intact', problem: null });
    const refused = await verify(received);
    expect(refused.kind).toBe('broken');
    expect(refused.problem).toMatch(/names entry 4 of chain company, which is not there as it was signed\.$/);
    // The older checkpoint alone does not reach what was rewritten: how much it leaves open is said.
    const [first] = received;
    const older = await verify(first ? [first] : []);
    expect(older.kind).toBe('intact');
    expect(older.unproved).toBeGreaterThan(3);
    await rewrite(here.storage, here.clock, 0);
    expect((await verify(first ? [first] : [])).problem).toMatch(/names entry 2 of chain company/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a checkpoint is refused that is newer than the trail’s end, of another installation, or was altered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-received-'));
  try {
    await using here = await temporaryStorage();
    await using other = await temporaryStorage();
    const { verify } = await trail(here, folder);
    const received = await receivedIn(folder);
    await openAudit({ ...other.storage, clock: other.clock }).then(async (audit) => {
      await audit.record({ chain: 'company', actor: bruno, act: 'alert-read', subject: 'elsewhere' });
      await audit[Symbol.asyncDispose]();
    });
    const foreign = await takeCheckpoint({ ...other.storage, clock: other.clock, newId, folder: undefined });

    const [, last] = received;
    if (!last || !foreign) throw new Error('There is no checkpoint.');
    for (const sequence of [3, 4, 5]) {
      await here.storage.records.remove(auditEntries, `company.${String(sequence).padStart(10, '0')}`);
    }
    expect((await verify([last])).problem).toMatch(/names entry 4 of chain company, which is not there/);
    const heads = last.heads.map((head) => ({ ...head, sequence: 1 }));
    expect((await verify([{ ...last, heads }])).problem).toContain('its signature does not match');
    expect((await verify([foreign])).problem).toContain('signed by another key');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('atalaia audit verify --against says so in one sentence, and fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-received-'));
  try {
    await using here = await temporaryStorage();
    await trail(here, folder);
    await rewrite(here.storage, here.clock, 0);
    const base = { ...here.storage, clock: here.clock, newId, turns: openTurns(), folder: undefined };
    await using audit = await openAudit(base);
    const faults: unknown[] = [];
    await using kept = keepTrail({ ...base, audit, reportFault: (fault) => void faults.push(fault) });
    const said: string[] = [];
    const note = async (text: string) => void said.push(text);
    const input = (async function* () {})();
    const io = { cwd: folder, actor: bruno, input, out: note, err: note, progress: () => undefined };
    expect(await auditVerb.run(['verify', '--against', folder], io, { ...base, audit, trail: kept })).toBe(1);
    expect(said).toEqual([expect.stringMatching(/^The checkpoint of \S+ names entry \d+ of chain company, .*\.$/)]);
    expect(await auditVerb.run(['verify'], io, { ...base, audit, trail: kept })).toBe(0);
    expect(said.at(-1)).toContain('Consistent, origin not proved');
    expect(faults).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

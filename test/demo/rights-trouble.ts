/** What a visitor can do to a person's rights with a button: change one byte of an export, bring back an old backup. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Caller } from './staff.ts';
import { atTerminal } from './terminal.ts';

export interface RightsParts {
  readonly folders: {
    readonly data: string;
    readonly keys: string;
    /** Where the program keeps the one copy of its keys. */
    readonly replica: string;
    /** The backup of this morning. */
    readonly backup: string;
  };
  readonly dpo: Caller;
  /** 0 (inclusive) to 1. */
  readonly random: () => number;
}

const people = z.object({ persons: z.array(z.object({ id: z.string(), role: z.string(), notice: z.string() })) });

/** Exports somebody, checks the ZIP, changes one byte anywhere in it, and checks it again. Answers what the verifier said. */
export async function flipOneByte({ folders, dpo, random }: RightsParts): Promise<string> {
  const { persons } = people.parse(await dpo('GET', '/persons?limit=50'));
  const shown = persons.filter(({ role, notice }) => role === 'contact' && notice !== 'locked');
  const person = shown[Math.floor(random() * shown.length)];
  if (person === undefined) throw new Error('There is nobody to export.');
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-demo-export-'));
  try {
    const file = join(folder, 'export.zip');
    await atTerminal(folders, ['person', 'export', person.id, '--out', file]);
    const before = await atTerminal(folders, ['verify', file]);
    const bytes = readFileSync(file);
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const after = await atTerminal(folders, ['verify', file]);
    return [before, `— ${at} / ${bytes.length} —`, after].join('\n').replaceAll(folder, '…');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Restores this morning's backup beside the running company, with the keys of today. Answers what the program said. */
export async function restoreBackup({ folders }: RightsParts): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-demo-restored-'));
  try {
    const restored = { data: join(folder, 'data'), keys: join(folder, 'keys') };
    cpSync(folders.replica, restored.keys, { recursive: true });
    const said = await atTerminal(restored, ['restore', folders.backup]);
    return said.replaceAll(folder, '…').replaceAll(folders.backup, '…/backup');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

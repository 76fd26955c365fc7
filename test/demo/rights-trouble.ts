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

/** What a visitor's button showed; `said` are the program's own words, which are English. */
export type RightsShown =
  | {
      readonly kind: 'flipped';
      /** Which byte of how many. */
      readonly at: number;
      readonly of: number;
      /** Refused afterwards because of this file in the ZIP; null = the ZIP itself. */
      readonly file: string | null;
      readonly said: string;
    }
  | { readonly kind: 'restored'; readonly persons: number; readonly parts: number; readonly said: string }
  | { readonly kind: 'nobody-erased' };

const people = z.object({ persons: z.array(z.object({ id: z.string(), role: z.string(), notice: z.string() })) });

/** Exports somebody, checks the ZIP, changes one byte anywhere in it, and checks it again. @throws if the verifier does not accept the one and refuse the other, with what it said */
export async function flipOneByte({ folders, dpo, random }: RightsParts): Promise<RightsShown> {
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
    const said = `${before}\n\n${after}`.replaceAll(folder, '…');
    const altered = / was altered: (.+?): /.exec(after)?.[1];
    if (!/^Consistent/m.test(before) || altered === undefined) throw new Error(said);
    return { kind: 'flipped', at: at + 1, of: bytes.length, file: altered === 'the ZIP itself' ? null : altered, said };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Restores this morning's backup beside the running company, with the keys of today. @throws if it is refused, with what the program said */
export async function restoreBackup({ folders }: RightsParts): Promise<RightsShown> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-demo-restored-'));
  try {
    const restored = { data: join(folder, 'data'), keys: join(folder, 'keys') };
    cpSync(folders.replica, restored.keys, { recursive: true });
    const said = await atTerminal(restored, ['restore', folders.backup]);
    const counts = /erased again: (\d+) persons?, (\d+) parts?\./.exec(said);
    if (counts === null) throw new Error(said);
    const [persons, parts] = [Number(counts[1]), Number(counts[2])];
    if (persons + parts === 0) return { kind: 'nobody-erased' };
    return {
      kind: 'restored',
      persons,
      parts,
      said: said.replaceAll(folder, '…').replaceAll(folders.backup, '…/backup'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

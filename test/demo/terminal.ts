/** `atalaia` typed at the demo's terminal: it runs inside the demo's program, or alone on folders that no program has. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { withoutSettings } from './program.ts';

const bin = resolve(import.meta.dirname, '../../monitor/bin/atalaia.js');

/** What it printed on both streams, without the last line break. Never rejects: a refusal is an answer too. */
export function atTerminal(
  { data, keys }: { readonly data: string; readonly keys: string },
  args: readonly string[],
): Promise<string> {
  const env = { ...withoutSettings(), ATALAIA_DATA: data, ATALAIA_KEYS: keys };
  return new Promise((done) => {
    execFile(process.execPath, [bin, ...args], { env }, (_, stdout, stderr) => done(`${stdout}${stderr}`.trim()));
  });
}

/**
 * Runs every test and reads along: a private key on stdout or stderr of any test, or of any program that a test
 * starts, fails the whole run. Arguments are passed on to vitest.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyMaterialIn, keyMaterialWatch } from './key-material.ts';
import { programOutputVariable } from './program/output-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaia-suite-'));
const ofPrograms = join(folder, 'programs.txt');
writeFileSync(ofPrograms, '');

const child = spawn('vitest', ['run', ...process.argv.slice(2)], {
  stdio: ['inherit', 'pipe', 'pipe'],
  env: {
    ...process.env,
    [programOutputVariable]: ofPrograms,
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  },
});

const found: string[] = [];
let seen = 0;
for (const [stream, shown] of [
  [child.stdout, process.stdout],
  [child.stderr, process.stderr],
] as const) {
  const watch = keyMaterialWatch();
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    seen += chunk.length;
    const print = watch(chunk);
    if (print !== undefined) found.push(print);
    shown.write(chunk);
  });
}

const status = await new Promise<number | null>((ended) => child.once('close', ended));
const programs = readFileSync(ofPrograms, 'utf8');
const print = keyMaterialIn(programs);
if (print !== undefined) found.push(print);
rmSync(folder, { recursive: true, force: true });

for (const one of new Set(found)) {
  process.stderr.write(
    `suite: key material was printed ("${one}"): nothing of a Signal session may reach an output.\n`,
  );
}
if (seen === 0) process.stderr.write('suite: no output was seen, so nothing was checked.\n');
else
  process.stdout.write(`suite: no key in ${seen + programs.length} characters of output, ${found.length} findings.\n`);
process.exitCode = found.length > 0 || seen === 0 ? 1 : (status ?? 1);

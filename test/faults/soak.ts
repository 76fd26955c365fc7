/**
 * `npm run soak`: the fault tests again and again with fresh seeds, more kills, more messages and longer trouble; ends at
 * the first failure and prints its seed. All that is said is kept in a file too.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    kills: { type: 'string', default: '30' },
    /** Where the log goes. */
    log: { type: 'string', default: join(tmpdir(), `atalaia-soak-${Date.now()}.txt`) },
  },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const log = createWriteStream(values.log);
const tests = positionals.length > 0 ? positionals : ['test/faults', 'test/contract', 'test/properties'];

for (let round = 1; round <= rounds; round++) {
  const seed = String(Math.trunc(Math.random() * 1_000_000));
  say(`soak: round ${round} of ${rounds}, seed ${seed}, ${values.kills} kills\n`);
  const child = spawn('vitest', ['run', '--reporter=verbose', ...tests], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ATALAIA_SEED: seed, KILLS: values.kills },
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', say);
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (status !== 0) {
    say(`soak: failed with seed ${seed}${signal === null ? '' : `, ended by ${signal}`}\n`);
    process.exitCode = 1;
    break;
  }
}
say(`soak: ${process.exitCode === 1 ? 'failed' : 'nothing failed'}; the log is in ${values.log}\n`);
log.end();

function say(text: string): void {
  process.stdout.write(text);
  log.write(text);
}

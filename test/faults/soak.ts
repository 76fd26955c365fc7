/** `npm run soak`: the fault tests again and again with fresh seeds and more kills; ends at the first failure and prints its seed. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, kills: { type: 'string', default: '90' } },
});
const rounds = Number(values.rounds);

for (let round = 1; round <= rounds; round++) {
  const seed = String(Math.trunc(Math.random() * 1_000_000));
  process.stdout.write(`soak: round ${round} of ${rounds}, seed ${seed}, ${values.kills} kills\n`);
  const { status } = spawnSync('vitest', ['run', 'test/faults', 'test/contract', 'test/properties'], {
    stdio: 'inherit',
    env: { ...process.env, ATALAIA_SEED: seed, KILLS: values.kills },
  });
  if (status !== 0) {
    process.stderr.write(`soak: failed with seed ${seed}\n`);
    process.exitCode = 1;
    break;
  }
}

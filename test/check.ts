/**
 * `npm run check`: types, lint, format, unused code. Boundaries, languages and documents are promises too, so they
 * are tests (architecture, languages, docs) and run here as well.
 */
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['lint and format', ['biome', 'ci', '.']],
  ['promises awaited, switches exhausted', ['oxlint', '--type-aware']],
  ['unused code', ['knip']],
  [
    'boundaries, languages, documents',
    [
      'vitest',
      'run',
      'test/architecture.test.ts',
      'test/languages.test.ts',
      'test/docs.test.ts',
      'test/field-protocol.test.ts',
    ],
  ],
];

const failed = steps.filter(([name, [command = '', ...args]]) => {
  process.stdout.write(`\n── ${name}\n`);
  return spawnSync(command, args, { stdio: 'inherit' }).status !== 0;
});

if (failed.length > 0) {
  process.stderr.write(`\ncheck: failed: ${failed.map(([name]) => name).join('; ')}\n`);
  process.exitCode = 1;
}

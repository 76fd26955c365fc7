/** Says loudly, after all other results, which browser promises were not run because there is no browser. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Reporter } from 'vitest/node';

const folder = resolve(import.meta.dirname);

/** The titles of the promises in the browser's tests. */
function titles(): readonly string[] {
  return globSync('*.test.ts', { cwd: folder }).flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/^\s*(?:it|test)(?:\.each\([^)]*\))?\(\s*(['"`])(.+?)\1/gm),
    ].map((match) => match[2] ?? ''),
  );
}

export const promisesNotRun: Reporter = {
  onTestRunEnd() {
    const lines = titles().map((title) => `  - ${title}`);
    process.stdout.write(
      `\nNOT RUN: Chromium was not found (install the package \`chromium\`, or set CHROMIUM). Browser promises not run:\n${lines.join('\n')}\n`,
    );
  },
};

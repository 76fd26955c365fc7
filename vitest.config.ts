import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { findChromium } from './test/browser/chromium.ts';
import { promisesNotRun } from './test/browser/promises-not-run.ts';

/** Without Chromium everything else runs and the browser promises are named; in CI they run, and so fail. */
const withoutBrowser = findChromium() === undefined && process.env['CI'] !== 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(withoutBrowser ? ['test/browser/**'] : [])],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Programs that tests start, again and again, start sooner with what was compiled for those before.
    env: { NODE_COMPILE_CACHE: resolve(import.meta.dirname, 'node_modules/.cache/atalaia') },
    // What is to come is waited for; a second, the default, is little on a machine that does two things at once.
    expect: { poll: { timeout: 20_000 } },
    // A browser or a killed process may be starved on a shared machine; what fails twice is broken.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    reporters: withoutBrowser ? ['default', promisesNotRun] : ['default'],
  },
});

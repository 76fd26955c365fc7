/** libsignal prints whole sessions with their private keys; in this program it says nothing at all. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyMaterialIn } from '../key-material.ts';

function run(...given: readonly string[]): string {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'sessions-worker.ts'), ...given], {
    encoding: 'utf8',
  });
  expect(child.status, child.stderr).toBe(0);
  return child.stdout + child.stderr;
}

describe('libsignal', () => {
  it('says nothing while sessions open, close, fail and are removed', () => {
    expect(run()).toBe('sessions done, 4 refused\nThe console still speaks.\n');
  });

  it('would have printed private keys: the test above can fail', () => {
    expect(keyMaterialIn(run('loud'))).toBeDefined();
  });

  it('has no sentence that this program does not know: a new version is read before it is used', () => {
    const root = join(import.meta.dirname, '../../node_modules/libsignal');
    const calls = globSync('src/*.js', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^\s*console\.\w+\((.{0,40})/gm)].map(
        ([, start]) => `${file} ${start}`,
      ),
    );
    expect(calls.sort()).toMatchInlineSnapshot(`
      [
        "src/curve.js "WARNING: Expected pubkey of length 33, ",
        "src/queue_job.js "Unhandled bucket type (for naming):", t",
        "src/session_builder.js "Closing open session in favor of incomi",
        "src/session_cipher.js "Decrypted message with closed session."",
        "src/session_cipher.js "Failed to decrypt message with any know",
        "src/session_cipher.js "Session error:" + e, e.stack);",
        "src/session_record.js "Closing session:", session);",
        "src/session_record.js "Migrating session to:", migrations[i].v",
        "src/session_record.js "Opening session:", session);",
        "src/session_record.js "Removing old closed session:", oldestSe",
        "src/session_record.js "Session already closed", session);",
        "src/session_record.js "Session already open");",
        "src/session_record.js 'V1 session storage migration error: reg",
      ]
    `);
  });
});

/** A disk that is full: writes are refused whole, reads go on, and it all works again once there is room. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

/** A file-size limit of the kernel stands for the full disk: writing beyond it fails as real disks do, with no root needed. */
it('refuses what it cannot write, loses nothing it answered, and recovers when the disk does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-full-'));
  try {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'storage-full-disk-writer.ts'), folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const said: Record<string, unknown>[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const step = JSON.parse(line) as Record<string, unknown>;
      said.push(step);
      if (step['ready'] === true) limit(child.pid, '600000');
      if (step['full'] === true) limit(child.pid, 'unlimited');
      child.stdin.write('go on\n');
    }
    expect(said).toEqual([
      { ready: true },
      {
        full: true,
        faults: {
          insert: 'disk',
          concurrent: ['disk'],
          replace: 'disk',
          key: 'disk',
          blob: 'disk',
          job: 'disk',
          index: 'disk',
        },
        readable: true,
        halfWritten: 0,
      },
      { recovered: true, insert: 'inserted', key: true, blob: 500_000, lost: 0 },
      { reopened: true, lost: 0, text: 'Olá' },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function limit(pid: number | undefined, bytes: string): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

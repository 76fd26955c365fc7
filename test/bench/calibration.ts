/** What this machine does in the basics, beside which absolute figures are to be read. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, timed } from './measure.ts';

const RUNS = 51;

/** One line: the medians of a disk sync, of SHA-256 over 1 MB, and of a byte to this machine and back. */
export async function calibrate(): Promise<string> {
  const sync = await medianOf(makeSync);
  const block = Buffer.alloc(1_000_000, 7);
  const sha = await medianOf(async () => ({ run: () => createHash('sha256').update(block).digest(), end: () => {} }));
  const hop = await medianOf(makeHop);
  return `fdatasync ${sync.toFixed(2)} ms · SHA-256 of 1 MB ${sha.toFixed(2)} ms · loopback hop ${hop.toFixed(3)} ms`;
}

interface Probe {
  readonly run: () => unknown;
  readonly end: () => void;
}

async function medianOf(make: () => Promise<Probe>): Promise<number> {
  const probe = await make();
  try {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await timed(probe.run));
    return median(times);
  } finally {
    probe.end();
  }
}

/** In the working folder, because a temporary folder may lie in memory. */
async function makeSync(): Promise<Probe> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const file = openSync(join(folder, 'sync'), 'w');
  const bytes = Buffer.alloc(200, 1);
  return {
    run: () => {
      writeSync(file, bytes);
      fdatasyncSync(file);
    },
    end: () => {
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  };
}

async function makeHop(): Promise<Probe> {
  const server = createServer((socket) => socket.setNoDelay().pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port.');
  const socket = connect(address.port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  return {
    run: async () => {
      socket.write('x');
      await once(socket, 'data');
    },
    end: () => {
      socket.destroy();
      server.close();
    },
  };
}

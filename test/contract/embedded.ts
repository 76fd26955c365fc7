/** The embedded engine as the contract suite sees it: two temporary folders. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '@atalaia/storage';
import type { Engine, Installation } from './engine.ts';

export const engine: Engine = {
  name: 'the embedded engine',
  module: import.meta.filename,
  make: async (options) => at(mkdtempSync(join(tmpdir(), 'atalaia-contract-')), options),
  find: (address) => at(address),
};

export const newId = () => randomBytes(16).toString('base64url');

function at(address: string, options: Parameters<Engine['make']>[0] = {}): Installation {
  const opened: Storage[] = [];
  return {
    address,
    async open() {
      const answer = await openStorage({
        dataDir: join(address, 'data'),
        keysDir: join(address, 'keys'),
        masterKey: { kind: 'file' },
        clock: Date.now,
        newId,
        queue: { attempts: 3, firstPause: 1 },
        ...options,
      });
      if (answer.kind !== 'opened') throw new Error(`The storage was not opened: ${JSON.stringify(answer)}`);
      opened.push(answer.storage);
      return answer.storage;
    },
    dataAtRest: () => filesOf(join(address, 'data')),
    keysAtRest: () => filesOf(join(address, 'keys')),
    async [Symbol.asyncDispose]() {
      for (const storage of opened) await storage[Symbol.asyncDispose]();
      rmSync(address, { recursive: true, force: true });
    },
  };
}

function filesOf(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}

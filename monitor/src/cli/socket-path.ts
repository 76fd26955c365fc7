/** Where the running program can be spoken to: a socket in its data folder, reachable also if the folder's path is long. */
import { closeSync, openSync } from 'node:fs';
import { join, relative } from 'node:path';

const socketName = 'owner.sock';
/** Longest path that a socket's address holds on Linux and macOS, with some room. */
const longest = 100;

export interface SocketPath extends Disposable {
  /** Holds while not disposed. */
  readonly path: string;
}

/** Undefined where the folder cannot be reached by any short path. @throws if the folder cannot be opened. */
export function socketPath(dataDir: string): SocketPath | undefined {
  const direct = [join(dataDir, socketName), relative(process.cwd(), join(dataDir, socketName))];
  const short = direct.find((path) => Buffer.byteLength(path) <= longest);
  if (short !== undefined) return { path: short, [Symbol.dispose]() {} };
  if (process.platform !== 'linux') return undefined;
  const folder = openSync(dataDir, 'r');
  return {
    path: `/proc/self/fd/${folder}/${socketName}`,
    [Symbol.dispose]: () => closeSync(folder),
  };
}

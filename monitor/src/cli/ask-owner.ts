/** Has a verb run by the program that owns the data folder, and prints what it answers. */
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type VerbRequest, verbAnswer } from './owner-socket.ts';
import { socketPath } from './socket-path.ts';
import type { CliIo } from './verb.ts';

/** The verb's exit code; undefined if no program answers at this folder. */
export async function askOwner(dataDir: string, request: VerbRequest, io: CliIo): Promise<number | undefined> {
  const socket = await reach(dataDir);
  if (!socket) return undefined;
  socket.write(`${JSON.stringify(request)}\n`);
  try {
    for await (const line of createInterface({ input: socket })) {
      const answer = verbAnswer.parse(JSON.parse(line));
      if ('exit' in answer) return answer.exit;
      if ('out' in answer) await io.out(answer.out);
      else if ('err' in answer) await io.err(answer.err);
      else io.progress(...answer.progress);
    }
  } finally {
    socket.destroy();
  }
  await io.err('The running program ended before it was done; start it and try again.');
  return 1;
}

async function reach(dataDir: string): Promise<Socket | undefined> {
  let address: ReturnType<typeof socketPath>;
  try {
    address = socketPath(dataDir);
  } catch {
    return undefined;
  }
  if (!address) return undefined;
  const { path } = address;
  return new Promise<Socket | undefined>((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(undefined));
  }).finally(() => address[Symbol.dispose]());
}

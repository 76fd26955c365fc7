/** Lets the command line work inside the running program, which alone may touch the data folder. */
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { runVerb } from './run-verb.ts';
import { socketPath } from './socket-path.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

/** The first line that the command line sends. */
export const verbRequest = z.strictObject({
  verb: z.string(),
  args: z.array(z.string()),
  /** Folder that relative paths start from. */
  cwd: z.string(),
  /** The operating system's user at the terminal. */
  operator: z.string().regex(/^[^\s:]{1,64}$/),
});
export type VerbRequest = z.infer<typeof verbRequest>;

/** The lines that come back, until `exit`. */
export const verbAnswer = z.union([
  z.strictObject({ out: z.string() }),
  z.strictObject({ err: z.string() }),
  z.strictObject({ progress: z.tuple([z.int(), z.int().nullable()]) }),
  z.strictObject({ exit: z.int() }),
]);
export type VerbAnswer = z.infer<typeof verbAnswer>;

/** How long running verbs may take to end. */
const endingMs = 5000;
/** Longest request, in bytes. */
const longestRequest = 1_000_000;

/**
 * Listens on a socket that only this user of the machine can open (mode 0600 in a folder of mode 0700). Call it only
 * while owning the data folder: a socket left behind by a crash is replaced. Disposing gives running verbs a moment to
 * end; an import that takes longer is stopped by its runner and goes on when it is run again.
 */
export async function openOwnerSocket<Deps>(
  dataDir: string,
  verbs: readonly OwnerVerb<Deps>[],
  deps: Deps,
): Promise<AsyncDisposable> {
  const address = socketPath(dataDir);
  if (!address) return { async [Symbol.asyncDispose]() {} };
  const running = new Map<Socket, Promise<void>>();
  const server = createServer((socket) => {
    running.set(
      socket,
      serve(socket, verbs, deps).finally(() => running.delete(socket)),
    );
  });
  rmSync(address.path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(address.path, resolve);
  });
  chmodSync(address.path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      server.close();
      await Promise.race([Promise.all(running.values()), wait(endingMs, undefined, { ref: false })]);
      for (const socket of running.keys()) socket.destroy();
      address[Symbol.dispose]();
    },
  };
}

async function serve<Deps>(socket: Socket, verbs: readonly OwnerVerb<Deps>[], deps: Deps): Promise<void> {
  // Somebody who closes the terminal does not stop the verb.
  socket.on('error', () => undefined);
  const send = async (answer: VerbAnswer) => {
    if (socket.destroyed || socket.write(`${JSON.stringify(answer)}\n`)) return;
    await new Promise<void>((resolve) => {
      socket.once('drain', resolve).once('close', () => resolve());
    });
  };
  const request = await readRequest(socket);
  const verb = verbs.find(({ name }) => name === request?.verb);
  if (request && verb) await send({ exit: await runVerb(verb, request.args, ioOver(send, request), deps) });
  else await send({ exit: 2 });
  socket.end();
}

async function readRequest(socket: Socket): Promise<VerbRequest | undefined> {
  let read = 0;
  socket.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > longestRequest) socket.destroy();
  });
  for await (const line of createInterface({ input: socket })) return parsedRequest(line);
  return undefined;
}

function parsedRequest(line: string): VerbRequest | undefined {
  try {
    return verbRequest.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function ioOver(send: (answer: VerbAnswer) => Promise<void>, request: VerbRequest): CliIo {
  return {
    out: (text) => send({ out: text }),
    err: (sentence) => send({ err: sentence }),
    progress: (done, total) => void send({ progress: [done, total] }),
    input: nothing(),
    cwd: request.cwd,
    actor: { kind: 'operator', name: request.operator },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The very program that `npm start` runs, in a process of its own, against the demo's WhatsApp; killed, it comes back. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { noteOutput } from '../program/output-file.ts';
import { introduce, type Trustworthy } from '../whatsapp/trust.ts';

const root = resolve(import.meta.dirname, '../..');

export interface ProgramFolders {
  readonly data: string;
  readonly keys: string;
  /** The one copy of the keys. */
  readonly replica: string;
  /** What the program writes on both streams goes there. */
  readonly log: string;
}

export interface DemoProgram extends AsyncDisposable {
  /** `http://localhost:PORT`, the same after a restart. */
  readonly url: string;
  /** Ends the process in the middle of whatever it does. Resolves when it serves again. */
  kill(): Promise<void>;
}

/** Resolves when it serves. `port`: the one to have if it is free. */
export async function startDemoProgram(
  folders: ProgramFolders,
  server: Trustworthy,
  port: number,
): Promise<DemoProgram> {
  const chosen = await freePort(port);
  const portal = await freePort(chosen + 1);
  const start = () => startOnce(folders, server, { port: chosen, portal });
  let running = await start();
  let restarting: Promise<void> = Promise.resolve();
  return {
    url: `http://localhost:${chosen}`,
    kill() {
      restarting = restarting.then(async () => {
        await end(running, 'SIGKILL');
        running = await start();
      });
      return restarting;
    },
    async [Symbol.asyncDispose]() {
      await restarting.catch(() => undefined);
      await end(running, 'SIGTERM');
    },
  };
}

/** Resolves when it says that it is ready. @throws if it ends before, with what it said */
async function startOnce(
  folders: ProgramFolders,
  server: Trustworthy,
  { port, portal }: { readonly port: number; readonly portal: number },
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'test/whatsapp/main.ts'), introduce(server)], {
    env: {
      ...withoutSettings(),
      ATALAIA_DATA: folders.data,
      ATALAIA_KEYS: folders.keys,
      ATALAIA_KEY_REPLICA: folders.replica,
      ATALAIA_PORT: String(port),
      ATALAIA_PORTAL_PORT: String(portal),
      ATALAIA_PUBLIC_URL: `http://localhost:${portal}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ready = Promise.withResolvers<void>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      appendFileSync(folders.log, text);
      noteOutput(text);
      output += text;
      if (/\bready at \S+\n/.test(output)) ready.resolve();
    });
  }
  child.once('exit', (code) => ready.reject(new Error(`The program ended with code ${code}:\n${output}`)));
  await ready.promise;
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** The environment without settings of Atalaia: the demo has its own. */
export function withoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ATALAIA_')));
}

/** The wanted port, or any other if it is taken. */
async function freePort(wanted: number): Promise<number> {
  for (const port of [wanted, 0]) {
    const probe = createServer();
    const taken = await new Promise<number | undefined>((done) => {
      probe.once('error', () => done(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const address = probe.address();
        done(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
    if (taken === undefined) continue;
    await new Promise((closed) => probe.close(closed));
    return taken;
  }
  throw new Error('There is no free port on this machine.');
}

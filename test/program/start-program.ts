/** Starts the real program in a child process, as `npm start` does, on a free loopback port and folders of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { noteOutput } from './output-file.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Folders extends Disposable {
  readonly home: string;
  readonly data: string;
  readonly keys: string;
  /** TMPDIR of the processes started with these folders: whatever they leave there is seen. */
  readonly temporary: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A fresh home with data, keys and a temporary folder; removed when disposed. `more`: further settings. */
export function freshFolders(more: Readonly<Record<string, string>> = {}): Folders {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-test-'));
  const [data, keys, temporary] = [join(home, 'data'), join(home, 'keys'), join(home, 'tmp')];
  mkdirSync(temporary);
  const environment = { ATALAIA_DATA: data, ATALAIA_KEYS: keys, ATALAIA_PORT: '0', TMPDIR: temporary, ...more };
  return {
    home,
    data,
    keys,
    temporary,
    environment,
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}

export interface Program extends AsyncDisposable {
  readonly url: string;
  /** Everything the program has written so far, both streams. */
  output(): string;
  /** The secret of the first administrator's link. */
  readonly setupSecret: string | undefined;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Resolves with its exit code when it has ended by itself, or by whatever hand. */
  readonly ended: Promise<number | null>;
}

/** What `npm start` runs. */
const usual = ['monitor/src/main.ts'];

/**
 * Resolves when the program serves. Disposing ends it gently and waits.
 * @param entry another entry than the usual one, below the repository, and its arguments
 */
export async function startProgram(
  folders: Folders,
  environment: Readonly<Record<string, string>> = {},
  [entry = '', ...args]: readonly string[] = usual,
): Promise<Program> {
  const child = spawn(process.execPath, [join(root, entry), ...args], {
    env: { ...withoutAtalaia(), ...folders.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const url = await waitFor(child, output, /http:\/\/localhost:[0-9]+(?=\s)/);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await ended;
  };
  return {
    url,
    output,
    setupSecret: /\/setup#(\S+)/.exec(output())?.[1],
    kill: end,
    ended,
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `atalaia` with these arguments, as a person would. */
export async function atalaia(folders: Folders, args: readonly string[], input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, 'monitor/bin/atalaia.js'), ...args], {
    env: { ...withoutAtalaia(), ...folders.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const streams = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    streams.stdout += text;
    noteOutput(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    streams.stderr += text;
    noteOutput(text);
  });
  child.stdin.end(input);
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, ...streams };
}

function withoutAtalaia(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ATALAIA_')));
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      noteOutput(more);
    });
  }
  return () => text;
}

/** The first match in the program's output, which ends in a whole line so that what belongs to it was printed too. */
function waitFor(child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> {
  return new Promise((found, failed) => {
    const look = () => {
      const text = output();
      const match = /\bready at \S+\n/.test(text) ? pattern.exec(text) : null;
      if (match) found(match[0]);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) =>
      failed(new Error(`The program ended with code ${code} before it served:\n${output()}`)),
    );
  });
}

/** Starts, asks, starves and kills the process that captures, from the test that plays WhatsApp. */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { CaptureOrder, CaptureTask, CaptureWord } from './capture-worker.ts';

export interface CaptureProcess extends AsyncDisposable {
  /** Resolves with the first word, past or coming, that satisfies the predicate; rejects when the process ends before. */
  says(predicate: (word: CaptureWord) => boolean): Promise<CaptureWord>;
  /** Resolves once all numbers of its task have been connected. */
  connected(): Promise<void>;
  /** Resolves once nothing waits in its journals any more. */
  drained(): Promise<void>;
  order(order: CaptureOrder): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Stops it in its tracks, with its sockets open. */
  freeze(): void;
  thaw(): void;
  /** As long as the disk is full, nothing can be written, by the kernel's own limit on files. */
  fillDisk(): void;
  freeDisk(): void;
}

/** Disposing kills it. */
export function startCapture(task: CaptureTask): CaptureProcess {
  const child = fork(resolve(import.meta.dirname, 'capture-worker.ts'), [JSON.stringify(task)]);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const words: CaptureWord[] = [];
  const listeners = new Set<() => void>();
  let orders = 0;
  child.on('message', (word: CaptureWord) => {
    words.push(word);
    for (const listener of [...listeners]) listener();
  });

  function says(predicate: (word: CaptureWord) => boolean): Promise<CaptureWord> {
    const said = new Promise<CaptureWord>((found, failed) => {
      const look = () => {
        const word = words.find(predicate);
        if (word === undefined) return;
        listeners.delete(look);
        found(word);
      };
      listeners.add(look);
      look();
      void ended.then((code) => {
        const last = words.filter(({ kind }) => kind !== 'code').slice(-20);
        failed(new Error(`The process ended with ${code}; at last it said ${JSON.stringify(last)}.`));
      });
    });
    // Whoever no longer waits for a process that was killed has not been failed by it.
    said.catch(() => undefined);
    return said;
  }

  function send(order: CaptureOrder): void {
    child.send(order);
  }

  function limit(bytes: string): void {
    execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:unlimited`]);
  }

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }

  return {
    says,
    async connected() {
      await Promise.all(
        task.numbers.map(({ id }) =>
          says((word) => word.kind === 'state' && word.number === id && word.state === 'connected'),
        ),
      );
    },
    async drained() {
      orders += 1;
      const order = orders;
      send({ kind: 'drain', order });
      await says((word) => word.kind === 'drained' && word.order === order);
    },
    order: send,
    kill,
    async stop() {
      send({ kind: 'stop' });
      return ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    // Every file that counts is longer than one page.
    fillDisk: () => limit('4096'),
    freeDisk: () => limit('unlimited'),
    [Symbol.asyncDispose]: kill,
  };
}

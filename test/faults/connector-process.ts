/** Starts, asks and kills the process that holds a number, from the test that plays WhatsApp. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { WhatsAppServer } from '../whatsapp/server/types.ts';
import type { WorkerOrder, WorkerTask, WorkerWord } from './connector-worker.ts';

export interface NumberProcess {
  /** Resolves with the first word, past or coming, that satisfies the predicate; rejects when the process ends before. */
  says(predicate: (word: WorkerWord) => boolean): Promise<WorkerWord>;
  connected(): Promise<WorkerWord>;
  order(order: WorkerOrder): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Stops it in its tracks, with its sockets open. */
  freeze(): void;
  thaw(): void;
}

export function startNumber(server: WhatsAppServer, task: Omit<WorkerTask, 'server'>): NumberProcess {
  const { address, media, trust } = server;
  const root = Buffer.from(trust.publicKey).toString('base64');
  const whole: WorkerTask = { ...task, server: { address, media: { host: media.host, ca: media.ca }, root } };
  const child = fork(resolve(import.meta.dirname, 'connector-worker.ts'), [JSON.stringify(whole)]);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const words: WorkerWord[] = [];
  const listeners = new Set<() => void>();
  child.on('message', (word: WorkerWord) => {
    words.push(word);
    for (const listener of [...listeners]) listener();
  });

  function says(predicate: (word: WorkerWord) => boolean): Promise<WorkerWord> {
    return new Promise((found, failed) => {
      const look = () => {
        const word = words.find(predicate);
        if (word === undefined) return;
        listeners.delete(look);
        found(word);
      };
      listeners.add(look);
      look();
      void ended.then((code) => failed(new Error(`The process ended with ${code}; it said ${JSON.stringify(words)}.`)));
    });
  }

  return {
    says,
    connected: () => says((word) => word.kind === 'state' && word.state === 'connected'),
    order: (order) => void child.send(order),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.send({ kind: 'stop' } satisfies WorkerOrder);
      return ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

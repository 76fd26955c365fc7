/** A process that holds linked numbers, as the bench sees it: it shows codes, says what it holds, and ends when told. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Account, Device, WhatsAppServer } from '../whatsapp/server/types.ts';
import { introduce } from '../whatsapp/trust.ts';

/** What such a process tells; `phone` is the number's, digits. */
export type Word =
  | { readonly kind: 'code'; readonly phone: string; readonly text: string }
  | { readonly kind: 'connected'; readonly phone: string }
  | { readonly kind: 'figures'; readonly figures: Figures };

export interface Figures {
  /** Resident memory after a garbage collection, bytes. */
  readonly memory: number;
  /** Commits of the journals since the start that wait for the disk. */
  readonly syncs: number;
  /** Messages that reached the archive. */
  readonly kept: number;
  /** Processor time since the start, milliseconds. */
  readonly cpu: number;
}

export type Order = 'figures' | 'stop';

/** As the only argument, in JSON. */
export interface Task {
  /** What `trust.ts` says of the server. */
  readonly introduction: string;
  /** Where data and keys lie. */
  readonly home: string;
  readonly phones: readonly string[];
  /** Where the numbers' journals are kept. The bare client has none. */
  readonly journal: 'disk' | 'memory';
}

export interface SocketProcess extends AsyncDisposable {
  /** The companions, by the order of the phones, each linked and ready for messages. */
  readonly devices: readonly Device[];
  figures(): Promise<Figures>;
}

/** Starts the script of this folder and scans every code that it shows; resolves when all its numbers are connected. */
export async function startSockets(
  server: WhatsAppServer,
  script: 'socket-client' | 'socket-numbers',
  given: Omit<Task, 'introduction'>,
): Promise<SocketProcess> {
  const { phones } = given;
  const task: Task = { ...given, introduction: introduce(server) };
  const child = fork(resolve(import.meta.dirname, `${script}.ts`), [JSON.stringify(task)], {
    execArgv: ['--expose-gc'],
  });
  const ended = once(child, 'exit');
  const waiting = new Set(phones);
  const connected = Promise.withResolvers<void>();
  const asked: ((figures: Figures) => void)[] = [];
  void ended.then(([code]) => connected.reject(new Error(`${script} ended with ${code}.`)));
  child.on('message', (word: Word) => {
    switch (word.kind) {
      case 'code':
        return void accountOf(server, word.phone).scan(word.text).catch(connected.reject);
      case 'connected':
        waiting.delete(word.phone);
        return waiting.size === 0 ? connected.resolve() : undefined;
      case 'figures':
        return asked.shift()?.(word.figures);
      default:
        return word satisfies never;
    }
  });
  await connected.promise;
  const devices = phones.map((phone) => {
    const device = accountOf(server, phone).devices.get(1);
    if (device === undefined) throw new Error('A connected number has no device.');
    return device;
  });
  await Promise.all(devices.map((device) => device.ready()));
  return {
    devices,
    figures: () =>
      new Promise((answer) => {
        asked.push(answer);
        child.send('figures' satisfies Order);
      }),
    async [Symbol.asyncDispose]() {
      child.send('stop' satisfies Order);
      await ended;
    },
  };
}

function accountOf(server: WhatsAppServer, phone: string): Account {
  const account = server.accountOf(`${phone}@s.whatsapp.net`);
  if (account === undefined) throw new Error('There is no account with this phone.');
  return account;
}

/** For the process itself: it ends with its parent, without waiting for timers that Baileys leaves behind. */
export function endWithParent(): void {
  process.once('disconnect', () => process.exit());
}

/** For the process itself. */
export function say(word: Word): void {
  process.send?.(word);
}

/** For the process itself. */
export function figuresNow(counts: Pick<Figures, 'syncs' | 'kept'>): Figures {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  return { ...counts, memory: process.memoryUsage.rss(), cpu: (user + system) / 1000 };
}

/** A process to be killed: one number on its journal, with an archive in a file beside it. Its parent plays WhatsApp. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NumberSettings } from '@atalaia/connector';
import { type NumberId, openStorage } from '@atalaia/storage';
import { openConnector } from '../../connector/src/whatsapp/connector.ts';
import { openFileArchive } from '../connector/file-archive.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { type Trustworthy, trustLocalServer } from '../whatsapp/trust.ts';

/** As its only argument, in JSON. */
export interface WorkerTask {
  /** Data, keys and the archive's file are made in it if missing. */
  readonly home: string;
  readonly number: string;
  readonly settings: NumberSettings;
  readonly server: Omit<Trustworthy, 'trust'> & { /** Base64. */ readonly root: string };
}

/** What it tells its parent. */
export type WorkerWord =
  | { readonly kind: 'opened' }
  | { readonly kind: 'owned' }
  | { readonly kind: 'code'; readonly text: string }
  /** So many messages are in the archive. */
  | { readonly kind: 'kept'; readonly messages: number }
  | { readonly kind: 'state'; readonly state: string; readonly reason: string | null };

/** What its parent may ask for. */
export type WorkerOrder =
  | { readonly kind: 'pair' }
  | { readonly kind: 'settle'; readonly settings: NumberSettings }
  /** Says `kept` once there are so many. */
  | { readonly kind: 'count'; readonly messages: number }
  | { readonly kind: 'stop' };

const task = JSON.parse(process.argv[2] ?? '{}') as WorkerTask;
const { home, server } = task;
trustLocalServer({ ...server, trust: { publicKey: Buffer.from(server.root, 'base64') } });
const opened = await openStorage({
  dataDir: join(home, 'data'),
  keysDir: join(home, 'keys'),
  masterKey: { kind: 'file' },
  clock: Date.now,
  newId,
});
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
const { storage } = opened;
const archive = openFileArchive(join(home, 'archive.jsonl'));
const connector = openConnector({
  openJournal: storage.openJournal,
  archive,
  clock: Date.now,
  newId,
  random: () => 0,
  reportFault: (fault) => process.stderr.write(`${String(fault)}\n`),
  pause: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  whatsapp: { address: server.address },
});
const begun = await connector.open(task.number as NumberId, task.settings);
if (begun.kind === 'unusable') throw new Error(begun.problem);
say({ kind: begun.kind });
if (begun.kind === 'opened') {
  const { link } = begun;
  link.watch((state) => {
    if (state.kind === 'pairing' && state.code !== null) say({ kind: 'code', text: state.code.text });
    say({ kind: 'state', state: state.kind, reason: state.reason });
  });
  say({ kind: 'state', state: link.state().kind, reason: link.state().reason });
  process.on('message', (order: WorkerOrder) => {
    switch (order.kind) {
      case 'pair':
        return link.pair('qr');
      case 'settle':
        return link.settle(order.settings);
      case 'count':
        return void counted(order.messages);
      case 'stop':
        return void stop();
      default:
        return order satisfies never;
    }
  });
}

async function counted(messages: number): Promise<void> {
  await archive.until(() => archive.entries.filter(({ kind }) => kind === 'message').length >= messages);
  say({ kind: 'kept', messages });
}

async function stop(): Promise<void> {
  await connector[Symbol.asyncDispose]();
  archive[Symbol.dispose]();
  await storage[Symbol.asyncDispose]();
  process.disconnect?.();
}

function say(word: WorkerWord): void {
  process.send?.(word);
}

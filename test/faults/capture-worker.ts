/** A process to be killed, frozen and starved: the whole program with its numbers, on folders that outlive it. Its parent plays WhatsApp. */
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Archive, type NumberLink, type NumberSettings, openConnector } from '@atalaia/connector';
import { type JournalStore, type NumberId, numbers, type OpenJournal, placeOf, StorageFault } from '@atalaia/storage';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { type App, openApp } from '../../monitor/src/app.ts';
import { companyKey } from '../../monitor/src/company-key.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { openFileSource } from '../../monitor/src/import/file-source.ts';
import { operator } from '../fixtures/import-desk.ts';
import { seeded } from '../whatsapp/server/random.ts';
import { trustIntroduced } from '../whatsapp/trust.ts';
import { homeConfig, silentLog } from './home.ts';

export interface WatchedNumber {
  readonly id: NumberId;
  readonly settings: NumberSettings;
}

/** As its only argument, in JSON. */
export interface CaptureTask {
  /** Data and keys are made in it if missing. */
  readonly home: string;
  readonly numbers: readonly WatchedNumber[];
  /** As `introduce` tells it. */
  readonly server: string;
  /** Milliseconds between probes of a connection. */
  readonly keepAlive?: number;
  readonly seed: number;
  /** Folder of the second copy of the keys. */
  readonly keyReplica?: string;
}

/** What it tells its parent. */
export type CaptureWord =
  /** The data folder, or the number's journal, belongs to another process. */
  | { readonly kind: 'owned' }
  | { readonly kind: 'code'; readonly number: NumberId; readonly text: string }
  | { readonly kind: 'state'; readonly number: NumberId; readonly state: string; readonly reason: string | null }
  /** Nothing waits in any journal. */
  | { readonly kind: 'drained'; readonly order: number }
  /** So many keys were wrapped anew in a rotation that is under way. */
  | { readonly kind: 'rewrapped'; readonly keys: number }
  /** A rotation has ended. */
  | { readonly kind: 'rotated' }
  | { readonly kind: 'imported'; readonly stored: number }
  /** What the program reported: the work is tried again. */
  | { readonly kind: 'fault'; readonly text: string };

/** What its parent may ask for. */
export type CaptureOrder =
  | { readonly kind: 'pair'; readonly number: NumberId }
  | { readonly kind: 'settle'; readonly number: NumberId; readonly settings: NumberSettings }
  | { readonly kind: 'drain'; readonly order: number }
  /** So many of the next writes fail, one in three. */
  | { readonly kind: 'break'; readonly what: 'journal' | 'archive'; readonly times: number }
  /** So many rotations of the master key, one after the other; one that is under way is the first of them. */
  | { readonly kind: 'rotate'; readonly times: number }
  | { readonly kind: 'import'; readonly file: string; readonly phone: string }
  | { readonly kind: 'stop' };

/** Back-offs are a tenth as long; what goes by the clock, such as the pace of notices, is not hurried. */
const haste = 10;

const task = JSON.parse(process.argv[2] ?? '{}') as CaptureTask;
const random = seeded(task.seed);
const toFail = { journal: 0, archive: 0 };
const journals: JournalStore[] = [];
const drains = new Set<number>();

// Without a listener the kernel ends a process that writes beyond its limit; with one, writing fails.
process.on('SIGXFSZ', () => undefined);
const whatsapp = trustIntroduced(task.server);
const { keyReplica } = task;
const opened = await openApp({ ...homeConfig(task.home), keyReplica }, silentLog());
if (opened.kind === 'opened') await work(opened.app);
else say(opened.kind === 'owned' ? { kind: 'owned' } : { kind: 'fault', text: opened.problem });

async function work(app: App): Promise<void> {
  const connector = openConnector({
    openJournal: watched(app.openJournal),
    archive: unreliable(app.archive),
    clock: app.clock,
    newId: app.newId,
    random: () => 0,
    reportFault: sayFault,
    pause: (milliseconds, signal) => wait(milliseconds / haste, undefined, { signal }),
    whatsapp: {
      address: whatsapp.address,
      ...(task.keepAlive !== undefined && { keepAlive: task.keepAlive }),
    },
  });
  for (const number of task.numbers) {
    await register(app, number);
    const begun = await connector.open(number.id, number.settings);
    if (begun.kind === 'opened') follow(begun.link);
    else say(begun.kind === 'owned' ? { kind: 'owned' } : { kind: 'fault', text: begun.problem });
  }
  process.on('message', (order: CaptureOrder) => {
    switch (order.kind) {
      case 'pair':
        return connector.link(order.number)?.pair('qr');
      case 'settle':
        return connector.link(order.number)?.settle(order.settings);
      case 'drain':
        drains.add(order.order);
        return lookWhetherDrained();
      case 'break':
        toFail[order.what] = order.times;
        return;
      case 'rotate':
        return void rotate(app, order.times).catch(sayFault);
      case 'import':
        return void bring(app, order).catch(sayFault);
      case 'stop':
        return void stop();
      default:
        return order satisfies never;
    }
  });

  async function stop(): Promise<void> {
    await connector[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
    // Baileys leaves timers behind that would keep a process for half a minute.
    process.exit();
  }
}

async function rotate(app: App, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) {
    const keys = await app.rotations.rotate(authorize(operator, 'keys:keep'), (done) =>
      say({ kind: 'rewrapped', keys: done }),
    );
    if (keys === undefined) return;
    say({ kind: 'rotated' });
  }
}

async function bring(app: App, { file, phone }: Extract<CaptureOrder, { kind: 'import' }>): Promise<void> {
  const statement = { number: phone, basis: 'exercise-of-rights', fileName: basename(file) } as const;
  const begun = await beginImport(app, authorize(operator, 'import:run'), statement);
  await using source = await openFileSource(file);
  const ended = await app.imports.run(begun.id, source);
  if (ended?.state === 'done') say({ kind: 'imported', stored: ended.counts.stored });
}

function sayFault(fault: unknown): void {
  say({ kind: 'fault', text: String(fault) });
}

function follow(link: NumberLink): void {
  const { number } = link;
  const tell = () => {
    const state = link.state();
    if (state.kind === 'pairing' && state.code !== null) say({ kind: 'code', number, text: state.code.text });
    say({ kind: 'state', number, state: state.kind, reason: state.reason });
  };
  link.watch(tell);
  tell();
}

async function register(app: App, { id, settings: { phone, zone, language, basis } }: WatchedNumber): Promise<void> {
  const sealedPhone = (await companyKey(app.vault)).seal(placeOf(numbers, id, 'sealedPhone'), phone);
  // Known since the process before: then this changes nothing.
  await app.records.insert(numbers, {
    id,
    phone: app.blind.of('number', phone),
    sealedPhone,
    zone,
    language,
    basis,
    createdAt: app.clock(),
  });
}

/** The journals of the program, which fail when asked to and tell when nothing waits in them. */
function watched(open: OpenJournal): OpenJournal {
  return async (name) => {
    const answer = await open(name);
    if (answer.kind !== 'opened') return answer;
    const store = answer.journal;
    journals.push(store);
    const journal: JournalStore = {
      ...store,
      commit(changes) {
        failPerhaps('journal');
        store.commit(changes);
        if (drains.size > 0) lookWhetherDrained();
      },
    };
    return { kind: 'opened', journal };
  };
}

function unreliable(archive: Archive): Archive {
  return {
    ...archive,
    async capture(batch) {
      failPerhaps('archive');
      await archive.capture(batch);
      // Stored, and then nobody says so: the same messages come again.
      failPerhaps('archive');
    },
    async record(number, events) {
      failPerhaps('archive');
      await archive.record(number, events);
    },
  };
}

function failPerhaps(what: 'journal' | 'archive'): void {
  if (toFail[what] === 0 || random() > 1 / 3) return;
  toFail[what] -= 1;
  throw new StorageFault('disk');
}

function lookWhetherDrained(): void {
  if (journals.some((journal) => journal.count('inbox') + journal.count('media') > 0)) return;
  for (const order of drains) say({ kind: 'drained', order });
  drains.clear();
}

function say(word: CaptureWord): void {
  process.send?.(word);
}

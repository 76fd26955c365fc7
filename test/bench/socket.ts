/** What capture costs: a burst of messages made durable before each receipt, and the memory of numbers that only listen. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustedServer } from '../whatsapp/local-server.ts';
import { openTown, type Town } from '../whatsapp/phone/town.ts';
import type { Account, Device, WhatsAppServer } from '../whatsapp/server/types.ts';
import { type BenchRow, median, pairs, timed } from './measure.ts';
import { type SocketProcess, startSockets } from './socket-process.ts';

/** Messages of one burst; the pairs together make some 3,000 and more on each side. */
const burst = 250;
const contacts = 5;
const idleNumbers = 40;
const idleRounds = 5;

export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  try {
    return [...(await burstRows(folder)), await memoryRow(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function burstRows(folder: string): Promise<BenchRow[]> {
  await using server = await trustedServer();
  await using town = openTown(server, { contacts, seed: 1, languages: ['pt-BR'] });
  const start = async (script: 'socket-client' | 'socket-numbers', journal: 'disk' | 'memory', phone: string) => {
    const account = server.account(phone);
    const home = join(folder, phone);
    const held = await startSockets(server, script, { home, phones: [phone], journal });
    return listening({ server, town, account, held });
  };
  await using disk = await start('socket-numbers', 'disk', '5511955510001');
  await using memory = await start('socket-numbers', 'memory', '5511955510002');
  await using bare = await start('socket-client', 'memory', '5511955510003');
  await Promise.all([disk.meet(), memory.meet(), bare.meet()]);

  const syncs: number[] = [];
  const result = await pairs(
    'socket burst',
    async () => {
      const before = await disk.syncs();
      const time = await disk.burst();
      syncs.push(((await disk.syncs()) - before) / burst);
      return time;
    },
    memory.burst,
  );
  const bareTimes: number[] = [];
  for (let n = 0; n < 5; n++) bareTimes.push(await bare.burst());
  const each = (time: number) => `${(time / burst).toFixed(2)} ms`;
  return [
    {
      work: 'one WhatsApp socket, burst of messages kept before their receipts, against the same with journal and keys in memory',
      ratio: result.ratio,
      goal: { most: 1.25 },
      unit: '× the time',
      note: `${each(result.measured)} a message against ${each(result.reference)}; a bare client that keeps nothing: ${each(median(bareTimes))}`,
    },
    {
      work: 'disk syncs a message of that burst, passing it on included',
      ratio: { median: median(syncs), low: Math.min(...syncs), high: Math.max(...syncs) },
      goal: { most: 1 },
      unit: 'a message',
    },
  ];
}

interface Listening extends AsyncDisposable {
  /** Everybody writes once and is answered: from then on their messages are the ordinary kind, and may be kept. */
  meet(): Promise<void>;
  /** Milliseconds until the server has the receipts of a burst that waited for it. */
  readonly burst: () => Promise<number>;
  syncs(): Promise<number>;
}

interface Parts {
  readonly server: WhatsAppServer;
  readonly town: Town;
  readonly account: Account;
  readonly held: SocketProcess;
}

function listening({ server, town, account, held }: Parts): Listening {
  const [device] = held.devices;
  if (device === undefined) throw new Error('There is no device to write to.');
  return {
    async meet() {
      await town.burst(account, { messages: town.people.length, mode: 'normal' });
      await Promise.all(
        town.people.map(({ phone }) =>
          phone.receives(({ chat }) => chat.kind === 'person' && chat.account === account),
        ),
      );
    },
    async burst() {
      server.faults.deafen(device);
      const sent = await town.burst(account, { messages: burst, mode: 'normal' });
      const answered = allAnswered(server, device, new Set(sent.map(({ id }) => id)));
      return timed(() => {
        server.faults.hear(device);
        return answered;
      });
    },
    syncs: async () => (await held.figures()).syncs,
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

/** `ids` gets empty. */
async function allAnswered(server: WhatsAppServer, device: Device, ids: Set<string>): Promise<void> {
  await server.ledger.until((entry) => {
    if (entry.kind === 'nacked' && entry.device === device.pn) throw new Error('A message of the bench was refused.');
    if (entry.kind === 'acknowledged' && entry.device === device.pn && entry.receipt !== 'retry') ids.delete(entry.id);
    return ids.size === 0;
  });
}

/** Numbers are linked once; then processes that hold one of them take turns with processes that hold them all. */
async function memoryRow(folder: string): Promise<BenchRow> {
  await using server = await trustedServer();
  const phones = Array.from({ length: idleNumbers + 1 }, (_, n) => `55119555${20_000 + n}`);
  for (const phone of phones) server.account(phone);
  const home = join(folder, 'idle');
  const memoryOf = async (held: readonly string[]) => {
    await using numbers = await startSockets(server, 'socket-numbers', { home, phones: held, journal: 'disk' });
    return (await numbers.figures()).memory;
  };
  await memoryOf(phones);
  const further: number[] = [];
  let one = 0;
  for (let round = 0; round < idleRounds; round++) {
    one = await memoryOf(phones.slice(0, 1));
    further.push(((await memoryOf(phones)) - one) / idleNumbers / 1e6);
  }
  return {
    work: `memory per further idle number, ${idleNumbers} numbers in one process`,
    ratio: { median: median(further), low: Math.min(...further), high: Math.max(...further) },
    goal: { most: 2 },
    unit: 'MB',
    note: `resident; the process with one number holds ${(one / 1e6).toFixed(0)} MB`,
  };
}

/** What it costs to export one person: JSON, CSV and pages into a signed, sealed ZIP, against reading and opening the same messages alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Conversation,
  type ConversationId,
  conversations,
  type Export,
  type ExportId,
  type NumberId,
  numbers,
  openStorage,
  type PersonId,
  persons,
} from '@atalaia/storage';
import { runExport } from '../../monitor/src/export/run.ts';
import { exportBlob } from '../../monitor/src/export/waiting.ts';
import { openMessageText } from '../../monitor/src/open-text.ts';
import { heldMessages } from '../../monitor/src/person/held.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { fillChat } from './fill-chat.ts';
import { type BenchRow, pairs, same, timed } from './measure.ts';
import { watchHolds } from './watch-holds.ts';

/** Messages of the export that is weighed against reading alone: 36 times, so it is short. */
const inPairs = 10_000;

/** `sizes`: messages of the exports that are made once and watched for memory and for how long they hold the event loop. */
export async function rows(sizes: readonly number[]): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const desk = await openDesk(folder);
  try {
    const found = [await ratioRow(desk)];
    for (const size of sizes) found.push(...(await watchedRows(desk, size)));
    return found;
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true });
  }
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function ratioRow(desk: Desk): Promise<BenchRow> {
  const small = await desk.fill(inPairs);
  const result = await pairs(
    'export',
    () => timed(() => desk.exported(small)),
    () => timed(() => desk.readAlone(small.person)),
  );
  const perMessage = (ms: number) => `${((ms * 1000) / inPairs).toFixed(0)} µs`;
  return {
    work: `export of one person, ${inPairs.toLocaleString('en')} messages: JSON + CSV + HTML, zipped, against read and decrypt only`,
    ratio: result.ratio,
    goal: { most: 3 },
    unit: '× the time',
    note: `${perMessage(result.measured)} a message against ${perMessage(result.reference)}; the PDF is apart`,
  };
}

async function watchedRows(desk: Desk, size: number): Promise<BenchRow[]> {
  const filled = await desk.fill(size);
  const read = await watched(() => desk.readAlone(filled.person));
  const seen = await watched(() => desk.exported(filled));
  const name = size.toLocaleString('en');
  return [
    {
      work: `the same, ${name} messages, once`,
      ratio: same(seen.ms / read.ms),
      goal: { most: 3 },
      unit: '× the time',
      note: `${(seen.ms / 1000).toFixed(1)} s against ${(read.ms / 1000).toFixed(1)} s`,
    },
    {
      work: `memory that the export of ${name} messages takes beyond what reading them takes`,
      ratio: same(seen.megabytes - read.megabytes),
      goal: { most: 40 },
      unit: 'MB',
      note: `${seen.megabytes.toFixed(0)} MB resident at most, with all that the process holds besides; ${read.megabytes.toFixed(0)} MB while it only reads`,
    },
    {
      work: `longest hold of the event loop while ${name} messages are exported`,
      ratio: same(seen.holds.longestMs),
      goal: { most: 20 },
      unit: 'ms of processor time',
      note: `99.9 % of its turns below ${seen.holds.usualMs.toFixed(1)} ms, by the clock at most ${seen.holds.longestByClockMs.toFixed(0)} ms`,
    },
  ];
}

/** Resident memory at its highest, and the longest holds of the event loop. */
async function watched(work: () => Promise<void>) {
  let highest = process.memoryUsage.rss();
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 50);
  const watching = watchHolds();
  const ms = await timed(work);
  clearInterval(timer);
  return { ms, megabytes: highest / 1024 ** 2, holds: watching.end() };
}

interface Filled {
  readonly person: PersonId;
  readonly asked: Export;
}

async function openDesk(folder: string) {
  const opened = await openStorage({
    dataDir: join(folder, 'data'),
    keysDir: join(folder, 'keys'),
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error(`The storage was not opened: ${opened.kind}`);
  const { storage } = opened;
  return {
    // The PDF is measured by nobody: setting type is another work, in another thread.
    async exported({ asked }: Filled): Promise<void> {
      await runExport(storage, { ...asked, total: Number.MAX_SAFE_INTEGER }, async () => {});
      await storage.blobs.remove(exportBlob(asked.id));
    },

    async fill(count: number): Promise<Filled> {
      const [number, person, chat] = [newId() as NumberId, newId() as PersonId, newId() as ConversationId];
      const company = await storage.vault.keyOf('company');
      if (!company) throw new Error('No key.');
      const at = Date.UTC(2025, 0, 1);
      await storage.records.insert(numbers, {
        ...{ id: number, phone: storage.blind.of('number', number), zone: 'America/Sao_Paulo', language: 'pt-BR' },
        sealedPhone: company.seal({ collection: 'numbers', id: number, field: 'sealedPhone' }, '+5511912345678'),
        ...{ basis: 'contract', createdAt: at },
      });
      await storage.records.insert(persons, {
        ...{ id: person, role: 'contact', state: 'active', notice: 'notified', numbers: [number], createdAt: at },
      });
      const conversation: Conversation = {
        ...{ id: chat, number, group: false, contact: person, persons: [person], messages: count },
        ...{ firstAt: at, lastAt: at, createdAt: at },
      };
      await storage.records.insert(conversations, conversation);
      await fillChat(storage, conversation, count);
      return { person, asked: exportOf(person, count) };
    },

    async readAlone(person: PersonId): Promise<void> {
      let length = 0;
      for await (const message of heldMessages(storage, [person], { since: null })) {
        const text = await openMessageText(storage.vault, message);
        if (text.kind === 'text') length += text.text.length;
      }
      if (length === 0) throw new Error('Nothing was read.');
    },

    close: () => storage[Symbol.asyncDispose](),
  };
}

function exportOf(person: PersonId, total: number): Export {
  const id = newId() as ExportId;
  return {
    ...{ id, person, language: 'pt-BR', since: null, request: null, by: 'system', state: 'running', problem: null },
    ...{ done: 0, total, blob: exportBlob(id), size: null, sha256: null, createdAt: Date.now() },
    ...{ endedAt: null, expiresAt: null },
  };
}

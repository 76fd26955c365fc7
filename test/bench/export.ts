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
  type Message,
  type MessageId,
  messages,
  type NumberId,
  numbers,
  openStorage,
  ownerOfPerson,
  type PersonId,
  persons,
} from '@atalaia/storage';
import { runExport } from '../../monitor/src/export/run.ts';
import { exportBlob } from '../../monitor/src/export/waiting.ts';
import { openMessageText } from '../../monitor/src/open-text.ts';
import { heldMessages } from '../../monitor/src/person/held.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { chatText, randomFrom } from './chat-text.ts';
import { type BenchRow, pairs, timed } from './measure.ts';

/** Messages of the export that is weighed against reading alone: 36 times, so it is short. */
const inPairs = 10_000;
/** Messages of the one that is watched for memory and for how long it holds the event loop; ATALAIA_BENCH_EXPORT=1000000 for a million. */
const watched = Number(process.env['ATALAIA_BENCH_EXPORT'] ?? 100_000);
const atOnce = 500;

export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const desk = await openDesk(folder);
  try {
    const small = await desk.fill(inPairs);
    const result = await pairs(
      'export',
      () => timed(() => desk.exported(small)),
      () => timed(() => desk.readAlone(small.person)),
    );
    const large = await desk.fill(watched);
    const seen = await desk.watch(large);
    const perMessage = (ms: number) => `${((ms * 1000) / inPairs).toFixed(0)} µs`;
    const size = watched.toLocaleString('en');
    return [
      {
        work: `export of one person, ${inPairs.toLocaleString('en')} messages: JSON + CSV + HTML, zipped, against read and decrypt only`,
        ratio: result.ratio,
        goal: { most: 3 },
        unit: '× the time',
        note: `${perMessage(result.measured)} a message against ${perMessage(result.reference)}; the PDF is apart`,
      },
      {
        work: `memory that the export of ${size} messages adds`,
        ratio: same(seen.megabytes),
        goal: { most: 40 },
        unit: 'MB',
        note: `in ${(seen.ms / 1000).toFixed(1)} s`,
      },
      {
        work: `longest hold of the event loop while ${size} messages are exported`,
        ratio: same(seen.longestHoldMs),
        goal: { most: 20 },
        unit: 'ms',
        note: `99.9 % of its turns below ${seen.usualHoldMs.toFixed(1)} ms of processor time`,
      },
    ];
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true });
  }
}

function same(figure: number): BenchRow['ratio'] {
  return { median: figure, low: figure, high: figure };
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
  // The PDF is measured by nobody: setting type is another work, in another thread.
  const exported = async ({ asked }: Filled) => {
    await runExport(storage, { ...asked, total: Number.MAX_SAFE_INTEGER }, async () => {});
    await storage.blobs.remove(exportBlob(asked.id));
  };
  return {
    exported,
    async fill(count: number): Promise<Filled> {
      const [number, person, chat] = [newId() as NumberId, newId() as PersonId, newId() as ConversationId];
      const company = await storage.vault.keyOf('company');
      const own = await storage.vault.keyOf(ownerOfPerson(person));
      if (!company || !own) throw new Error('No key.');
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
      const { lines } = chatText(randomFrom(2), { lines: Math.min(count, 10_000), terms: 1 });
      for (let from = 0; from < count; from += atOnce) {
        const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, index): Message => {
          const n = from + index;
          const id = `${newId()}${newId()}` as MessageId;
          return {
            ...{ id, number, conversation: chat, author: n % 2 === 0 ? person : null },
            ...{ from: n % 2 === 0 ? 'contact' : 'agent', kind: 'text', at: at + n * 60_000, order: 0, origin: 'live' },
            ...{ import: null, fingerprint: null, sequence: n, mentions: [], edited: false, language: null },
            sealedText: own.seal({ collection: 'messages', id, field: 'sealedText' }, lines[n % lines.length] ?? ''),
            ...{ screening: 'screened', capturedAt: at },
          };
        });
        await Promise.all(some.map((row) => storage.records.insert(messages, row)));
      }
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

    /** Resident memory at its highest over what it was before, and the longest holds of the event loop. */
    async watch(filled: Filled) {
      await exported(await this.fill(1000));
      globalThis.gc?.();
      const before = process.memoryUsage.rss();
      let highest = before;
      const timer = setInterval(() => {
        highest = Math.max(highest, process.memoryUsage.rss());
      }, 50);
      const holds = watchHolds();
      const ms = await timed(() => exported(filled));
      clearInterval(timer);
      return { ms, megabytes: (highest - before) / 1024 ** 2, ...holds.end() };
    },

    close: () => storage[Symbol.asyncDispose](),
  };
}

/** How long this thread worked between two turns of the event loop, by its own processor time: what else runs on the machine does not count. */
function watchHolds() {
  const turns: number[] = [];
  let last = process.threadCpuUsage();
  let watching = true;
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last);
    last = process.threadCpuUsage();
    turns.push((user + system) / 1000);
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    end() {
      watching = false;
      turns.sort((a, b) => a - b);
      return { longestHoldMs: turns.at(-1) ?? 0, usualHoldMs: turns[Math.floor(turns.length * 0.999)] ?? 0 };
    },
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

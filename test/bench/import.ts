/** What it costs to bring in a chat (parse, gate, recognise, seal, insert, screen), against inserting as many sealed rows alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type BlindIndex,
  type ConversationId,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  openStorage,
  type PersonId,
} from '@atalaia/storage';
import type { Actor } from '../../monitor/src/access/actor.ts';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { openAudit } from '../../monitor/src/audit/open-audit.ts';
import { openCalendars } from '../../monitor/src/calendar/calendars.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { openImports } from '../../monitor/src/import/runner.ts';
import { openRunningRules } from '../../monitor/src/rule/running.ts';
import { openSequences } from '../../monitor/src/sequence.ts';
import { openTurns } from '../../monitor/src/turns.ts';
import { inMemory } from '../fixtures/import-desk.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { chatText, randomFrom } from './chat-text.ts';
import { type BenchRow, pairs, timed } from './measure.ts';

/** Messages of one chat; 18 pairs of them are some 180,000. */
const chatLength = 10_000;
const atOnce = 200;
const operator: Actor = { kind: 'operator', name: 'bench' };

export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const desk = await openBenchDesk(folder);
  try {
    const { lines } = chatText(randomFrom(1), { lines: chatLength, terms: 1 });
    const file = asExport(lines);
    let chats = 0;
    const result = await pairs(
      'import',
      () => timed(() => desk.bring(file, `+55119${80_000_000 + ++chats}`)),
      async () => {
        const docs = await desk.sealedRows(lines);
        return timed(() => desk.insert(docs));
      },
    );
    const perMessage = (ms: number) => `${((ms * 1000) / chatLength).toFixed(0)} µs`;
    return [
      {
        work: `import of a chat file, ${chatLength.toLocaleString('en')} messages, all packs, against insert of as many sealed rows alone`,
        ratio: result.ratio,
        goal: { most: 3 },
        unit: '× the time',
        note: `${perMessage(result.measured)} a message against ${perMessage(result.reference)}; the search index follows later`,
      },
    ];
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true });
  }
}

async function openBenchDesk(folder: string) {
  const opened = await openStorage({
    dataDir: join(folder, 'data'),
    keysDir: join(folder, 'keys'),
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error(`The storage was not opened: ${opened.kind}`);
  const { storage } = opened;
  const base = { ...storage, clock: Date.now, newId, reportFault: (fault: unknown) => console.error(fault) };
  const audit = await openAudit(base);
  const rules = await openRunningRules({ ...base, audit, packsFolder: resolve('rules/packs') });
  const calendars = openCalendars(base);
  const deps = { ...base, audit, rules, turns: openTurns(), sequences: openSequences(base), calendars };
  const imports = openImports(deps);
  return {
    async bring(file: string, number: string): Promise<void> {
      const statement = { number, basis: 'contract', fileName: 'WhatsApp Chat with Ana.txt' } as const;
      const begun = await beginImport(deps, authorize(operator, 'import:run'), statement);
      const ended = await imports.run(begun.id, inMemory(file, statement.fileName));
      if (ended?.counts.stored !== chatLength) throw new Error('The bench chat was not stored whole.');
    },

    async sealedRows(lines: readonly string[]): Promise<readonly Message[]> {
      const [number, conversation, author] = [newId() as NumberId, newId() as ConversationId, newId() as PersonId];
      const key = await storage.vault.keyOf(`person:${author}`);
      if (!key) throw new Error('No key.');
      return lines.map((text, n): Message => {
        const fingerprint = `${newId()}${newId().slice(0, 21)}` as BlindIndex;
        const id = fingerprint as string as MessageId;
        return {
          ...{ id, number, conversation, author, from: 'contact', kind: 'text', at: n * 60_000, order: 0 },
          ...{ origin: 'import', import: null, fingerprint, sequence: n, mentions: [], edited: false, language: null },
          sealedText: key.seal({ collection: 'messages', id, field: 'sealedText' }, text),
          screening: 'screened',
          capturedAt: 0,
        };
      });
    },

    async insert(docs: readonly Message[]): Promise<void> {
      for (let at = 0; at < docs.length; at += atOnce) {
        await Promise.all(docs.slice(at, at + atOnce).map((doc) => storage.records.insert(messages, doc)));
      }
    },

    async close(): Promise<void> {
      await imports[Symbol.asyncDispose]();
      await rules[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

/** Two people in turns, a minute apart, as Android writes it. */
function asExport(lines: readonly string[]): string {
  return lines
    .map((text, n) => {
      const at = new Date(Date.UTC(2025, 0, 1) + n * 60_000).toISOString();
      const stamp = `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)} ${at.slice(11, 16)}`;
      return `${stamp} - ${n % 2 === 0 ? 'Ana' : 'Bia Atende'}: ${text}\n`;
    })
    .join('');
}

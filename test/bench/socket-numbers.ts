/** Run as a process of its own: numbers linked through the connector, with their journals on disk as in the program, or in memory. */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NumberSettings } from '@atalaia/connector';
import { type JournalStore, type NoticeId, type NumberId, type OpenJournal, openStorage } from '@atalaia/storage';
import { openConnector } from '../../connector/src/whatsapp/connector.ts';
import { memoryArchive } from '../connector/archive.ts';
import { settingsOf } from '../connector/number.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { trustIntroduced } from '../whatsapp/trust.ts';
import { openMemoryJournal } from './memory-journal.ts';
import { endWithParent, figuresNow, type Order, say, type Task } from './socket-process.ts';

const { introduction, home, phones, journal } = JSON.parse(process.argv[2] ?? '') as Task;
const { address } = trustIntroduced(introduction);
const opened = await openStorage({
  dataDir: join(home, 'data'),
  keysDir: join(home, 'keys'),
  masterKey: { kind: 'file' },
  clock: Date.now,
  newId,
});
if (opened.kind !== 'opened') throw new Error(`The storage was not opened: ${opened.kind}`);
const { storage } = opened;
const archive = memoryArchive();
let syncs = 0;
const connector = openConnector({
  openJournal: counting(journal === 'disk' ? storage.openJournal : openMemoryJournal),
  archive,
  clock: Date.now,
  newId,
  random: () => 0,
  reportFault: (fault) => console.error(fault),
  pause: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  whatsapp: { address },
});

for (const phone of phones) await openNumber(phone);

endWithParent();
process.on('message', (order: Order) => void obey(order));

async function obey(order: Order): Promise<void> {
  if (order === 'figures') {
    const figures = figuresNow({ syncs, kept: archive.messages.length });
    return say({ kind: 'figures', figures });
  }
  await connector[Symbol.asyncDispose]();
  await storage[Symbol.asyncDispose]();
  return process.disconnect?.();
}

/** Resolves when it is connected: linked by a code that the parent scans, or as it was. */
async function openNumber(phone: string): Promise<void> {
  const begun = await connector.open(`number-${phone}` as NumberId, armed(phone));
  if (begun.kind !== 'opened') throw new Error(`The number was not opened: ${begun.kind}`);
  const { link } = begun;
  const connected = Promise.withResolvers<void>();
  let shown = '';
  link.watch((state) => {
    if (state.kind === 'connected') connected.resolve();
    if (state.kind !== 'pairing' || state.code === null || state.code.text === shown) return;
    shown = state.code.text;
    say({ kind: 'code', phone, text: shown });
  });
  if (link.state().kind === 'unlinked') link.pair('qr');
  if (link.state().kind === 'connected') connected.resolve();
  await connected.promise;
  say({ kind: 'connected', phone });
}

function armed(phone: string): NumberSettings {
  const text = 'Aviso: esta conversa é guardada. Para se opor, envie SAIR.';
  const notice = {
    id: 'notice' as NoticeId,
    language: 'pt-BR',
    text,
    hash: hash('sha256', text),
    generation: 1,
  } as const;
  return { ...settingsOf(phone), armed: true, notices: [notice] };
}

function counting(open: OpenJournal): OpenJournal {
  return async (name) => {
    const found = await open(name);
    if (found.kind !== 'opened') return found;
    const { journal } = found;
    return { kind: 'opened', journal: { ...journal, commit: counted(journal) } };
  };
}

function counted(journal: JournalStore): JournalStore['commit'] {
  return (changes, durable) => {
    if (changes.length > 0 && durable !== 'with-next') syncs += 1;
    journal.commit(changes, durable);
  };
}

/** The search index is in no backup: lost, damaged or exchanged for an older copy, it is filled again from the records. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConversationId,
  conversations,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  numbers,
  openStorage,
} from '@atalaia/storage';
import { expect, it } from 'vitest';
import { openSearchFollower } from '../../monitor/src/search/follow.ts';
import { searchTokens } from '../../monitor/src/search/tokens.ts';
import { newId } from '../fixtures/temporary-storage.ts';

const number = 'number-of-the-test' as NumberId;
const chat = 'chat-of-the-test-0' as ConversationId;
const at = Date.UTC(2026, 2, 4, 15);

it.each<readonly [string, (here: Folders) => void]>([
  ['lost', (here) => remove(here, 'search')],
  ['overwritten with something else', (here) => writeFileSync(here.file('search'), 'no database at all')],
  ['damaged', (here) => writeFileSync(here.file('search'), withAPageOverwritten(readFileSync(here.file('search'))))],
  ['an older copy', (here) => here.exchange('search')],
])('an index that is %s finds everything again', async (_, harm) => {
  using here = folders();
  await program(here, { keep: [0, 1, 2] });
  here.copy('search');
  expect(await program(here, { keep: [3, 4, 5] })).toEqual([0, 1, 2, 3, 4, 5]);
  harm(here);
  expect(await program(here, { keep: [6] })).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('records that are an older copy than the index are followed from where they are', async () => {
  using here = folders();
  await program(here, { keep: [0, 1, 2] });
  here.copy('records');
  await program(here, { keep: [3, 4, 5] });
  here.exchange('records');
  expect(await program(here, { keep: [3] })).toEqual([0, 1, 2, 3]);
});

interface Folders extends Disposable {
  readonly home: string;
  file(name: 'search' | 'records'): string;
  /** Puts a copy of the file aside; `exchange` restores it. */
  copy(name: 'search' | 'records'): void;
  exchange(name: 'search' | 'records'): void;
}

function folders(): Folders {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-index-'));
  const file = (name: string) => join(home, 'data', `${name}.sqlite`);
  return {
    home,
    file,
    copy: (name) => cpSync(file(name), join(home, name)),
    exchange(name) {
      remove(this, name);
      cpSync(join(home, name), file(name));
    },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}

function remove(here: Pick<Folders, 'file'>, name: 'search' | 'records'): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(here.file(name) + suffix, { force: true });
}

function withAPageOverwritten(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(4096, 0xa5), bytes.subarray(8192)]);
}

/** Starts, stores messages at these positions, follows them, and stops. Answers the positions whose message is found and kept. */
async function program({ home }: Folders, { keep }: { readonly keep: readonly number[] }): Promise<readonly number[]> {
  const opened = await openStorage({
    dataDir: join(home, 'data'),
    keysDir: join(home, 'keys'),
    masterKey: { kind: 'file' },
    clock: () => at,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error(`The storage did not open: ${JSON.stringify(opened)}`);
  await using storage = opened.storage;
  const { records, vault, blind, search } = storage;
  const key = await vault.keyOf('company');
  if (!key) throw new Error('The company has a key.');
  const seal = (collection: string, id: string, field: string, text: string) =>
    key.seal({ collection, id, field }, text);
  await records.insert(numbers, {
    id: number,
    phone: blind.of('number', '+5511912340001'),
    sealedPhone: seal('numbers', number, 'sealedPhone', '+5511912340001'),
    zone: 'America/Sao_Paulo',
    language: 'pt-BR',
    basis: null,
    createdAt: at,
  });
  await records.insert(conversations, {
    id: chat,
    number,
    group: true,
    contact: null,
    persons: [],
    messages: 0,
    firstAt: null,
    lastAt: null,
    createdAt: at,
  });
  for (const sequence of keep) {
    const id = `message-of-the-test-${sequence}` as MessageId;
    const message: Message = {
      id,
      number,
      conversation: chat,
      author: null,
      from: 'unknown',
      kind: 'text',
      at: at + sequence,
      order: sequence,
      origin: 'live',
      import: null,
      fingerprint: null,
      sequence,
      sealedText: seal('messages', id, 'sealedText', 'o boleto vence'),
      mentions: [],
      edited: false,
      language: null,
      screening: 'screened',
      capturedAt: at,
    };
    expect(await records.insert(messages, message)).toBe('inserted');
  }
  const faults: unknown[] = [];
  const reportFault = (fault: unknown) => void faults.push(fault);
  await using follower = openSearchFollower({ ...storage, clock: () => at, reportFault });
  await follower.catchUp();
  expect(faults).toEqual([]);
  const found = await search.query({ tokens: searchTokens(blind, 'boleto'), numbers: 'all', limit: 100 });
  const kept = await Promise.all(found.map(async ({ message }) => (await records.get(messages, message))?.doc));
  return kept.flatMap((doc) => (doc ? [doc.sequence] : [])).toSorted((a, b) => a - b);
}

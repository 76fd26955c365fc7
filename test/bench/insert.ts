/** What it costs to keep a sealed message durably, against appending the same bytes to a file and syncing it. */
import { hash, randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BlindIndex,
  type ConversationId,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  openStorage,
  type PersonId,
  type Sealed,
  type Storage,
} from '@atalaia/storage';
import { type BenchRow, inverse, pairs, timed } from './measure.ts';

const SINGLE = 20;
const BATCH = 100;
const BATCHES = 4;
const PRODUCERS = 64;
const EACH = 8;

export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const opened = await openStorage({
    dataDir: join(folder, 'data'),
    keysDir: join(folder, 'keys'),
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  const file = openSync(join(folder, 'appended'), 'a');
  try {
    if (opened.kind !== 'opened') throw new Error(`The storage was not opened: ${opened.kind}`);
    const makeMessages = await messageMaker(opened.storage);
    return await measured(opened.storage, makeMessages, file);
  } finally {
    closeSync(file);
    if (opened.kind === 'opened') await opened.storage[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  }
}

async function measured({ records }: Storage, makeMessages: MessageMaker, file: number): Promise<BenchRow[]> {
  const insert = async (message: Message) => {
    if ((await records.insert(messages, message)) !== 'inserted')
      throw new Error('A message of the bench was there already.');
  };
  const oneByOne = async () => {
    const docs = makeMessages(SINGLE);
    return timed(async () => {
      for (const doc of docs) await insert(doc);
    });
  };
  const batches = async () => {
    const docs = makeMessages(BATCH * BATCHES);
    return timed(async () => {
      for (let at = 0; at < docs.length; at += BATCH) await Promise.all(docs.slice(at, at + BATCH).map(insert));
    });
  };
  const producers = async () => {
    const work = Array.from({ length: PRODUCERS }, () => makeMessages(EACH));
    const time = await timed(() =>
      Promise.all(
        work.map(async (docs) => {
          for (const doc of docs) await insert(doc);
        }),
      ),
    );
    return time / (PRODUCERS * EACH);
  };
  const single = await pairs('insert one', oneByOne, () => appended(file, makeMessages(SINGLE), 1));
  const batch = await pairs('insert 100', batches, () => appended(file, makeMessages(BATCH * BATCHES), BATCH));
  const group = await pairs('group commit', producers, async () => (await oneByOne()) / SINGLE);
  const note = (ours: number, theirs: number, count: number) =>
    `${((ours / count) * 1000).toFixed(0)} µs a message against ${((theirs / count) * 1000).toFixed(0)} µs`;
  return [
    {
      work: 'durable insert of a sealed message, one by one, against append + fdatasync',
      ratio: single.ratio,
      goal: { most: 1.5 },
      unit: '× the time',
      note: note(single.measured, single.reference, SINGLE),
    },
    {
      work: 'durable insert, 100 at a time, against append of the 100 + fdatasync',
      ratio: batch.ratio,
      goal: { most: 2 },
      unit: '× the time',
      note: note(batch.measured, batch.reference, BATCH * BATCHES),
    },
    {
      work: 'group commit of 64 producers, against one by one',
      ratio: inverse(group.ratio),
      goal: { least: 15 },
      unit: '× the rate',
      note: note(group.measured, group.reference, 1),
    },
  ];
}

/** The same bytes, `group` messages per disk sync. */
function appended(file: number, docs: readonly Message[], group: number): Promise<number> {
  const written = docs.map((doc) =>
    Buffer.concat([Buffer.from(JSON.stringify({ ...doc, sealedText: null })), doc.sealedText ?? Buffer.alloc(0)]),
  );
  return timed(() => {
    for (let at = 0; at < written.length; at += group) {
      writeSync(file, Buffer.concat(written.slice(at, at + group)));
      fdatasyncSync(file);
    }
  });
}

type MessageMaker = (count: number) => readonly Message[];

/** Messages as an import makes them: three chats, in order of time, 200 bytes of text each, sealed. */
async function messageMaker({ vault }: Storage): Promise<MessageMaker> {
  const key = await vault.keyOf('person:bench');
  if (key === undefined) throw new Error('The bench has no key.');
  const number = newId() as NumberId;
  const chats = [1, 2, 3].map(() => ({ conversation: newId() as ConversationId, author: newId() as PersonId }));
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      made += 1;
      const chat = chats[made % chats.length];
      if (chat === undefined) throw new Error('There is a chat for every message.');
      const at = 1_700_000_000_000 + made * 20_000;
      // As an import makes them: a keyed hash behind the minute.
      const hashOf = (what: string) =>
        `${Math.floor(at / 60_000)
          .toString(16)
          .padStart(8, '0')}${hash('sha256', `${what} ${made}`, 'base64url')}`;
      const id = hashOf('message') as MessageId;
      return {
        ...chat,
        id,
        number,
        from: 'contact',
        kind: 'text',
        at,
        order: made,
        origin: 'import',
        import: null,
        fingerprint: hashOf('fingerprint') as BlindIndex,
        sequence: made,
        sealedText: key.seal({ collection: 'messages', id, field: 'sealedText' }, 'x'.repeat(200)) as Sealed,
        mentions: [],
        edited: false,
        language: null,
        screening: 'pending',
        capturedAt: at,
      };
    });
}

function newId(): string {
  return randomBytes(16).toString('base64url');
}

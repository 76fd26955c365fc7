/** A journal that can't be read or written holds files back: it ends no program, and asks WhatsApp no oftener. */
import type { ConversationId, JournalStore, NumberId, PersonId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { openJournalRows } from '../../connector/src/journal/journal.ts';
import { count } from '../../connector/src/journal/ledger.ts';
import type { MediaRow } from '../../connector/src/journal/rows.ts';
import { startMediaQueue } from '../../connector/src/whatsapp/media-queue.ts';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { handTime } from './time.ts';

const day = '2026-03-02';

async function scene() {
  const home = await temporaryStorage();
  const opened = await home.storage.openJournal('number-1');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const fault = { reading: false, writing: false };
  const whole = opened.journal;
  const failing: JournalStore = {
    epoch: whole.epoch,
    get: whole.get,
    count: whole.count,
    emptyLog: whole.emptyLog,
    list(space, page) {
      if (fault.reading) throw new Error('disk I/O error');
      return whole.list(space, page);
    },
    commit(changes) {
      if (fault.writing) throw new Error('disk full');
      whole.commit(changes);
    },
    [Symbol.dispose]: () => whole[Symbol.dispose](),
  };
  const journal = openJournalRows(failing);
  const time = handTime();
  const seen = { fetches: 0, faults: 0 };
  const row: MediaRow = {
    ref: { conversation: 'chat' as ConversationId, author: 'iara' as PersonId, id: 'M1' },
    contact: 'iara' as PersonId,
    source: {
      kind: 'image',
      mediaKey: new Uint8Array(32),
      directPath: '/v/file',
      url: null,
      fileSha256: null,
      fileEncSha256: null,
      size: null,
      mimeType: null,
    },
    fileName: null,
    at: time.clock(),
    day,
    order: 1,
    tries: 0,
    nextTryAt: time.clock(),
    jid: '5511944400001@s.whatsapp.net',
    fromMe: false,
    participant: null,
  };
  journal.commit([journal.media.put(row), count(journal, day, { received: 1, stored: 1, mediaPending: 1 })]);
  const start = () =>
    startMediaQueue({
      number: 'number-1' as NumberId,
      journal,
      ...time,
      archive: { keepFile: () => Promise.reject(new Error('no space left')) },
      media: {
        maxBytes: 1000,
        host: async () => 'mmg.whatsapp.net',
        fetch: async () => {
          seen.fetches++;
          return new Response('abc');
        },
      },
      phone: () => undefined,
      committed: () => undefined,
      failed: () => void seen.faults++,
    });
  return { fault, seen, time, start, [Symbol.asyncDispose]: () => home[Symbol.asyncDispose]() };
}

test('on a full disk a file is asked for again at the pace of its retries, not without end', async () => {
  await using set = await scene();
  set.fault.writing = true;
  await using _queue = set.start();
  await set.time.waits((milliseconds) => milliseconds === 5000);
  expect(set.seen.fetches).toBe(1);
  await set.time.pass(5000);
  await set.time.waits((milliseconds) => milliseconds === 5000);
  expect(set.seen.fetches).toBe(2);
});

test('a journal that cannot be read ends nothing: it is told, and read again', async () => {
  await using set = await scene();
  set.fault.reading = true;
  await using _queue = set.start();
  await set.time.waits((milliseconds) => milliseconds === 5000);
  expect(set.seen).toEqual({ fetches: 0, faults: 1 });
  set.fault.reading = false;
  await set.time.pass(5000);
  await set.time.waits((milliseconds) => milliseconds === 5000);
  expect(set.seen.fetches).toBe(1);
});

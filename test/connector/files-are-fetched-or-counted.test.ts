/** A file waits until it is kept or gone for good, and the day that counted it as pending counts what became of it. */
import { createHash } from 'node:crypto';
import type { Archive, LiveFile } from '@atalaia/connector';
import type { ConversationId, NumberId, PersonId } from '@atalaia/storage';
import type { WAMessage } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import type { MediaSource } from '../../connector/src/content.ts';
import { type Journal, openJournalRows } from '../../connector/src/journal/journal.ts';
import { count } from '../../connector/src/journal/ledger.ts';
import type { MediaRow } from '../../connector/src/journal/rows.ts';
import { startMediaQueue } from '../../connector/src/whatsapp/media-queue.ts';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { encryptedFile } from './encrypted-file.ts';
import { type HandTime, handTime } from './time.ts';

const day = '2026-03-02';
const bytes = Buffer.from('comprovante '.repeat(2000));

interface Stage {
  readonly journal: Journal;
  readonly time: HandTime;
  /** What the archive was told, with the hash of the bytes that it was given. */
  readonly files: (Pick<LiveFile, 'kind'> & { readonly sha256: string })[];
  /** Resolves once no file waits any more. */
  readonly settled: Promise<void>;
}

interface Trouble {
  /** What WhatsApp's host has, by path. */
  readonly host: ReadonlyMap<string, Uint8Array>;
  /** What the phone does when it is asked for a new upload. */
  readonly phone?: (message: WAMessage) => Promise<WAMessage>;
  readonly keepFile?: Archive['keepFile'];
}

/** A queue with one file that waits since noon. */
async function queue(source: MediaSource, trouble: Trouble, work: (stage: Stage) => Promise<void>): Promise<void> {
  await using home = await temporaryStorage();
  const opened = await home.storage.openJournal('number-1');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const journal = openJournalRows(opened.journal);
  const time = handTime();
  const files: Stage['files'] = [];
  const settled = Promise.withResolvers<void>();
  const row: MediaRow = {
    ref: { conversation: 'chat' as ConversationId, author: 'iara' as PersonId, id: 'M1' },
    contact: 'iara' as PersonId,
    source,
    fileName: 'recibo.pdf',
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
  const { phone } = trouble;
  await using _running = startMediaQueue({
    number: 'number-1' as NumberId,
    journal,
    ...time,
    archive: {
      async keepFile(file) {
        await trouble.keepFile?.(file);
        const hash = createHash('sha256');
        if (file.kind === 'file-kept') for await (const part of await file.open()) hash.update(part);
        files.push({ kind: file.kind, sha256: hash.digest('hex') });
      },
    },
    media: {
      maxBytes: 1_000_000,
      host: async () => 'mmg.whatsapp.net',
      fetch: async (url) => {
        const stored = trouble.host.get(url.pathname);
        return stored === undefined ? new Response(null, { status: 404 }) : new Response(Buffer.from(stored));
      },
    },
    phone: () => phone && { updateMediaMessage: phone },
    committed: () => {
      if (journal.media.count() === 0) settled.resolve();
    },
    failed: () => undefined,
  });
  await work({ journal, time, files, settled: settled.promise });
}

const whole = createHash('sha256').update(bytes).digest('hex');

test('a file is kept, and counted as kept on the day of its message', async () => {
  const { stored, source } = encryptedFile(bytes, '/there');
  await queue(source, { host: new Map([['/there', stored]]) }, async ({ journal, files, settled }) => {
    await settled;
    expect(files).toEqual([{ kind: 'file-kept', sha256: whole }]);
    expect(journal.ledger.get(day)).toMatchObject({ mediaPending: 0, mediaKept: 1, mediaExpired: 0 });
  });
});

test('a file that WhatsApp has lost is uploaded again by the phone', async () => {
  const { stored, source } = encryptedFile(bytes, '/lost');
  const phone = async (message: WAMessage) => {
    if (message.message?.documentMessage) message.message.documentMessage.directPath = '/again';
    return message;
  };
  await queue(source, { host: new Map([['/again', stored]]), phone }, async ({ journal, files, settled }) => {
    await settled;
    expect(files).toEqual([{ kind: 'file-kept', sha256: whole }]);
    expect(journal.ledger.get(day)).toMatchObject({ mediaPending: 0, mediaKept: 1 });
  });
});

test('a file that the phone no longer has either is told and counted as expired, with one alert', async () => {
  const { source } = encryptedFile(bytes, '/lost');
  const phone = () => Promise.reject(Object.assign(new Error('not found'), { output: { statusCode: 404 } }));
  await queue(source, { host: new Map(), phone }, async ({ journal, files, settled }) => {
    await settled;
    expect(files).toMatchObject([{ kind: 'file-expired' }]);
    expect(journal.ledger.get(day)).toMatchObject({ mediaPending: 0, mediaKept: 0, mediaExpired: 1 });
    expect(journal.inbox.list(10).map(({ row }) => row)).toMatchObject([
      { kind: 'event', event: { alert: 'media-expired' } },
    ]);
  });
});

test('while nobody can be asked a file waits, for two weeks', async () => {
  const { source } = encryptedFile(bytes, '/lost');
  await queue(source, { host: new Map() }, async ({ journal, time, files, settled }) => {
    await time.waits((milliseconds) => milliseconds === 5000);
    expect(journal.ledger.get(day)).toMatchObject({ mediaPending: 1 });
    const passing = passUntil(time, settled);
    await settled;
    await passing;
    expect(files).toMatchObject([{ kind: 'file-expired' }]);
    expect(time.clock() - Date.UTC(2026, 2, 2, 15)).toBeGreaterThan(14 * 24 * 60 * 60_000);
  });
});

test('an archive that fails gets the file later, as long as it takes', async () => {
  const { stored, source } = encryptedFile(bytes, '/there');
  let failures = 0;
  const keepFile = async () => {
    failures += 1;
    if (failures <= 3) throw new Error('The archive is away.');
  };
  await queue(source, { host: new Map([['/there', stored]]), keepFile }, async ({ journal, time, files, settled }) => {
    const passing = passUntil(time, settled);
    await settled;
    await passing;
    expect(failures).toBe(4);
    expect(files).toEqual([{ kind: 'file-kept', sha256: whole }]);
    expect(journal.ledger.get(day)).toMatchObject({ mediaPending: 0, mediaKept: 1 });
  });
});

/** Lets hours pass, one after the other, until it is settled. */
async function passUntil(time: HandTime, settled: Promise<void>): Promise<void> {
  let over = false;
  void settled.then(() => {
    over = true;
  });
  while (!over) {
    await time.pass(60 * 60_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

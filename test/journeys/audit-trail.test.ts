/** The audit trail: every act in order, and every change to it found. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AuditEntry,
  auditEntries,
  checkpoints,
  type Message,
  messages,
  type NumberId,
  numbers,
  type Storage,
} from '@atalaia/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readReceivedCheckpoints } from '../../monitor/src/audit/against.ts';
import type { Act, Audit } from '../../monitor/src/audit/audit.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { takeCheckpoint } from '../../monitor/src/audit/checkpoint.ts';
import { entryHash } from '../../monitor/src/audit/entry.ts';
import { keepTrail } from '../../monitor/src/audit/keep-trail.ts';
import { leafOf } from '../../monitor/src/audit/merkle.ts';
import { openAudit } from '../../monitor/src/audit/open-audit.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { openSequences } from '../../monitor/src/sequence.ts';
import { openTurns } from '../../monitor/src/turns.ts';
import { newId, type TemporaryStorage, temporaryStorage } from '../fixtures/temporary-storage.ts';

const operator = { kind: 'operator', name: 'bruno' } as const;
const number = 'numero-da-loja-1' as NumberId;
let here: TemporaryStorage;
let storage: Storage;
let audit: Audit & AsyncDisposable;

beforeEach(async () => {
  here = await temporaryStorage();
  storage = here.storage;
  audit = await openAudit({ records: storage.records, clock: here.clock });
});
afterEach(async () => {
  await audit[Symbol.asyncDispose]();
  await here[Symbol.asyncDispose]();
});

const deps = () => ({ ...storage, audit, clock: here.clock, newId, turns: openTurns(), folder: undefined });
const verify = (received?: Parameters<typeof verifyTrail>[2]) =>
  verifyTrail(deps(), authorize(operator, 'audit:read'), received);
const act = (subject: string, chain = 'company'): Act => ({ chain, actor: operator, act: 'alert-read', subject });
const chainOf = async (chain: string): Promise<AuditEntry[]> =>
  (await storage.records.find(auditEntries, { index: 'byChain', equals: { chain }, limit: 1000 })).items.map(
    ({ doc }) => doc,
  );
/** Writes over an entry as someone with the disk in hand could: with a hash that fits the changed content. */
async function forge(sequence: number, change: Partial<AuditEntry>): Promise<void> {
  const id = `company.${String(sequence).padStart(10, '0')}`;
  const stored = await storage.records.get(auditEntries, id);
  if (!stored) throw new Error('There is no such entry.');
  const forged = { ...stored.doc, ...change };
  await storage.records.replace(auditEntries, stored.version, { ...forged, hash: entryHash(forged) });
}

describe('recording', () => {
  it('keeps the order of the calls, each entry linked to the one before', async () => {
    await Promise.all(Array.from({ length: 700 }, (_, index) => audit.record(act(`subject-${index}`))));
    const entries = await chainOf('company');
    expect(entries.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 700 }, (_, index) => `subject-${index}`),
    );
    expect(entries.slice(1).map(({ previous }) => previous)).toEqual(entries.slice(0, -1).map(({ hash }) => hash));
    expect(entries[0]?.previous).toBe('0'.repeat(64));
  });

  it('goes on where the chain ended when the program starts again', async () => {
    await audit.record(act('before'));
    await audit[Symbol.asyncDispose]();
    audit = await openAudit({ records: storage.records, clock: here.clock });
    await audit.record(act('after'));
    expect((await chainOf('company')).map(({ sequence, subject }) => [sequence, subject])).toEqual([
      [0, 'before'],
      [1, 'after'],
    ]);
    expect(await verify()).toMatchObject({ kind: 'intact', entries: 2 });
  });

  it('appends after another writer, losing and doubling nothing', async () => {
    await using other = await openAudit({ records: storage.records, clock: here.clock });
    await audit.record(act('first'));
    await other.record(act('second'));
    await Promise.all([audit.record(act('third')), audit.record(act('fourth'))]);
    await other.record(act('fifth'));
    expect((await chainOf('company')).map(({ subject }) => subject)).toEqual([
      'first',
      'second',
      'third',
      'fourth',
      'fifth',
    ]);
    expect(await verify()).toMatchObject({ kind: 'intact' });
  });

  it('tells the caller when the disk fails, and is whole when the disk is back', async () => {
    await audit.record(act('before'));
    const insert = storage.records.insert;
    let calls = 0;
    const failing: Storage['records'] = {
      ...storage.records,
      insert: (collection, doc) => {
        calls += 1;
        return calls === 2 ? Promise.reject(new Error('disk')) : insert(collection, doc);
      },
    };
    await using shaky = await openAudit({ records: failing, clock: here.clock });
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((subject) => shaky.record(act(subject))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await shaky.record(act('d'));
    expect((await chainOf('company')).map(({ subject }) => subject)).toEqual(['before', 'a', 'd']);
    expect(await verify()).toMatchObject({ kind: 'intact' });
  });

  it.each(['the same program', 'the next start'])(
    'is whole again in %s when the disk failed under a batch and under mending it',
    async (when) => {
      await audit.record(act('before'));
      let calls = 0;
      const failing: Storage['records'] = {
        ...storage.records,
        insert: (collection, doc) => {
          calls += 1;
          return calls === 2 ? Promise.reject(new Error('disk')) : storage.records.insert(collection, doc);
        },
        remove: (collection, id) =>
          calls === 5 ? Promise.reject(new Error('disk')) : storage.records.remove(collection, id),
      };
      let shaky: Audit = await openAudit({ records: failing, clock: here.clock });
      await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((subject) => shaky.record(act(subject))));
      expect((await chainOf('company')).map(({ subject }) => subject)).toEqual(['before', 'a', 'c', 'd', 'e']);
      calls = 100;
      if (when === 'the next start') shaky = await openAudit({ records: failing, clock: here.clock });
      await shaky.record(act('f'));
      expect((await chainOf('company')).map((entry) => entry.subject ?? entry.act)).toEqual([
        'before',
        'a',
        'trail-mended',
        'f',
      ]);
      await audit[Symbol.asyncDispose]();
      audit = await openAudit({ records: storage.records, clock: here.clock });
      expect(await verify()).toMatchObject({ kind: 'intact' });
    },
  );

  it('never takes off what a checkpoint has signed', async () => {
    for (const subject of ['one', 'two', 'three']) await audit.record(act(subject));
    await takeCheckpoint(deps());
    await storage.records.remove(auditEntries, 'company.0000000001');
    await using _ = await openAudit({ records: storage.records, clock: here.clock });
    expect((await chainOf('company')).map(({ subject }) => subject)).toEqual(['one', 'three']);
    expect((await verify()).problem).toBe('Audit chain of the company, entry 1: it is missing.');
  });

  it('keeps a reason sealed and its hash in the chain', async () => {
    const key = await storage.vault.keyOf('company');
    const reason = key?.seal({ collection: 'auditEntries', id: 'x', field: 'sealedReason' }, 'suspeita de desvio');
    await audit.record({ ...act('with-reason'), ...(reason ? { reason } : {}) });
    const [entry] = await chainOf('company');
    expect(entry?.reasonHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await verify()).toMatchObject({ kind: 'intact' });
  });
});

describe('verifying', () => {
  beforeEach(async () => {
    for (const subject of ['one', 'two', 'three', 'four']) await audit.record(act(subject));
  });

  it('calls an untouched trail intact and records that it was verified', async () => {
    expect(await verify()).toMatchObject({ kind: 'intact', chains: 1, entries: 4, problem: null });
    expect((await chainOf('company')).at(-1)).toMatchObject({ act: 'trail-verified', actor: 'operator:bruno' });
  });

  it('finds a changed entry, although its own hash fits', async () => {
    await forge(1, { subject: 'other' });
    expect(await verify()).toMatchObject({
      kind: 'broken',
      problem: 'Audit chain of the company, entry 2: it does not follow the entry before it.',
    });
  });

  it('finds an entry whose content no longer fits its hash', async () => {
    const stored = await storage.records.get(auditEntries, 'company.0000000003');
    if (!stored) throw new Error('There is no such entry.');
    await storage.records.replace(auditEntries, stored.version, { ...stored.doc, actor: 'system' });
    expect((await verify()).problem).toBe('Audit chain of the company, entry 3: it was changed after it was written.');
  });

  it('finds an entry taken out of the middle', async () => {
    await storage.records.remove(auditEntries, 'company.0000000001');
    expect((await verify()).problem).toBe('Audit chain of the company, entry 1: it is missing.');
  });

  it('finds a chain cut short after a checkpoint, and one rewritten from its beginning', async () => {
    await takeCheckpoint(deps());
    await storage.records.remove(auditEntries, 'company.0000000003');
    expect((await verify()).problem).toContain('names entry 3 of chain company, which is not there');
  });

  it('finds a checkpoint that was changed to fit', async () => {
    await takeCheckpoint(deps());
    const [kept] = (await storage.records.find(checkpoints, { index: 'byTime', limit: 1 })).items;
    if (!kept) throw new Error('There is no checkpoint.');
    const heads = kept.doc.heads.map((head) => ({ ...head, sequence: 2 }));
    await storage.records.replace(checkpoints, kept.version, { ...kept.doc, heads });
    expect((await verify()).problem).toContain('its signature does not match');
  });

  it('finds by received checkpoints what was rewritten together with every checkpoint of the installation', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'atalaia-received-'));
    try {
      await takeCheckpoint({ ...deps(), folder });
      for (const { doc } of (await storage.records.find(checkpoints, { index: 'byTime', limit: 10 })).items) {
        await storage.records.remove(checkpoints, doc.id);
      }
      await storage.records.remove(auditEntries, 'company.0000000003');
      await audit[Symbol.asyncDispose]();
      audit = await openAudit({ records: storage.records, clock: here.clock });
      expect((await verify()).kind).toBe('intact');
      const received = await readReceivedCheckpoints(folder);
      if (received.kind !== 'checkpoints') throw new Error(received.problem);
      expect((await verify(received.checkpoints)).problem).toContain('which is not there as it was signed');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('refuses a folder without checkpoints, and a file that is none, by name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'atalaia-received-'));
    try {
      expect(await readReceivedCheckpoints(folder)).toMatchObject({ kind: 'unusable' });
      writeFileSync(join(folder, 'checkpoint-false.json'), '{"heads": 1}');
      expect(await readReceivedCheckpoints(folder)).toMatchObject({
        kind: 'unusable',
        problem: 'checkpoint-false.json is not a checkpoint of Atalaia.',
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('captured messages', () => {
  const message = async (sequence: number, text: string): Promise<Message> => {
    const id = newId() as Message['id'];
    const key = await storage.vault.keyOf('company');
    if (!key) throw new Error('There is no company key.');
    return {
      id,
      number,
      conversation: newId() as Message['conversation'],
      author: null,
      from: 'unknown',
      kind: 'text',
      at: here.clock(),
      order: sequence,
      origin: 'import',
      import: null,
      fingerprint: null,
      sequence,
      sealedText: key.seal({ collection: 'messages', id, field: 'sealedText' }, text),
      mentions: [],
      edited: false,
      language: null,
      screening: 'screened',
      capturedAt: here.clock(),
    };
  };
  beforeEach(async () => {
    const phone = storage.blind.of('number', '+5511999990001');
    const key = await storage.vault.keyOf('company');
    if (!key) throw new Error('There is no company key.');
    const sealedPhone = key.seal({ collection: 'numbers', id: number, field: 'sealedPhone' }, '+5511999990001');
    await storage.records.insert(numbers, {
      id: number,
      phone,
      sealedPhone,
      zone: 'America/Sao_Paulo',
      language: 'pt-BR',
      basis: null,
      createdAt: here.clock(),
    });
    const all = await Promise.all(Array.from({ length: 2300 }, (_, at) => message(at, `mensagem ${at}`)));
    await Promise.all(all.map((one) => storage.records.insert(messages, one)));
  });
  const messageAt = async (sequence: number) => {
    const page = await storage.records.find(messages, {
      index: 'bySequence',
      equals: { number },
      range: { from: sequence },
      limit: 1,
    });
    const [found] = page.items;
    if (!found) throw new Error('There is no such message.');
    return found;
  };

  const sealedTextAt = async (sequence: number) => {
    const { sealedText } = (await messageAt(sequence)).doc;
    return sealedText ? { sealedText } : {};
  };

  it('enter the trail in batches, each once, also after a crash between the entry and its progress', async () => {
    expect(await batchMessages(deps(), number)).toBe(2300);
    expect(await batchMessages(deps(), number)).toBe(0);
    await storage.records.insert(messages, await message(2300, 'mais uma'));
    await batchMessages(
      { ...deps(), records: { ...storage.records, replace: () => Promise.reject(new Error('killed')) } },
      number,
    ).catch(() => undefined);
    expect(await batchMessages(deps(), number)).toBe(0);
    expect(await verify()).toMatchObject({ kind: 'intact', messages: 2301, chains: 1 });
  });

  it('wait while an earlier one may still be on its way to the disk', async () => {
    await storage.records.insert(messages, await message(2301, 'a segunda chegou antes'));
    expect(await batchMessages(deps(), number)).toBe(2300);
    await storage.records.insert(messages, await message(2300, 'a primeira'));
    expect(await batchMessages(deps(), number)).toBe(2);
    await storage.records.insert(messages, await message(2303, 'a anterior falhou'));
    expect(await batchMessages(deps(), number)).toBe(0);
    here.clock.move(61_000);
    expect(await batchMessages(deps(), number)).toBe(1);
    expect(await verify()).toMatchObject({ kind: 'intact', messages: 2303 });
  });

  it('do not wait for a gap because the clock was set back', async () => {
    here.clock.move(24 * 60 * 60_000);
    await storage.records.insert(messages, await message(2301, 'a anterior falhou'));
    here.clock.move(-24 * 60 * 60_000);
    expect(await batchMessages(deps(), number)).toBe(2301);
  });

  it('that come after the newest were removed are followed all the same', async () => {
    await batchMessages(deps(), number);
    for (const sequence of [2298, 2299]) await storage.records.remove(messages, (await messageAt(sequence)).doc.id);
    const take = await openSequences(storage).of(number);
    await storage.records.insert(messages, await message(take(), 'a seguinte'));
    expect(await batchMessages(deps(), number)).toBe(1);
  });

  it('are missed when one is taken out, exchanged, or slipped in', async () => {
    await batchMessages(deps(), number);
    const { doc, version } = await messageAt(1200);
    await storage.records.replace(messages, version, { ...doc, ...(await sealedTextAt(7)) });
    expect((await verify()).problem).toBe(
      `Audit chain of number ${number}, entry 2: a message that it covers was changed or exchanged.`,
    );
    await storage.records.remove(messages, doc.id);
    expect((await verify()).problem).toContain('covers 500 messages, but the archive holds 499');
  });

  /** One change for each clear field, as someone with the disk in hand could make it. */
  const changes: Readonly<
    Record<Exclude<keyof Message, 'number' | 'screening' | `sealed${string}`>, Partial<Message>>
  > = {
    id: { id: 'outra-mensagem-qualquer' as Message['id'] },
    conversation: { conversation: 'outra-conversa-qualquer' as Message['conversation'] },
    author: { author: 'outra-pessoa-qualquer' as Message['author'] },
    from: { from: 'contact' },
    kind: { kind: 'deleted' },
    at: { at: 1 },
    order: { order: 99_999 },
    origin: { origin: 'live' },
    import: { import: 'outra-importacao-qualquer' as Message['import'] },
    fingerprint: { fingerprint: 'outra-impressao-qualquer' as Message['fingerprint'] },
    sequence: { sequence: 7.5 },
    media: { media: { blob: 'outro-arquivo-qualquer' as never, size: 1, type: 'image/png' } },
    mentions: { mentions: ['outra-pessoa-qualquer' as never] },
    edited: { edited: true },
    fileErasedAt: { fileErasedAt: 1 },
    target: { target: 'outra-mensagem-qualquer' as Message['id'] },
    quotes: { quotes: 'outra-mensagem-qualquer' as Message['id'] },
    forwarded: { forwarded: true },
    viewOnce: { viewOnce: true },
    device: { device: 7 },
    attribution: { attribution: 'roster' },
    language: { language: 'en' },
    capturedAt: { capturedAt: 1 },
  };

  it('are missed when anything about one is changed: who, when, where, in what order', async () => {
    await batchMessages(deps(), number);
    const { doc } = await messageAt(7);
    const leaf = leafOf(doc);
    expect(leafOf({ ...doc, number: 'outro-numero-qualquer' as NumberId })).not.toEqual(leaf);
    expect(leafOf({ ...doc, screening: 'pending' })).toEqual(leaf);
    for (const [field, change] of Object.entries(changes)) {
      expect(leafOf({ ...doc, ...change }), field).not.toEqual(leaf);
    }
    const sealedSecret = new Uint8Array(32) as NonNullable<Message['sealedSecret']>;
    expect(leafOf({ ...doc, sealedSecret })).not.toEqual(leaf);
    const { doc: one, version } = await messageAt(1200);
    await storage.records.replace(messages, version, { ...one, ...changes.author });
    expect((await verify()).problem).toContain('a message that it covers was changed or exchanged');
  });

  it('are covered and checkpointed when the program ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'atalaia-checkpoints-'));
    try {
      const kept = keepTrail({
        ...deps(),
        folder,
        reportFault: (fault) => {
          throw fault;
        },
      });
      await kept[Symbol.asyncDispose]();
      const [file, ...more] = readdirSync(folder);
      expect(more).toEqual([]);
      expect(JSON.parse(readFileSync(join(folder, file ?? ''), 'utf8'))).toMatchObject({
        heads: [{ chain: number, sequence: 4 }],
        fingerprint: storage.signer.fingerprint,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('leave the machine later where their folder failed when they were taken', async () => {
    const home = mkdtempSync(join(tmpdir(), 'atalaia-checkpoints-'));
    try {
      const folder = join(home, 'elsewhere');
      writeFileSync(folder, 'no folder: what it lies on is not mounted');
      const faults: unknown[] = [];
      await using kept = keepTrail({ ...deps(), folder, reportFault: (fault) => void faults.push(fault) });
      await kept.round();
      expect(faults).toHaveLength(1);
      rmSync(folder);
      await kept.round();
      await kept.round();
      expect(faults).toHaveLength(1);
      expect(readdirSync(folder)).toHaveLength(1);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});

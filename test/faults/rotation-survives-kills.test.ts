/** The master key is rotated while messages are captured and imported, and killed in the midst: nothing is lost, and the old keys open nothing. */
import { createSecretKey } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type KeyId,
  type KeyOwner,
  messages,
  type NoticeId,
  type NumberId,
  openStorage,
  type Sealed,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { openApp } from '../../monitor/src/app.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { everyPage } from '../../monitor/src/every-page.ts';
import { openMessageText } from '../../monitor/src/open-text.ts';
import { isWrappedBy } from '../../storage/src/key-ring.ts';
import { asAndroidText, type Line } from '../fixtures/chats.ts';
import { operator } from '../fixtures/import-desk.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { openTown, type TownMessage } from '../whatsapp/phone/town.ts';
import { seeded } from '../whatsapp/server/random.ts';
import { introduce } from '../whatsapp/trust.ts';
import { startCapture } from './capture-process.ts';
import type { CaptureTask, WatchedNumber } from './capture-worker.ts';
import { homeConfig, silentLog } from './home.ts';

/** 3 in CI; `npm run soak` asks for more. */
const kills = Number(process.env['KILLS'] ?? 3);
const inEachRound = 16;
/** Whose keys make a rotation six batches long. */
const strangers = 1200;
/** Batches after which the process is killed, at most: two rotations and a half. */
const mostSteps = 15;

const notice = 'Esta conversa é monitorada.';
const phone = '5511955500200';
const number: WatchedNumber = {
  id: 'number-that-is-rotated-0' as NumberId,
  settings: {
    phone: `+${phone}`,
    zone: 'America/Sao_Paulo',
    language: 'pt-BR',
    armed: true,
    mode: 'notice',
    basis: 'legitimate-interest',
    notifiedBy: 'delivered',
    renewAfterMonths: null,
    notices: [{ id: 'notice-of-the-office' as NoticeId, language: 'pt-BR', text: notice, hash: 'hash', generation: 1 }],
    groups: [],
  },
};
const importPhone = '+5511955500201';
const imported: readonly Line[] = Array.from({ length: 200 }, (_, n) => ({
  minute: n * 3,
  author: n % 2 === 0 ? 'Otávio Quaresma' : 'Marina Vasconcelos',
  text: `Item ${n} do pedido confirmado`,
}));

test(`${kills} kills in the midst of rotations lose no message, and the old keys open nothing`, {
  timeout: 3_600_000,
}, async () => {
  const seed = printedSeed();
  const random = seeded(seed);
  await using office = await openOffice(seed);
  const { home, keys, replica } = office;
  const boxes = await sealForStrangers(home, replica);
  const [masters, before] = [[masterKeyIn(keys)], intermediatesIn(keys)];
  let midst = 0;
  for (let round = 0; round < kills; round += 1) {
    await using process = office.start();
    await process.connected();
    process.order({ kind: 'rotate', times: 1000 });
    process.order({ kind: 'import', file: office.chat, phone: importPhone });
    const written = office.write();
    let steps = 1 + Math.floor(random() * mostSteps);
    await process.says(({ kind }) => kind === 'rewrapped' && --steps <= 0);
    await process.kill();
    await written;
    if (existsSync(join(keys, 'master.key.next'))) midst += 1;
    await expectReplicaOpens(home, replica, boxes);
    masters.push(masterKeyIn(keys));
  }
  expect(midst, 'kills in the midst of a rotation').toBeGreaterThanOrEqual(kills / 2);

  const last = office.start();
  await last.connected();
  last.order({ kind: 'import', file: office.chat, phone: importPhone });
  last.order({ kind: 'rotate', times: 1 });
  await Promise.all([last.says(({ kind }) => kind === 'imported'), last.says(({ kind }) => kind === 'rotated')]);
  await office.answered();
  await last.drained();
  expect(await last.stop()).toBe(0);

  for (const keysDir of [keys, replica]) {
    expectNothingOld(keysDir, masters, before);
    await expectEverythingOpens({ ...homeConfig(home), keysDir }, boxes, office.sent);
  }
});

/** One number, linked, whose two contacts were told; the program that watches it has a replica of its keys. */
async function openOffice(seed: number) {
  await using opening = new AsyncDisposableStack();
  const home = mkdtempSync(join(tmpdir(), 'atalaia-rotating-'));
  opening.defer(() => rmSync(home, { recursive: true, force: true }));
  const chat = join(home, 'Conversa do WhatsApp com Otávio Quaresma.txt');
  writeFileSync(chat, asAndroidText(imported));
  let ahead = 0;
  const server = opening.use(await trustedServer({ seed, now: () => Math.floor(Date.now() / 1000) + ahead }));
  const company = server.account(phone);
  const town = opening.use(openTown(server, { contacts: 2, seed, languages: ['pt-BR'] }));
  opening.use(openPhone(server, company));
  const [keys, replica] = [join(home, 'keys'), join(home, 'replica')];
  const task: CaptureTask = { home, numbers: [number], server: introduce(server), seed, keyReplica: replica };

  const first = startCapture(task);
  first.order({ kind: 'pair', number: number.id });
  const code = await first.says(({ kind }) => kind === 'code');
  const device = await company.scan(code.kind === 'code' ? code.text : '');
  await first.connected();
  await device.ready();
  await town.burst(company, { messages: town.people.length, mode: 'normal' });
  await Promise.all(town.people.map((one) => one.phone.receives(({ text }) => text === notice)));
  await first.drained();
  // What comes late and was written in the very second of the notice counts as from before it.
  ahead += 1;
  expect(await first.stop()).toBe(0);

  const sent: TownMessage[] = [];
  const held = opening.move();
  return {
    home,
    keys,
    replica,
    chat,
    /** What was written after the notice: all of it must be kept. */
    sent: sent as readonly TownMessage[],
    start: () => startCapture(task),
    async write() {
      sent.push(...(await town.burst(company, { messages: inEachRound, mode: 'normal' })));
    },
    /** Resolves once the number has answered for every message. */
    answered: () => server.ledger.until(() => sent.every(({ id }) => server.ledger.acknowledgedBy(device).has(id))),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

const place = { collection: 'letters', id: 'one', field: 'sealedText' };

/** Their keys are in the store and in its replica; what was sealed under them opens as the name of its owner. */
async function sealForStrangers(home: string, keyReplica: string): Promise<ReadonlyMap<KeyOwner, Sealed>> {
  const { dataDir, keysDir } = homeConfig(home);
  const masterKey = { kind: 'file' } as const;
  const opened = await openStorage({ dataDir, keysDir, keyReplica, masterKey, clock: Date.now, newId });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  await using storage = opened.storage;
  const owners = Array.from({ length: strangers }, (_, n): KeyOwner => `person:stranger-${n}`);
  const sealed = owners.map(async (owner) => [owner, (await storage.vault.keyOf(owner))?.seal(place, owner)] as const);
  return new Map((await Promise.all(sealed)).flatMap(([owner, box]) => (box ? [[owner, box]] : [])));
}

/** As if the machine had been lost at this instant: the replica alone, with the data as they are. */
async function expectReplicaOpens(home: string, replica: string, boxes: ReadonlyMap<KeyOwner, Sealed>): Promise<void> {
  const elsewhere = join(home, 'elsewhere');
  const [dataDir, keysDir] = [join(elsewhere, 'data'), join(elsewhere, 'keys')];
  cpSync(join(home, 'data'), dataDir, { recursive: true });
  cpSync(replica, keysDir, { recursive: true });
  const opened = await openStorage({ dataDir, keysDir, masterKey: { kind: 'file' }, clock: Date.now, newId });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  {
    await using storage = opened.storage;
    for (const [owner, box] of boxes) expect(await storage.vault.openText(place, box)).toBe(owner);
  }
  rmSync(elsewhere, { recursive: true });
}

function masterKeyIn(keysDir: string): string {
  return readFileSync(join(keysDir, 'master.key'), 'utf8').trim();
}

function rowsOf(keysDir: string, where: string): readonly Readonly<Record<string, unknown>>[] {
  const db = new DatabaseSync(join(keysDir, 'keys.sqlite'), { readOnly: true });
  try {
    return db.prepare(`SELECT * FROM keys WHERE ${where}`).all();
  } finally {
    db.close();
  }
}

/** Intermediate keys, wrapped by the master key of now. */
function intermediatesIn(keysDir: string): readonly Buffer[] {
  return rowsOf(keysDir, "owner = 'intermediate' AND alive = 1").map(({ wrapped }) =>
    Buffer.from(wrapped as Uint8Array),
  );
}

/** Of what the folder holds, the master keys of before open nothing, nor does it hold a byte of what they opened. */
function expectNothingOld(keysDir: string, masters: readonly string[], before: readonly Buffer[]): void {
  const [now, files] = [
    masterKeyIn(keysDir),
    ['master.key', 'keys.sqlite'].map((name) => readFileSync(join(keysDir, name))),
  ];
  const old = masters.filter((master) => master !== now);
  expect(old).toHaveLength(masters.length);
  for (const bytes of [...old.map((master) => Buffer.from(master)), ...before]) {
    expect(files.some((file) => file.includes(bytes))).toBe(false);
  }
  const alive = rowsOf(keysDir, "owner = 'intermediate' AND alive = 1");
  expect(alive).toHaveLength(3);
  for (const row of alive) {
    const key = { id: row['id'] as KeyId, owner: 'intermediate', wrappedBy: 'kek', createdAt: 0 } as const;
    const opens = (master: string) =>
      isWrappedBy(createSecretKey(master, 'hex'), { ...key, wrapped: row['wrapped'] as Uint8Array });
    expect([opens(now), old.some(opens)]).toEqual([true, false]);
  }
  const wrapping = new Set(alive.map(({ id }) => id));
  const others = rowsOf(keysDir, "owner <> 'intermediate' AND alive = 1");
  expect(others.length).toBeGreaterThan(strangers);
  expect(others.every(({ wrapped_by }) => wrapping.has(wrapped_by))).toBe(true);
}

async function expectEverythingOpens(
  config: Parameters<typeof openApp>[0],
  boxes: ReadonlyMap<KeyOwner, Sealed>,
  sent: readonly TownMessage[],
): Promise<void> {
  const opened = await openApp(config, silentLog());
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  await using app = opened.app;
  expect(app.rotation.underWay()).toBe(false);
  for (const [owner, box] of boxes) expect(await app.vault.openText(place, box)).toBe(owner);
  const kept: string[] = [];
  const numbers = new Set<NumberId>();
  const every = everyPage((after) => app.records.find(messages, { index: 'bySequence', limit: 500, ...after }));
  for await (const { doc } of every) {
    const text = await openMessageText(app.vault, doc);
    kept.push(text.kind === 'text' ? text.text : text.kind);
    numbers.add(doc.number);
  }
  expect(kept.toSorted()).toEqual([...sent, ...imported].map(({ text }) => text).toSorted());
  for (const id of numbers) await batchMessages(app, id);
  expect(await verifyTrail(app, authorize(operator, 'audit:read'))).toMatchObject({ kind: 'intact' });
}

/** A company takes its data and closes its account; killed in the midst it is closed at the next start. Nothing readable is left, and the receipt verifies. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyVerb } from '../../monitor/src/cli/verify.ts';
import { certificateName, closingName } from '../../monitor/src/company/premises.ts';
import { openData } from '../../monitor/src/open-data.ts';
import { asAndroidText, insuranceChat } from '../fixtures/chats.ts';
import { fewRules, inProgram, terminal } from '../fixtures/commands.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { type Caller, callerWith, firstAdministrator, invited } from '../program/sign-in.ts';
import { type Folders, freshFolders, type Program, startProgram } from '../program/start-program.ts';
import { seeded } from '../whatsapp/server/random.ts';
import { filesBelow, hunt, needlesOfWord, wordsOf } from './hunt.ts';

/** 1 in CI; `npm run soak` asks for more. */
const kills = Number(process.env['KILLS'] ?? 1);
const contact = '+5521955510003';
const stated = ['--number', '+5511912345678', '--basis', 'exercise-of-rights', '--contact', contact];
const words = [contact.slice(1), 'Quaresma', 'Vasconcelos', ...insuranceChat.flatMap(({ text }) => wordsOf(text))];

let folders: Folders;
/** Where the installation is copied as it was before it was closed, and what was taken out of it. */
let apart: string;
let places: readonly string[];
let environment: Readonly<Record<string, string>>;
/** The dpo's, who has both rights and answers for every number. */
let cookie: string;
let fingerprint: string;
/** Milliseconds from the request to its answer. */
let took: number;

beforeAll(async () => {
  folders = freshFolders();
  apart = mkdtempSync(join(tmpdir(), 'atalaia-apart-'));
  const { home, data, keys } = folders;
  const replica = join(home, 'replica');
  places = [data, keys, replica];
  environment = {
    ATALAIA_KEY_REPLICA: replica,
    ATALAIA_CHECKPOINTS: join(home, 'checkpoints'),
    ATALAIA_RULES: fewRules(home),
  };
  const chat = join(apart, 'chat.txt');
  writeFileSync(chat, asAndroidText(insuranceChat));
  await inProgram(home, { ...folders.environment, ...environment }, [['import', chat, ...stated]]);
  await using program = await startProgram(folders, environment);
  const dpo = await dpoOf(program);
  ({ cookie } = dpo);
  await takeEverything(program, dpo);
}, 120_000);
afterAll(() => {
  folders[Symbol.dispose]();
  rmSync(apart, { recursive: true });
});

test('the account is closed by the typed phrase only; then every key is gone, and a receipt stays', async () => {
  keepACopy();
  await using program = await startProgram(folders, environment);
  const dpo = callerWith(program, cookie);
  expect((await dpo.call('GET', '/company/closure')).body).toEqual({ state: 'open', missing: [] });
  expect((await close(dpo, 'sim')).status).toBe(400);
  const begun = performance.now();
  expect(await close(dpo, fingerprint)).toEqual({ status: 200, body: { state: 'closed', missing: [] } });
  took = performance.now() - begun;
  expect(await program.ended).toBe(0);
  await expectClosed();
  expect(program.output()).not.toContain('Error');
}, 60_000);

test(`killed at a random instant (${kills}), it is closed at the next start, or was not begun`, async () => {
  const random = seeded(printedSeed());
  for (let round = 0; round < kills; round += 1) {
    putBackTheCopy();
    await using program = await startProgram(folders, environment);
    const asked = close(callerWith(program, cookie), fingerprint).catch(() => undefined);
    await wait(random() * took);
    await program.kill('SIGKILL');
    await asked;
    const left = readdirSync(folders.data);
    if (left.includes(closingName) || left.includes(certificateName)) {
      await goesOn(left.includes(closingName));
      await expectClosed();
    } else {
      const { home, environment: own } = folders;
      const [verified] = await inProgram(home, { ...own, ...environment }, [['audit', 'verify']]);
      expect(verified).toContain('The audit trail is intact');
    }
  }
}, 3_600_000);

async function dpoOf(program: Program): Promise<Caller> {
  const administrator = await firstAdministrator(program);
  const dpo = await invited(program, administrator, { email: 'dora@example.com', name: 'Dora', roles: ['dpo'] });
  const { id } = (await dpo.call('GET', '/session')).body as { id: string };
  const granted = await administrator.call('PATCH', `/users/${id}`, { rights: ['export', 'erase'] });
  expect(granted.status).toBe(200);
  return dpo;
}

/** Until it was downloaded, the export counts for nothing. */
async function takeEverything({ url }: Program, dpo: Caller): Promise<void> {
  const missing = async () => (await dpo.call('GET', '/company/closure')).body;
  expect(await missing()).toEqual({ state: 'open', missing: ['export'] });
  const begun = (await dpo.call('POST', '/company/exports', { language: 'pt-BR' })).body as { id: string };
  const state = async () =>
    (await dpo.call('GET', `/exports/${begun.id}`)).body as { state: string; fingerprint: string };
  let now = await state();
  for (; now.state !== 'done'; now = await state()) expect(['waiting', 'running']).toContain(now.state);
  ({ fingerprint } = now);
  expect(await missing()).toEqual({ state: 'open', missing: ['export'] });
  const zip = await fetch(`${url}/api/exports/${begun.id}/file`, { headers: { cookie: dpo.cookie } });
  const path = join(apart, 'company.zip');
  writeFileSync(path, Buffer.from(await zip.arrayBuffer()));
  expect(await verified(path)).toBe(0);
}

function close(dpo: Caller, phrase: string) {
  return dpo.call('POST', '/company/closure', { phrase, reason: 'A empresa encerra as atividades.' });
}

async function verified(path: string): Promise<number> {
  return verifyVerb.run([path, '--fingerprint', fingerprint], terminal(apart).io);
}

/** With enough files that a kill falls between two of them. */
function keepACopy(): void {
  const blobs = join(folders.data, 'blobs/zz');
  mkdirSync(blobs, { recursive: true });
  for (let n = 0; n < 500; n += 1) writeFileSync(join(blobs, `zz-planted-${n}`), 'sealed');
  for (const [n, place] of places.entries()) cpSync(place, join(apart, String(n)), { recursive: true });
}

function putBackTheCopy(): void {
  for (const [n, place] of places.entries()) {
    rmSync(place, { recursive: true, force: true });
    cpSync(join(apart, String(n)), place, { recursive: true });
  }
}

/** As `npm start` does before anything is opened. */
async function goesOn(wasCut: boolean): Promise<void> {
  if (!wasCut) return;
  const [dataDir = '', keysDir = '', keyReplica] = places;
  const opened = await openData({ dataDir, keysDir, keyReplica, passphraseFile: undefined }, () => undefined);
  expect(opened).toMatchObject({ kind: 'unusable', problem: expect.stringContaining(certificateName) });
}

async function expectClosed(): Promise<void> {
  const [data = '', ...keyFolders] = places;
  expect(readdirSync(data)).toEqual([certificateName]);
  for (const folder of keyFolders) expect(filesBelow(folder)).toEqual([]);
  expect(hunt(words.flatMap(needlesOfWord), [folders.home])).toEqual([]);
  const receipt = join(data, certificateName);
  expect(await verified(receipt)).toBe(0);
  const altered = join(apart, 'altered.json');
  writeFileSync(altered, readFileSync(receipt, 'utf8').replace('"messages": 7', '"messages": 8'));
  expect(await verified(altered)).toBe(1);
}

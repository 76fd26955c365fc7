/** From an empty folder to an alert, by hand in a browser: what a customer wrote before the notice arrived is nowhere. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Conversation, conversations, messages, ownerOfPerson, placeOf, type Storage } from '@atalaia/storage';
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchTokens } from '../../monitor/src/search/tokens.ts';
import { allThatOpens, withStorage } from '../faults/all-that-opens.ts';
import { type Find, hunt, needlesOfMedia, needlesOfWord, wordsOf } from '../faults/hunt.ts';
import { picture } from '../fixtures/chats.ts';
import { atalaia, type Folders, freshFolders, type Program, startProgram } from '../program/start-program.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import type { WhatsAppServer } from '../whatsapp/server/types.ts';
import { introduce } from '../whatsapp/trust.ts';
import { openBrowser } from './chromium.ts';
import { goLive } from './first-day.ts';

/** Odd words, so that they stand nowhere by chance; long, so that the middle of its ciphertext is nothing else. */
const before =
  'Queria um ornitorrinco empalhado, zarabatana antiga, jabuticabeira plantada, escafandrista aposentado, ' +
  'paralelepipedo vermelho, quixotesco marceneiro, estapafurdio carrossel, mirabolante periscopio, ' +
  'bugiganga cintilante, pindaiba permanente, sacripanta sorrateiro, balangandas reluzente, trambolho giratorio';
const pictureBefore = picture(20_000, 77);
const captionBefore = 'Fotografia do rinoceronte malabarista com sombrinha amarela no trapezio enferrujado';
const after = 'Repetindo: procuro um liquidificador turquesa';
const reply = 'Me chama no meu zap pessoal que a gente acerta por fora';

/** What is looked for: words as they stand in any encoding, the picture, and the ciphertexts as they came. */
interface Wanted {
  readonly words: readonly string[];
  readonly ciphertexts: readonly Uint8Array[];
}

interface Day {
  readonly noticeApproved: string;
  readonly noticeReceived: string;
  readonly thread: string;
  readonly loads: number;
  /** The program's output; nothing of it may run any longer. */
  readonly output: string;
  readonly foundWhileRunning: readonly Find[];
  readonly wanted: Wanted;
}

let folders: Folders;
let server: WhatsAppServer;
let browser: Browser;
let day: Day;

beforeAll(async () => {
  folders = freshFolders();
  server = await trustedServer();
  browser = await openBrowser();
  await using program = await startProgram(folders, {}, ['test/whatsapp/main.ts', introduce(server)]);
  for (const verb of [['kit', '--out'], ['try']])
    await atalaia(folders, ['keys', ...verb, join(folders.home, 'kit.txt')]);
  day = await firstDay(program);
  // A whole day at the screen: some twenty seconds, and much more where everything else runs beside it.
}, 300_000);
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
  folders[Symbol.dispose]();
});

/** Everything by hand, from the link in the terminal to the alert on the screen. */
async function firstDay(program: Program): Promise<Day> {
  const [company, sealed] = [server.account(cast.company), [] as Uint8Array[]];
  const agent = openPhone(server, company);
  const marta = openPhone(overheard(server, sealed), server.account(cast.marta, { name: 'Marta' }));
  const { diana, noticeApproved } = await goLive(browser, program, agent);
  await diana.goto(`${program.url}/alerts`);
  await diana.getByText('Nenhum alerta em aberto.').waitFor();
  let loads = 0;
  diana.on('load', () => loads++);

  // The notice is on its way but has not arrived while her phone keeps its receipt back.
  marta.holdReceipts();
  const first = await marta.send(company, before);
  const second = await marta.send(company, { kind: 'image', bytes: pictureBefore, caption: captionBefore });
  const ciphertexts = sealed.map((bytes) => bytes.subarray(-200, -60));
  const notice = await marta.receives(({ text }) => text.includes('Loja Exemplo Ltda.'));
  for (const { id } of [first, second]) {
    await server.ledger.until(
      (entry) => entry.kind === 'acknowledged' && entry.id === id && entry.device !== company.pn,
    );
  }
  marta.releaseReceipts();
  await marta.send(company, after);
  await agent.receives(({ text }) => text === after);
  await agent.send(marta.account, reply);

  await diana.locator('.queue-link').first().click();
  await diana.locator('mark.hit').first().waitFor();
  const loadsUntilAlert = loads;
  const thread = await wholeThread(diana);
  const words = [...wordsOf(before), ...wordsOf(captionBefore)];
  const foundWhileRunning = hunt(needlesFor({ words, ciphertexts }), [folders.data, folders.keys, folders.temporary]);
  await program.kill('SIGTERM');
  const output = program.output();
  return {
    noticeApproved,
    noticeReceived: notice.text,
    thread,
    loads: loadsUntilAlert,
    output,
    foundWhileRunning,
    wanted: { words, ciphertexts },
  };
}

/** The lines about what was withheld may come a moment after the alert: whoever comes back sees them all. */
async function wholeThread(page: Page): Promise<string> {
  const chat = page.locator('.chat');
  for (;;) {
    const thread = await chat.innerText();
    if (withheldIn(thread) >= 2) return thread;
    await page.reload();
    await page.getByRole('button', { name: 'Abrir alerta' }).click();
    await page.locator('mark.hit').first().waitFor();
  }
}

/** How many messages the thread says were not kept: in one line, or in two with the notice between them. */
function withheldIn(thread: string): number {
  const lines = thread.matchAll(
    /([0-9]+) mensage(?:m não guardada|ns não guardadas): o aviso ainda não tinha chegado/g,
  );
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

describe('what a customer writes before the notice has arrived', () => {
  it('is answered with the very words that were approved', () => {
    expect(day.noticeReceived).toBe(day.noticeApproved);
    expect(day.noticeReceived).toContain('https://example.com/privacidade');
  });

  it('is counted on the screen; what comes after is there, and its alert came without reload', () => {
    expect(withheldIn(day.thread)).toBe(2);
    expect(day.thread).toContain(after);
    expect(day.thread).toContain(reply);
    expect(day.loads).toBe(0);
    expect(wordsOf(before).filter((word) => day.thread.includes(word))).toEqual([]);
  });

  it('stands in no byte that the program leaves, while it runs and after', () => {
    expect(needlesFor(day.wanted).length).toBeGreaterThan(900);
    expect(day.foundWhileRunning).toEqual([]);
    const left = [folders.data, folders.keys, folders.temporary];
    expect(hunt(needlesFor(day.wanted), left, { output: day.output })).toEqual([]);
  });

  it('is in nothing that opens with any key the program holds, nor found by its words; what came after is', async () => {
    using copy = copied(folders);
    const opened = await allThatOpens(copy);
    expect(hunt(needlesFor(day.wanted), [], opened)).toEqual([]);
    const kept = hunt(wordsOf(after).flatMap(needlesOfWord), [], opened);
    expect(kept.map(({ meaning }) => meaning)).toContain('liquidificador in UTF-8');
    await withStorage(copy, async (storage) => {
      expect(await foundBySearch(storage, day.wanted.words)).toEqual([]);
      expect(await foundBySearch(storage, wordsOf(after))).not.toEqual([]);
    });
  });

  it.each([
    ['a message under the person’s key', plantMessage],
    ['a row of the journal', plantJournalRow],
  ])('would be found in %s, where no byte shows it', async (_where, plant) => {
    using copy = copied(folders);
    await withStorage(copy, plant);
    expect(hunt(needlesFor(day.wanted), [copy.data])).toEqual([]);
    const meanings = hunt(needlesFor(day.wanted), [], await allThatOpens(copy)).map(({ meaning }) => meaning);
    expect(meanings).toContain('ornitorrinco in UTF-8');
  });

  it('would be found in clear, and as it came', () => {
    using copy = copied(folders);
    writeFileSync(join(copy.temporary, 'left'), `... ${before} ...`);
    writeFileSync(join(copy.data, 'as-it-came'), day.wanted.ciphertexts[0] ?? '');
    const places = hunt(needlesFor(day.wanted), [copy.data, copy.temporary]).map(({ where }) => where);
    for (const name of ['left', 'as-it-came'])
      expect(
        places.some((where) => where.includes(name)),
        name,
      ).toBe(true);
  });
});

function needlesFor({ words, ciphertexts }: Wanted) {
  return [
    ...words.flatMap(needlesOfWord),
    ...needlesOfMedia('the picture', pictureBefore),
    ...ciphertexts.flatMap((bytes) => needlesOfMedia('a ciphertext', Buffer.from(bytes))),
  ];
}

/** The same server, which lets the test hear each ciphertext that a phone hands to it. */
function overheard(whole: WhatsAppServer, sealed: Uint8Array[]): WhatsAppServer {
  const listen = ({ tag, content }: BinaryNode): void => {
    if (tag === 'enc' && content instanceof Uint8Array) sealed.push(content);
    else if (Array.isArray(content)) content.forEach(listen);
  };
  return {
    ...whole,
    submit(account, device, stanza) {
      listen(stanza);
      return whole.submit(account, device, stanza);
    },
  };
}

/** A copy of what an ended program left. */
function copied({ data, keys, temporary }: Folders): Pick<Folders, 'data' | 'keys' | 'temporary'> & Disposable {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-copy-'));
  const copy = { data: join(home, 'data'), keys: join(home, 'keys'), temporary: join(home, 'tmp') };
  for (const [from, to] of [
    [data, copy.data],
    [keys, copy.keys],
    [temporary, copy.temporary],
  ] as const) {
    cpSync(from, to, { recursive: true });
  }
  return { ...copy, [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
}

async function foundBySearch({ search, blind }: Storage, words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const word of words) {
    const hits = await search.query({ tokens: searchTokens(blind, word), numbers: 'all', limit: 10 });
    if (hits.length > 0) found.push(word);
  }
  return found;
}

async function theConversation({ records }: Storage): Promise<Conversation> {
  const [found] = (await records.find(conversations, { index: 'byNumber', limit: 10 })).items;
  if (found === undefined) throw new Error('There is no conversation.');
  return found.doc;
}

async function plantMessage(storage: Storage): Promise<void> {
  const { contact } = await theConversation(storage);
  const [kept] = (await storage.records.find(messages, { index: 'byConversation', limit: 1 })).items;
  const key = contact && (await storage.vault.keyOf(ownerOfPerson(contact)));
  if (kept === undefined || !key) throw new Error('There is nobody to plant it with.');
  const id = `${kept.doc.id.slice(0, -4)}0000` as typeof kept.doc.id;
  const sealedText = key.seal(placeOf(messages, id, 'sealedText'), before);
  await storage.records.insert(messages, { ...kept.doc, id, sealedText });
}

async function plantJournalRow(storage: Storage): Promise<void> {
  const { number } = await theConversation(storage);
  const opened = await storage.openJournal(number);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  opened.journal.commit([{ space: 'inbox', key: 'planted', value: Buffer.from(before) }]);
}

/** The day on which somebody is erased in the running program, from the first message to a backup restored after it. */
import { cpSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BlindIndexer, conversations } from '@atalaia/storage';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { lidAlias, nameAlias, phoneAlias, shortFormAlias } from '../../monitor/src/person/resolve.ts';
import { searchTokens } from '../../monitor/src/search/tokens.ts';
import { callerWith } from '../program/sign-in.ts';
import { atalaia, type Folders, freshFolders } from '../program/start-program.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import type { Account, WhatsAppServer } from '../whatsapp/server/types.ts';
import { allThatOpens, withStorage } from './all-that-opens.ts';
import {
  bringChats,
  erase,
  exportOf,
  hearAgain,
  type People,
  personIn,
  signedUp,
  startOffice,
  type Town,
  talk,
  workAtTheDesk,
} from './erased-office.ts';
import { marta, needlesOfRui, onlyHis, rui, tadeu } from './erased-words.ts';
import { linkNumber, number, openHome } from './erasing-office.ts';
import { homeConfig } from './home.ts';
import { hunt } from './hunt.ts';

/** By which the program finds a person or a word again. `scopes`: where names hold. The index of words folds case, and shortens what words begin with. */
function tokensOf(blind: BlindIndexer, { lid }: Account, scopes: readonly string[]) {
  const phone = phoneOf(`+${rui.phone}`);
  const short = phone?.otherForm ?? '';
  const aliases = [
    ['phone', phoneAlias(blind, `+${rui.phone}`)],
    ['phone without ninth digit', shortFormAlias(blind, phone?.withoutNinthDigit ?? short)],
    ['LID', lidAlias(blind, lid.split('@')[0] ?? '')],
    ...scopes.map((scope) => ['name', nameAlias(blind, scope, rui.name)] as const),
  ] as const;
  const words = onlyHis.flatMap((word) => searchTokens(blind, word));
  return [
    ...aliases.map(([kind, alias]) => ({ meaning: `${kind} of him`, bytes: Buffer.from(alias) })),
    ...words.flatMap((token) =>
      [token.slice(0, 12), token.slice(3, 12).toLowerCase()].map((part) => ({
        meaning: 'word of his',
        bytes: Buffer.from(part),
      })),
    ),
  ];
}

/** Two lives of the program; the first one is killed. Disposing removes everything. */
export async function openErasedDay() {
  await using opening = new AsyncDisposableStack();
  const folders = opening.use(officeFolders());
  const { home } = folders;
  const server = opening.use(await trustedServer());
  const company = server.account(cast.company);
  const hers = opening.use(openPhone(server, server.account(marta.phone, { name: marta.name })));
  const his = opening.use(openPhone(server, server.account(rui.phone, { name: rui.name })));
  const agent = opening.use(openPhone(server, company));
  const club = server.group('Clube do pão', [hers.account, company, his.account]);
  {
    await using app = await openHome(home, server);
    await linkNumber(app, company, club);
  }
  const written: string[] = [];
  const life = { server, folders, written, backup: join(home, 'earlier.backup') };
  const town = { agent, his, hers, club };
  const { people, cookie } = await firstLife(life, town);

  // A copy without journals, as the documentation asks for; and what lay there as the program was killed.
  const earlier = { data: join(home, 'earlier'), keys: folders.keys };
  const isCopied = (path: string) => !path.includes('journals') && !lstatSync(path).isSocket();
  cpSync(folders.data, earlier.data, { recursive: true, filter: isCopied });
  const needles = needlesOfRui(his.account);
  const seen = await huntInCopy(needles, folders);
  const tokens = await withStorage(earlier, async ({ blind, records }) => {
    const chats = (await records.find(conversations, { index: 'byNumber', limit: 100 })).items;
    return tokensOf(blind, his.account, [number, ...chats.map(({ doc }) => doc.id)]);
  });

  const ending = await secondLife(life, town, people, cookie);
  const restored = { data: join(home, 'restored', 'data'), keys: join(home, 'restored', 'keys') };
  await restore(life, restored);
  const held = opening.move();
  return {
    ...{ folders, earlier, restored, backup: life.backup },
    ...{ server, company, his, people },
    ...{ needles, seen, tokens },
    ...{ ...ending, output: written.join('\n') },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
export type ErasedDay = Awaited<ReturnType<typeof openErasedDay>>;
/** Files by name, by whose export it is. */
export type Exports = ReadonlyMap<string, ReadonlyMap<string, Buffer>>;

/** Looking changes what a killed program left. */
async function huntInCopy(needles: Parameters<typeof hunt>[0], { data, keys }: Folders) {
  using copy = freshFolders();
  const noSocket = { recursive: true, filter: (path: string) => !lstatSync(path).isSocket() };
  cpSync(data, copy.data, noSocket);
  cpSync(keys, copy.keys, noSocket);
  return hunt(needles, [], await allThatOpens(copy));
}

interface Life {
  readonly server: WhatsAppServer;
  readonly folders: Folders;
  readonly backup: string;
  /** Both streams of every process that was started. */
  readonly written: string[];
}

async function firstLife(life: Life, town: Town) {
  await using program = await startOffice(life.folders, life.server);
  const dora = await signedUp(program);
  await talk(dora, town);
  await bringChats(dora);
  const people = await workAtTheDesk(dora, town);
  await exportOf(program, dora, personIn(people, rui.phone));
  await typed(life, life.folders, ['backup', '--out', life.backup]);
  await program.kill('SIGKILL');
  life.written.push(program.output());
  return { people, cookie: dora.cookie };
}

async function secondLife(life: Life, town: Town, people: People, cookie: string) {
  await using program = await startOffice(life.folders, life.server);
  const dora = callerWith(program, cookie);
  await hearAgain(dora, town);
  const everybodyElse = async (isRemoved: boolean) => {
    const exports = new Map<string, ReadonlyMap<string, Buffer>>();
    for (const who of [tadeu.name, marta.phone, 'Beatriz']) {
      exports.set(who, await exportOf(program, dora, personIn(people, who), isRemoved));
    }
    return exports;
  };
  // The first ones lie there as he is erased.
  const before = await everybodyElse(false);
  const statement = await erase(dora, personIn(people, rui.phone));
  const after = await everybodyElse(true);
  const verdict = await typed(life, life.folders, ['audit', 'verify']);
  const doctor = await typed(life, life.folders, ['doctor']);
  await program.kill('SIGTERM');
  life.written.push(program.output());
  return { before, after, statement, verdict, doctor };
}

/** Into folders of their own, with the keys of now. */
async function restore(life: Life, { data, keys }: Pick<Folders, 'data' | 'keys'>): Promise<void> {
  mkdirSync(dirname(keys));
  cpSync(life.folders.keys, keys, { recursive: true });
  const { ATALAIA_KEY_REPLICA: _, ...usual } = life.folders.environment;
  const there = { ...life.folders, environment: { ...usual, ATALAIA_DATA: data, ATALAIA_KEYS: keys } };
  await typed(life, there, ['restore', life.backup]);
}

/** What a command prints. @throws if it fails */
async function typed({ written }: Life, folders: Folders, args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await atalaia(folders, args);
  written.push(stdout, stderr);
  if (status !== 0) throw new Error(`atalaia ${args[0]} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

/** With one small pack of rules, and a replica of the keys. */
function officeFolders(): Folders {
  const folders = freshFolders();
  const { home } = folders;
  homeConfig(home);
  const settings = { ATALAIA_RULES: join(home, 'packs'), ATALAIA_KEY_REPLICA: join(home, 'replica') };
  return { ...folders, environment: { ...folders.environment, ...settings } };
}

/** What people do over time raises alerts: live, at the end of a wait, in imports; once, whatever is interrupted; and as `rules scan` says. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alert, alerts, hits, progress, type Records } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { decideAlerts } from '../../monitor/src/alert/decide.ts';
import { openConductFollower } from '../../monitor/src/conduct/follow.ts';
import { scanLines } from '../../monitor/src/rule/scan-lines.ts';
import { type Pack, parsePack } from '../../rules/src/index.ts';
import { asAndroidText } from '../fixtures/chats.ts';
import { openDesk } from '../fixtures/import-desk.ts';
import { type Archive, openArchive, pack, user } from './archive.ts';
import { type LiveChat, openLiveChat, stanzaTarget, text } from './live-chat.ts';

const hour = 60 * 60_000;
/** The pack that comes with the program, with the rule on that is off at first. */
const conductPack = readFileSync('rules/packs/pt-BR/conduct.yaml', 'utf8').replace('    active: false\n', '');
const channelPack = pack('off-channel', 'personal-number', 'zap pessoal', 'me chama no zap pessoal');
const packs = { 'pt-BR/conduct.yaml': conductPack, 'any/off-channel.yaml': channelPack };
const manager = user('1', ['manager'], null);

async function open() {
  const archive = await openArchive(packs);
  return { archive, chat: await openLiveChat(archive) };
}

/** Rule and message of each hit of conduct. */
async function conductHits({ deps }: Archive): Promise<readonly string[]> {
  const found = await deps.records.find(hits, { index: 'byAlert', limit: 1000 });
  const own = found.items.filter(({ doc }) => doc.kind === 'conduct');
  const refs = new Map(deps.rules.current().set.rules.map(({ ref }) => [deps.rules.ruleId(ref), ref]));
  return own.map(({ doc }) => refs.get(doc.rule) ?? doc.rule).sort();
}

async function alertsOf({ deps }: Archive): Promise<readonly Alert[]> {
  const found = await deps.records.find(alerts, { index: 'byRaised', limit: 100 });
  return found.items.map(({ doc }) => doc);
}

const said = (chat: LiveChat, by: 'us' | 'contact', words: string, at?: number) =>
  chat.hears(text(words), { ...(by === 'us' && { by: 'us' as const }), ...(at !== undefined && { at: chat.at(at) }) });

test('a hit that is deleted after its alert was dismissed is an alert of its own', async () => {
  const { archive, chat } = await open();
  await using _ = archive;
  const ref = await said(chat, 'us', 'me chama no zap pessoal');
  const [first] = await alertsOf(archive);
  await decideAlerts(archive.deps, authorize(manager, 'alert:decide'), {
    alerts: [first?.id ?? ''],
    decision: 'dismissed',
    reason: 'business-as-usual',
  });
  await chat.hears({ kind: 'revoke', target: stanzaTarget }, { by: 'us', target: ref });
  await archive.conduct.catchUp();
  const found = await alertsOf(archive);
  expect(found.map(({ state, severity }) => ({ state, severity }))).toEqual([
    { state: 'dismissed', severity: first?.severity },
    { state: 'open', severity: 'high' },
  ]);
  expect(found[1]?.message).toBe(first?.message);
});

test('asked to leave and agreed is one alert with both hits', async () => {
  const { archive, chat } = await open();
  await using _ = archive;
  await said(chat, 'us', 'me chama no zap pessoal');
  await said(chat, 'contact', 'blz te chamo lá');
  await archive.conduct.catchUp();
  expect(await conductHits(archive)).toEqual(['conduct/moved-channel']);
  expect(await alertsOf(archive)).toMatchObject([{ state: 'open', hitCount: 2 }]);
});

test('a wait without answer is told once, by whichever program runs when it falls due or later', async () => {
  const { archive, chat } = await open();
  await using _ = archive;
  await said(chat, 'contact', 'qual o valor do frete?');
  await archive.conduct.catchUp();
  archive.pass(hour / 2);
  await archive.conduct.catchUp();
  expect(await conductHits(archive)).toEqual([]);
  // The program does not run when it falls due.
  await archive.conduct[Symbol.asyncDispose]();
  archive.pass(2 * hour);
  for (let start = 0; start < 2; start++) {
    await using again = openConductFollower({ ...archive.deps, hearingSince: () => 0 });
    await again.catchUp();
  }
  expect(await conductHits(archive)).toEqual(['conduct/no-answer']);
  const [alert] = await alertsOf(archive);
  expect(alert).toMatchObject({ severity: 'medium', firstAt: chat.at(10) });
  const [hit] = (await archive.deps.records.find(hits, { index: 'byAlert', limit: 10 })).items;
  expect(hit?.doc.at).toBe(chat.at(10) + hour);
});

test('an answer in time ends the wait, and nobody is told while WhatsApp is not heard', async () => {
  const { archive, chat } = await open();
  await using _ = archive;
  await archive.conduct[Symbol.asyncDispose]();
  let since: number | undefined;
  await using follower = openConductFollower({ ...archive.deps, hearingSince: () => since });
  await said(chat, 'contact', 'qual o valor do frete?');
  archive.pass(3 * hour);
  await follower.catchUp();
  since = archive.deps.clock();
  await follower.catchUp();
  expect(await conductHits(archive)).toEqual([]);
  // Connected again, WhatsApp tells first what was answered meanwhile.
  await said(chat, 'us', 'dez reais', 20 * 60);
  archive.pass(hour);
  await follower.catchUp();
  expect(await conductHits(archive)).toEqual([]);
});

test('a program that dies between any two writes raises everything once', async () => {
  for (let survives = 0; survives < 7; survives++) {
    const { archive, chat } = await open();
    await using _ = archive;
    await archive.conduct[Symbol.asyncDispose]();
    await said(chat, 'us', 'me chama no zap pessoal');
    await said(chat, 'contact', 'blz te chamo lá');
    await said(chat, 'contact', 'isso fica entre nós');
    await said(chat, 'contact', 'quebra esse galho pra mim');
    {
      const records = dyingAfter(archive.deps.records, survives);
      await using dying = openConductFollower({ ...archive.deps, records, hearingSince: () => 0 });
      await dying.catchUp().catch(() => undefined);
    }
    await using next = openConductFollower({ ...archive.deps, hearingSince: () => 0 });
    await next.catchUp();
    expect(await conductHits(archive), `after ${survives} writes`).toEqual([
      'conduct/moved-channel',
      'conduct/weak-signs',
    ]);
    expect(await alertsOf(archive), `after ${survives} writes`).toMatchObject([{ hitCount: 3 }]);
  }
});

/** Every write after so many fails, as if the process had ended. */
function dyingAfter(records: Records, writes: number): Records {
  let left = writes;
  const alive = () => left-- > 0;
  return {
    ...records,
    insert: (c, doc) => (alive() ? records.insert(c, doc) : Promise.reject(new Error('dead'))),
    replace: (c, version, doc) => (alive() ? records.replace(c, version, doc) : Promise.reject(new Error('dead'))),
  };
}

test('while no conduct rule runs nothing is followed, and one that is switched on looks at what comes after', async () => {
  await using archive = await openArchive({ 'any/off-channel.yaml': channelPack });
  const chat = await openLiveChat(archive);
  await said(chat, 'us', 'me chama no zap pessoal');
  await archive.conduct.catchUp();
  const place = await archive.deps.records.get(progress, `conduct.${chat.number}`);
  expect(place?.doc.sequence).toBe(1);
});

test('an import tells what happened in it as history, and does not wait for an answer at its end', async () => {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-conduct-'));
  try {
    mkdirSync(join(home, 'packs', 'pt-BR'), { recursive: true });
    writeFileSync(join(home, 'packs', 'pt-BR', 'conduct.yaml'), conductPack);
    await using desk = await openDesk(home);
    const say = (minute: number, words: string, author = 'Marina Vasconcelos') => ({ minute, author, text: words });
    const chat = [
      say(0, 'qual o valor do frete?', 'Otávio Quaresma'),
      say(20 * 60, 'isso fica entre nós'),
      say(20 * 60 + 1, 'quebra esse galho pra mim'),
      say(20 * 60 + 2, 'e o prazo?', 'Otávio Quaresma'),
    ];
    await desk.bring(asAndroidText(chat), { agent: 'Marina Vasconcelos' });
    await desk.conduct.catchUp();
    desk.clock.move(100 * hour);
    await desk.conduct.catchUp();
    expect((await desk.alerts()).map(({ origin, hitCount }) => ({ origin, hitCount }))).toEqual([
      { origin: 'import', hitCount: 1 },
    ]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('rules scan finds the same in the same story', async () => {
  const { archive, chat } = await open();
  await using _ = archive;
  const story = [
    ['us', 'bom dia, isso fica entre nós', 0],
    ['contact', 'quebra esse galho pra mim', 60],
    ['us', 'me chama no zap pessoal', 120],
    ['contact', 'blz te chamo lá', 180],
    ['contact', 'e o prazo?', 240],
    ['us', 'até amanhã', 9 * 3600],
    ['us', 'esqueci: dez dias', 9 * 3600 + 60],
  ] as const;
  const lines: object[] = [];
  for (const [by, words, at] of story) {
    await said(chat, by, words, at);
    const instant = new Date(chat.at(at)).toISOString();
    lines.push({ id: lines.length, conversation: 'c', at: instant, from: by === 'us' ? 'agent' : by, text: words });
  }
  await archive.conduct.catchUp();
  const input = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));
  const scanned: string[] = [];
  const chosen = {
    packs: Object.entries(packs).map(([path, yaml]) => packOf(path, yaml)),
    inactive: true,
    models: new Map(),
  };
  for await (const answer of scanLines(
    chosen,
    (async function* () {
      yield input;
    })(),
  )) {
    if (answer.kind !== 'lines') throw new Error(answer.expected);
    for (const line of answer.text.trimEnd().split('\n')) {
      const { hits: found } = JSON.parse(line) as { hits: { rule: string; kind: string }[] };
      scanned.push(...found.filter(({ kind }) => kind === 'conduct').map(({ rule }) => rule));
    }
  }
  expect(scanned.sort()).toEqual(await conductHits(archive));
  expect(new Set(scanned)).toEqual(
    new Set(['conduct/moved-channel', 'conduct/no-answer', 'conduct/outside-hours', 'conduct/weak-signs']),
  );
});

function packOf(path: string, yaml: string): Pack {
  const read = parsePack({ path, text: yaml });
  if (read.kind !== 'pack') throw new Error('This pack cannot be read.');
  return read.pack;
}

/** The byte hunt: of an imported chat no word, name, number or piece of media stands readable in any byte that the program leaves. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asAndroidText, asZip, controlChat, insuranceChat, type Line, picture } from '../fixtures/chats.ts';
import { type Caller, firstAdministrator, invited } from '../program/sign-in.ts';
import { atalaia, type Folders, freshFolders, startProgram } from '../program/start-program.ts';
import { filesBelow, hunt, needlesOfMedia, needlesOfWord, wordsOf } from './hunt.ts';

const media = picture(200_000, 20_260_309);
const mediaName = 'DOC-franquia-confidencial.jpg';
const number = '+5511912345678';
const contact = '+5521998761234';

/** Everything a person could recognise: what was written, by whom, to whom, and the files' names. */
const said = [
  ...insuranceChat.map(({ text, author }) => `${author ?? ''} ${text}`),
  mediaName,
  number,
  number.slice(1),
  contact.slice(1),
].join('\n');

describe('nothing is readable at rest', () => {
  it('leaves no word, name, number or media of a chat in data, logs and temporary files, while running and after', async () => {
    using folders = freshFolders();
    using control = freshFolders();
    const controlOutput = await live(control, controlChat, []);
    const output = await live(folders, insuranceChat, [mediaName]);
    const known = new Set(wordsBelow(control, controlOutput));
    const words = wordsOf(said).filter((word) => !known.has(word));
    expect(words.length).toBeGreaterThan(25);
    const needles = [...words.flatMap(needlesOfWord), ...needlesOfMedia(mediaName, media)];
    expect(needles.length).toBeGreaterThan(6000);

    expect(hunt(needles, [folders.data, folders.temporary], { output })).toEqual([]);

    plant(folders);
    const planted = hunt(needles, [folders.data, folders.temporary], { output: `${output} caminhão ` });
    expect(planted.map(({ where }) => where.replace(/ at byte.*/, ''))).toEqual(
      expect.arrayContaining([...canaries.map(([name]) => join(folders.data, 'planted', name)), 'output']),
    );
  });
});

/** Each form that the hunt must find, so that its silence means something. */
const canaries: readonly (readonly [string, Buffer])[] = [
  ['utf8', Buffer.from('xx frigorífico xx')],
  ['utf16le', Buffer.from('x frigorífico x', 'utf16le')],
  ['utf16be', Buffer.from('x frigorífico x', 'utf16le').swap16()],
  ['base64-0', Buffer.from(Buffer.from('frigorífico').toString('base64'))],
  ['base64-1', Buffer.from(Buffer.from('a frigorífico b').toString('base64'))],
  ['base64-2', Buffer.from(Buffer.from('ab frigorífico').toString('base64url'))],
  ['hex', Buffer.from(Buffer.from('frigorífico').toString('hex'))],
  ['media', Buffer.concat([Buffer.from('header'), media.subarray(100_000, 100_064)])],
];

function plant(folders: Folders): void {
  mkdirSync(join(folders.data, 'planted'));
  for (const [name, bytes] of canaries) writeFileSync(join(folders.data, 'planted', name), bytes);
}

/** A day with the program: import by command line and by upload, search, read, decide, reveal, company term; ended hard and gently. Answers all output. */
async function live(folders: Folders, chat: readonly Line[], files: readonly string[]): Promise<string> {
  const attachment = files.map((name) => `09/03/2026 17:50 - Otávio Quaresma: ${name} (arquivo anexado)\n`).join('');
  const zip = await asZip({
    'Conversa do WhatsApp com Otávio Quaresma.txt': asAndroidText(chat) + attachment,
    ...Object.fromEntries(files.map((name) => [name, media])),
  });
  const path = join(folders.home, 'chat.zip');
  writeFileSync(path, zip);
  let output: string;
  {
    await using program = await startProgram(folders);
    const administrator = await firstAdministrator(program);
    const manager = await invited(program, administrator, {
      email: 'mauro@example.com',
      name: 'Mauro Gestor',
      roles: ['manager'],
    });
    const args = ['import', path, '--number', number, '--basis', 'exercise-of-rights', '--json'];
    const imported = await atalaia(folders, files.length > 0 ? [...args, '--contact', contact] : args);
    expect(imported.status).toBe(0);
    await upload(manager, zip, files.length > 0 ? contact : undefined);
    await manager.call('PUT', '/terms', { id: null, revision: null, term: termOf(chat) });
    await manager.call('POST', '/searches', { words: wordsOf(chat.at(-1)?.text ?? '')[0], purpose: 'investigation' });
    await readEverything(manager);
    await manager.call('POST', '/alerts/not-an-id/readings', { text: chat.at(-1)?.text });
    output = program.output();
    await program.kill('SIGKILL');
    output += imported.stdout + imported.stderr;
  }
  await using program = await startProgram(folders);
  await program.kill('SIGTERM');
  return output + program.output();
}

function termOf(chat: readonly Line[]) {
  const text = chat.at(-1)?.text ?? '';
  return { words: [wordsOf(text)[0]], severity: 'high', from: null, except: [], example: text, note: text };
}

async function upload(manager: Caller, zip: Buffer<ArrayBuffer>, given: string | undefined): Promise<void> {
  const fileName = 'Conversa do WhatsApp com Otávio Quaresma.zip';
  const begun = await manager.call('POST', '/imports', {
    number,
    basis: 'contract',
    fileName,
    ...(given && { contact: given }),
  });
  const { id } = begun.body as { id: string };
  expect((await manager.put(`/imports/${id}/file`, zip)).status).toBeLessThan(300);
  await expect
    .poll(async () => ((await manager.call('GET', `/imports/${id}`)).body as { state: string }).state, {
      timeout: 20_000,
    })
    .toBe('done');
}

async function readEverything(manager: Caller): Promise<void> {
  const { alerts } = (await manager.call('GET', '/alerts')).body as { alerts: { id: string; conversation: string }[] };
  for (const { id, conversation } of alerts) {
    await manager.call('POST', `/conversations/${conversation}/reveals`, { reason: 'judge-alert' });
    await manager.call('POST', `/alerts/${id}/readings`, {});
    const comment = `Falei com Otávio Quaresma sobre a apólice`;
    await manager.call('POST', '/alerts/decisions', {
      alerts: [id],
      decision: 'confirmed',
      reason: 'policy-breach',
      comment,
    });
  }
}

/** Words that stand in the control's folder anyway: names of tables, states, acts. */
function wordsBelow(folders: Folders, output: string): readonly string[] {
  const texts = filesBelow(folders.data).map((path) => readFileSync(path, 'latin1'));
  return [...texts, output].flatMap((text) => text.match(/[A-Za-z0-9@+._-]{6,}/g) ?? []);
}

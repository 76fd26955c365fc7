/** Promise: a ZIP is read as a stream, and one that is not what it claims is refused whole. */
import { ChatExportError } from '@atalaia/connector';
import { describe, expect, test } from 'vitest';
import { readWhole, sourceOf } from './memory-source.ts';
import { type PackedInput, patched, renamed, zipOf } from './zip-bytes.ts';

const PHOTO = 'IMG-20240120-WA0001.jpg';
const TEXT = `20/01/2024 10:00 - Ana: oi\n20/01/2024 10:01 - Bia: ${PHOTO} (arquivo anexado)\n20/01/2024 10:02 - Ana: ok`;
const CHAT: PackedInput = { name: 'Conversa do WhatsApp com Ana.txt', content: TEXT };
const pixels = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const IMAGE: PackedInput = { name: PHOTO, content: pixels };

async function refusal(zip: Buffer, limits = {}): Promise<string> {
  const error = await readWhole(zip, 'export.zip', limits).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ChatExportError);
  if (!(error instanceof ChatExportError)) throw error;
  expect(error.message).toMatch(/^export\.zip(, line \d+)?: .+[.]$/);
  expect(error.message).not.toMatch(/Ana|Bia|IMG/);
  return error.code;
}

async function bytesOf(pieces: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces ?? []) all.push(piece);
  return Buffer.concat(all);
}

describe('a good ZIP', () => {
  test.each([true, false])('with media (stored: %s)', async (stored) => {
    const zip = await zipOf({ ...CHAT, stored }, { ...IMAGE, stored });
    const { chat, entries } = await readWhole(zip, 'Conversa do WhatsApp com Ana.zip');
    expect(chat.counts).toEqual({ entries: 3, messages: 3, systemLines: 0, media: 1, people: 2 });
    expect(chat.title).toBe('Ana');
    expect(entries[1]).toMatchObject({ kind: 'image', file: PHOTO, text: '' });
    expect((await bytesOf(await chat.media(PHOTO))).equals(pixels)).toBe(true);
    expect(await chat.media('IMG-20240120-WA0002.jpg')).toBeUndefined();
  });

  test('an attachment that is missing is named but not counted', async () => {
    const { chat, entries } = await readWhole(await zipOf(CHAT));
    expect(chat.counts.media).toBe(0);
    expect(entries[1]).toMatchObject({ kind: 'image', file: PHOTO });
  });

  test('what macOS adds is not looked at', async () => {
    const zip = await zipOf(
      CHAT,
      { name: '__MACOSX/._Conversa.txt', content: 'x' },
      { name: '.DS_Store', content: 'x' },
    );
    expect((await readWhole(zip)).chat.counts.entries).toBe(3);
  });

  test('a chat in a folder, with text files that were sent', async () => {
    const zip = await zipOf(
      { ...CHAT, name: 'export/_chat.txt' },
      { name: 'export/notas.txt', content: 'x' },
      { name: 'export/backup.zip', content: await zipOf({ name: 'a.txt', content: 'x' }) },
    );
    expect((await readWhole(zip)).chat.counts.entries).toBe(3);
  });

  test('names composed differently are one name', async () => {
    const name = 'relatório.pdf';
    const text = `20/01/2024 10:00 - Ana: ${name.normalize('NFC')} (arquivo anexado)`;
    const zip = await zipOf({ ...CHAT, content: text }, { name: name.normalize('NFD'), content: 'pdf' });
    const { chat } = await readWhole(zip);
    expect(chat.counts.media).toBe(1);
    expect((await bytesOf(await chat.media(name))).toString()).toBe('pdf');
  });
});

describe('a ZIP that is refused', () => {
  test('is cut off', async () => {
    const zip = await zipOf(CHAT, IMAGE);
    expect(await refusal(zip.subarray(0, zip.length - 30))).toBe('zip-damaged');
    expect(await refusal(zip.subarray(0, 400))).toBe('zip-damaged');
    expect(await refusal(zip.subarray(zip.length - 200))).not.toBe('');
  });

  test('has a wrong CRC: in the chat at once, in a file when it is read', async () => {
    const zip = await zipOf(CHAT, IMAGE);
    const wrong = (nth: number): Buffer => patched(zip, nth, (entry) => entry.writeUInt32LE(1, 16));
    expect(await refusal(wrong(0))).toBe('zip-wrong-crc');
    const { chat } = await readWhole(wrong(1));
    await expect(chat.media(PHOTO).then(bytesOf)).rejects.toMatchObject({ code: 'zip-wrong-crc' });
  });

  test('lies about a size', async () => {
    const zip = await zipOf(CHAT, IMAGE);
    const size = Buffer.byteLength(TEXT);
    expect(await refusal(patched(zip, 0, (entry) => entry.writeUInt32LE(size - 1, 24)))).toBe('zip-damaged');
    expect(await refusal(patched(zip, 0, (entry) => entry.writeUInt32LE(size + 1, 24)))).toBe('zip-damaged');
  });

  test('is a bomb', async () => {
    const bomb = await zipOf(CHAT, { name: 'a.jpg', content: Buffer.alloc(40 * 1024 * 1024) });
    expect(await refusal(bomb)).toBe('zip-bomb');
    const chat = await zipOf({ ...CHAT, content: Buffer.alloc(40 * 1024 * 1024, ' ') });
    expect(await refusal(chat)).toBe('zip-bomb');
    const lying = patched(bomb, 1, (entry) => entry.writeUInt32LE(10, 24));
    const { chat: opened } = await readWhole(lying);
    await expect(opened.media('a.jpg').then(bytesOf)).rejects.toMatchObject({ code: 'zip-damaged' });
  });

  test('has files that share their bytes', async () => {
    const zip = await zipOf(CHAT, IMAGE);
    const shared = patched(zip, 0, (entry) => entry.writeUInt32LE(zip.length, 20));
    expect(await refusal(shared)).toBe('zip-damaged');
  });

  test('is larger than allowed', async () => {
    const zip = await zipOf(CHAT, IMAGE);
    expect(await refusal(zip, { zipEntries: 1 })).toBe('zip-too-many-files');
    expect(await refusal(zip, { zipBytes: 1000 })).toBe('too-large');
    expect(await refusal(zip, { textBytes: 50 })).toBe('too-large');
  });

  test.each([
    ['../x.jpg', '../'],
    ['/absolute', '/ab'],
    ['C:/windows', 'C:/'],
    ['a backslash', '..\\'],
  ])('names a file outside its folder: %s', async (_, start) => {
    const zip = renamed(await zipOf(CHAT, { ...IMAGE, name: 'xxxphoto.jpg' }), 'xxxphoto', `${start}photo`);
    expect(await refusal(zip)).toBe('zip-unsafe-name');
  });

  test('holds a link', async () => {
    expect(await refusal(await zipOf(CHAT, { name: 'a.jpg', content: '/etc/hosts', mode: 0o120777 }))).toBe('zip-link');
  });

  test('is encrypted', async () => {
    const zip = await zipOf(CHAT);
    expect(await refusal(patched(zip, 0, (entry) => entry.writeUInt16LE(entry.readUInt16LE(8) | 1, 8)))).toBe(
      'zip-encrypted',
    );
  });

  test('is packed in an unknown way', async () => {
    expect(await refusal(patched(await zipOf(CHAT), 0, (entry) => entry.writeUInt16LE(14, 10)))).toBe(
      'zip-unsupported',
    );
  });

  test('holds no chat, two chats, the same file twice', async () => {
    expect(await refusal(await zipOf(IMAGE))).toBe('zip-no-chat');
    expect(await refusal(await zipOf())).toBe('zip-no-chat');
    const second = { ...CHAT, name: 'Conversa do WhatsApp com Bia.txt' };
    expect(await refusal(await zipOf(CHAT, second))).toBe('zip-two-chats');
    expect(await refusal(await zipOf({ ...CHAT, name: 'a/_chat.txt' }, { ...CHAT, name: 'b/_chat.txt' }))).toBe(
      'zip-two-chats',
    );
    expect(await refusal(await zipOf(CHAT, CHAT))).toBe('zip-damaged');
  });

  test('holds the chat inside another ZIP', async () => {
    expect(await refusal(await zipOf({ name: 'chat.zip', content: await zipOf(CHAT) }))).toBe('zip-no-chat');
  });
});

test('the largest read stays small, whatever the size of a file', async () => {
  const zip = await zipOf(
    { ...CHAT, stored: true },
    { ...IMAGE, content: Buffer.alloc(4 * 1024 * 1024, 7), stored: true },
  );
  const source = sourceOf(zip, 'export.zip');
  const { chat } = await readWhole(source);
  for await (const piece of (await chat.media(PHOTO)) ?? []) expect(piece.byteLength).toBeLessThanOrEqual(65_536);
  expect(source.largestRead()).toBeLessThanOrEqual(70_000);
});

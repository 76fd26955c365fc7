/** Promise: a file that is no chat is refused with its place, and never read as zero messages. */
import { ChatExportError, openChatExport } from '@atalaia/connector';
import { describe, expect, test } from 'vitest';
import { readWhole, sourceOf } from './memory-source.ts';

async function refusal(content: string | Uint8Array, limits = {}): Promise<ChatExportError> {
  const error = await readWhole(content, 'chat.txt', limits).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ChatExportError)) throw new Error('expected a refusal', { cause: error });
  expect(error.message.startsWith('chat.txt')).toBe(true);
  expect(error.message.split('\n')).toHaveLength(1);
  return error;
}

const LINE = '20/01/2024 10:00 - Ana: oi\n';

test.each([
  ['nothing', '', 'empty'],
  ['blank lines', ' \n\n\r\n', 'empty'],
  ['a letter', 'Dear Ana,\nas agreed on 20/01/2024 10:00 - yes.\n', 'not-a-chat'],
  ['a table', 'date;name;text\n20/01/2024;Ana;oi\n', 'not-a-chat'],
  ['JSON', '{"messages": []}', 'not-a-chat'],
  ['a PDF', '%PDF-1.7\n20/01/2024 10:00 - Ana: oi', 'not-a-chat'],
  ['a chat that begins in the middle', `of the message\n${LINE}`, 'not-a-chat'],
  ['dates that do not exist', '45/45/2024 10:00 - Ana: oi', 'not-a-chat'],
  ['times that do not exist', '20/01/2024 27:99 - Ana: oi', 'not-a-chat'],
  ['notes of WhatsApp only', '20/01/2024 10:00 - Ana criou o grupo “Obra”', 'no-messages'],
  ['a novel with one date', LINE + 'Era uma vez.\n'.repeat(5000), 'not-a-chat'],
  ['text with zero bytes', `${LINE}\0\0`, 'not-text'],
])('%s', async (_, content, code) => {
  expect((await refusal(content)).code).toBe(code);
});

describe('the place', () => {
  test('is the line that does not fit', async () => {
    expect((await refusal('\n\nhello\n')).place).toEqual({ file: 'chat.txt', line: 3 });
  });

  test('is the line where the text breaks off', async () => {
    const broken = Buffer.concat([Buffer.from(LINE.repeat(3)), Buffer.from([0xc3])]);
    expect((await refusal(broken)).code).toBe('not-text');
    expect((await refusal(broken)).place.line).toBe(4);
  });

  test.each([
    ['a zero byte', Buffer.from('20/01/2024 10:00 - Ana: \0\n')],
    ['a byte that is no UTF-8', Buffer.from([0x61, 0xff, 0x0a])],
    ['half a character', Buffer.from([0xc3, 0x0a])],
  ])('is the line with %s', async (_, bad) => {
    for (const before of [2, 5000]) {
      const bytes = Buffer.concat([Buffer.from(LINE.repeat(before)), bad, Buffer.from(LINE.repeat(3))]);
      const error = await refusal(bytes);
      expect([error.code, error.place.line]).toEqual(['not-text', before + 1]);
    }
  });

  test('is the line with half a surrogate in UTF-16', async () => {
    const bytes = Buffer.from(`\ufeff${LINE}${LINE}20/01/2024 10:00 - Ana: \ud800\n${LINE}`, 'utf16le');
    expect((await refusal(bytes)).place.line).toBe(3);
  });

  test('is right where a character lies across two readings', async () => {
    // The file is read by 64 KiB: the accent's two bytes are the last of one reading and the first of the next.
    const start = 'á'.padStart(65_536 - LINE.length, 'x');
    const bytes = Buffer.concat([Buffer.from(`${LINE}${start}\n${LINE}`), Buffer.from([0xff])]);
    expect((await refusal(bytes)).place.line).toBe(4);
  });

  test('is the message that never ends', async () => {
    const error = await refusal(`${LINE}${LINE}${'x\n'.repeat(190)}${LINE}`, { messageLength: 300 });
    expect([error.code, error.place.line]).toEqual(['message-too-long', 2]);
    const oneLine = await refusal(`${LINE}${'x'.repeat(400)}`, { messageLength: 300 });
    expect([oneLine.code, oneLine.place.line]).toEqual(['message-too-long', 2]);
  });
});

test('random bytes are refused, two hundred times', async () => {
  let state = 20240120;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  for (let round = 0; round < 200; round += 1) {
    const bytes = Buffer.from(Array.from({ length: 1 + next() * 4 }, next));
    if (round % 4 === 0) bytes.write('PK\x03\x04', 0, 'latin1');
    await expect(readWhole(bytes)).rejects.toBeInstanceOf(ChatExportError);
  }
});

test('a source that fails or ends early', async () => {
  const whole = sourceOf(LINE, 'chat.txt');
  const failing = { ...whole, read: () => Promise.reject(new Error('disk')) };
  await expect(openChatExport(failing)).rejects.toMatchObject({ code: 'unreadable' });
  const short = { ...whole, size: whole.size + 10 };
  await expect(openChatExport(short)).rejects.toMatchObject({ code: 'unreadable' });
});

test('more names than any chat has', async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `20/01/2024 10:00 - Pessoa ${index}: oi`);
  expect((await refusal(lines.join('\n'), { names: 20 })).code).toBe('too-many-names');
});

test('a file’s name cannot colour the terminal, break the line or turn it around', async () => {
  const label = 'a\x1b[31m\n\u0085\u2028\u202eb.txt';
  const error = await readWhole('no chat', label).catch((thrown: unknown) => thrown);
  if (!(error instanceof ChatExportError)) throw new Error('expected a refusal', { cause: error });
  expect(error.message.startsWith('a\ufffd[31m\ufffd\ufffd\ufffd\ufffdb.txt, line 1: ')).toBe(true);
  expect(error.place.file).toBe(label);
});

test('no refusal quotes the chat', async () => {
  const error = await refusal('Segredo da Ana\nmais segredo');
  expect(error.message).not.toMatch(/segredo|Ana/i);
});

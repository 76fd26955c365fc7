/** Promise: reading holds one small piece of the file at a time, however long the chat is. */
import { type ChatSource, openChatExport } from '@atalaia/connector';
import { expect, test } from 'vitest';

const PIECE = 64 * 1024;
const LINES = 60_000;
const LINE_BYTES = 48;

/** A chat that is written only while it is read; nothing of it is kept. */
function endlessChat(): ChatSource & { readonly asked: number[] } {
  const asked: number[] = [];
  const line = (index: number): string => {
    const minute = String(index % 60).padStart(2, '0');
    const hour = String(Math.floor(index / 60) % 24).padStart(2, '0');
    const day = String(1 + (Math.floor(index / 1440) % 28)).padStart(2, '0');
    const month = String(1 + Math.floor(index / 40_320)).padStart(2, '0');
    return `${`${day}/${month}/2024 ${hour}:${minute} - Ana: mensagem ${index}`.padEnd(LINE_BYTES - 1)}\n`;
  };
  return {
    size: LINES * LINE_BYTES,
    label: 'chat.txt',
    asked,
    read: async (start, end) => {
      asked.push(end - start);
      const from = Math.floor(start / LINE_BYTES);
      const to = Math.ceil(end / LINE_BYTES);
      const text = Array.from({ length: to - from }, (_, index) => line(from + index)).join('');
      return Buffer.from(text).subarray(start - from * LINE_BYTES, end - from * LINE_BYTES);
    },
  };
}

test('pieces are small, read in order and only as entries are taken', async () => {
  const source = endlessChat();
  await using chat = await openChatExport(source);
  expect(chat.counts.messages).toBe(LINES);
  expect(Math.max(...source.asked)).toBeLessThanOrEqual(PIECE);
  const pieces = Math.ceil(source.size / PIECE);
  // One look at the first bytes, one reading to learn, one to count.
  expect(source.asked.length).toBe(1 + 2 * pieces);

  let taken = 0;
  for await (const entry of chat.entries()) {
    taken += 1;
    if (taken === 1) expect(source.asked.length).toBeLessThanOrEqual(1 + 2 * pieces + 1);
    if (taken === LINES) expect(entry.text).toContain(String(LINES - 1));
  }
  expect(taken).toBe(LINES);
  expect(source.asked.length).toBe(1 + 3 * pieces);
});

test('a reader that stops early leaves the rest unread', async () => {
  const source = endlessChat();
  await using chat = await openChatExport(source);
  const before = source.asked.length;
  for await (const entry of chat.entries()) if (entry.line > 10) break;
  expect(source.asked.length - before).toBeLessThanOrEqual(2);
});

test('other work runs while a long chat is read', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 0);
  await using _chat = await openChatExport(endlessChat());
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
});

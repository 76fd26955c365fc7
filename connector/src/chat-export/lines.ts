/** Turns the bytes of a chat's text into lines, never holding more than one piece of the file. */
import { setImmediate } from 'node:timers/promises';
import { ChatExportError, type ChatPlace } from './chat-export-error.ts';
import type { ChatLimits } from './model.ts';

export interface Line {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
}

/**
 * UTF-8, or UTF-16 of either order with its byte order mark. Yields the lines of each piece together and lets the
 * event loop run between pieces. Throws ChatExportError: 'empty', 'not-text', 'too-large', 'message-too-long'.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
  limits: Pick<ChatLimits, 'textBytes' | 'messageLength'>,
): AsyncGenerator<readonly Line[]> {
  let decode: ((piece?: Uint8Array) => string) | undefined;
  let rest = '';
  let number = 0;
  let size = 0;
  let blank = true;
  const here = (): ChatPlace => ({ file, line: number + 1 });

  const cut = (text: string): Line[] => {
    if (text.includes('\0')) throw notText(here());
    const pieces = (rest + text).split('\n');
    rest = pieces.pop() ?? '';
    const lines: Line[] = [];
    for (const piece of [...pieces, rest]) {
      if (piece.length > limits.messageLength) throw tooLong(here(), limits);
      if (lines.length === pieces.length) break;
      number += 1;
      lines.push({ text: piece.endsWith('\r') ? piece.slice(0, -1) : piece, number });
    }
    blank &&= lines.every((line) => line.text.trim() === '');
    return lines;
  };

  for await (const piece of wholeStart(bytes)) {
    size += piece.byteLength;
    if (size > limits.textBytes) {
      throw new ChatExportError('too-large', { file }, 'the chat is larger than can be read; export it in parts.');
    }
    decode ??= decoder(piece);
    const text = decodeOr(() => decode?.(piece) ?? '', here);
    yield cut(text);
    await setImmediate();
  }
  const last = cut(`${decodeOr(() => decode?.() ?? '', here)}`);
  if (rest !== '') last.push({ text: rest.replace(/\r$/, ''), number: number + 1 });
  if (blank && last.every((line) => line.text.trim() === '')) {
    throw new ChatExportError('empty', { file }, 'the chat is empty; export it from the phone again.');
  }
  yield last;
}

/** The same pieces, but the first one has at least the two bytes that tell the encoding. */
async function* wholeStart(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start = new Uint8Array(0);
  for await (const piece of bytes) {
    if (start.byteLength >= 2) yield piece;
    else {
      start = Buffer.concat([start, piece]);
      if (start.byteLength >= 2) yield start;
    }
  }
  if (start.byteLength === 1) yield start;
}

function decoder(start: Uint8Array): (piece?: Uint8Array) => string {
  const mark = ((start[0] ?? 0) << 8) | (start[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding, { fatal: true });
  return (piece) => (piece ? text.decode(piece, { stream: true }) : text.decode());
}

function decodeOr(decode: () => string, here: () => ChatPlace): string {
  try {
    return decode();
  } catch (cause) {
    throw notText(here(), cause);
  }
}

function notText(place: ChatPlace, cause?: unknown): ChatExportError {
  return new ChatExportError(
    'not-text',
    place,
    'the file is not readable text from about this line on: it is damaged, cut off or no exported chat; export it again.',
    cause,
  );
}

function tooLong(place: ChatPlace, limits: Pick<ChatLimits, 'messageLength'>): ChatExportError {
  return new ChatExportError(
    'message-too-long',
    place,
    `a line is longer than ${limits.messageLength} characters, which no WhatsApp message is; export the chat again.`,
  );
}

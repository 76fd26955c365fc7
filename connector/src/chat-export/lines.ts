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
  let encoding: Encoding | undefined;
  let decoder: TextDecoder | undefined;
  let rest = '';
  let number = 0;
  let size = 0;
  let blank = true;
  const here = (below = 0): ChatPlace => ({ file, line: number + 1 + below });

  const cut = (text: string): Line[] => {
    const zero = text.indexOf('\0');
    if (zero >= 0) throw notText(here(text.slice(0, zero).split('\n').length - 1));
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
    const offset = size;
    size += piece.byteLength;
    if (size > limits.textBytes) {
      throw new ChatExportError('too-large', { file }, 'the chat is larger than can be read; export it in parts.');
    }
    encoding ??= encodingOf(piece);
    decoder ??= new TextDecoder(encoding, { fatal: true });
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw notText(here(readableLines(piece, encoding, offset)), cause);
    }
    yield cut(text);
    await setImmediate();
  }
  const last = cut(lastOf(decoder, here()));
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

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(start: Uint8Array): Encoding {
  const mark = ((start[0] ?? 0) << 8) | (start[1] ?? 0);
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
}

/** Nothing, unless the text breaks off inside a character. */
function lastOf(decoder: TextDecoder | undefined, place: ChatPlace): string {
  try {
    return decoder?.decode() ?? '';
  } catch (cause) {
    throw notText(place, cause);
  }
}

/** Line ends before the first byte of a refused piece that cannot be read. `offset`: bytes of the file before it. */
function readableLines(piece: Uint8Array, encoding: Encoding, offset: number): number {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 0;
  for (let at = wholeFrom(piece, encoding, offset); at < piece.byteLength; at += 1) {
    try {
      if (decoder.decode(piece.subarray(at, at + 1), { stream: true }) === '\n') lines += 1;
    } catch {
      return lines;
    }
  }
  // The piece is whole by itself: it does not go on as the one before broke off.
  return 0;
}

/** Where the first character begins that is not a rest of the piece before. */
function wholeFrom(piece: Uint8Array, encoding: Encoding, offset: number): number {
  if (offset === 0) return 0;
  if (encoding !== 'utf-8') return offset % 2;
  return Math.max(
    0,
    piece.subarray(0, 4).findIndex((byte) => byte >> 6 !== 0b10),
  );
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

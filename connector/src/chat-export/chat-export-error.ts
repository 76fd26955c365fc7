/** Why an exported chat was refused, in one sentence that never quotes it. */

export type ChatExportCode =
  | 'empty'
  | 'message-too-long'
  | 'no-messages'
  | 'not-a-chat'
  | 'not-text'
  | 'too-large'
  | 'too-many-names'
  | 'unreadable'
  | 'zip-bomb'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'zip-link'
  | 'zip-no-chat'
  | 'zip-too-many-files'
  | 'zip-two-chats'
  | 'zip-unsafe-name'
  | 'zip-unsupported'
  | 'zip-wrong-crc';

export interface ChatPlace {
  /** The source's label, as given; only the sentence shows it without control characters. */
  readonly file: string;
  /** 1-based line of the chat's text. */
  readonly line?: number;
}

/** A name of a file may colour a terminal, break the line or turn its direction. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * The only error that reading an export throws. `what` says what is wrong and what to do; file and line are put
 * before it. The cause is kept for the debugger and never printed: it may quote names of files.
 */
export class ChatExportError extends Error {
  override readonly name = 'ChatExportError';
  readonly code: ChatExportCode;
  readonly place: ChatPlace;
  /** The sentence without its place: it names no file. */
  readonly what: string;

  constructor(code: ChatExportCode, place: ChatPlace, what: string, cause?: unknown) {
    const file = place.file.replace(UNPRINTABLE, '\ufffd');
    const where = place.line === undefined ? file : `${file}, line ${place.line}`;
    super(`${where}: ${what}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.place = place;
    this.what = what;
  }
}

/** The text does not keep to the form of an exported chat at that line. */
export function notAChat(file: string, line: number, why: string): ChatExportError {
  return new ChatExportError(
    'not-a-chat',
    { file, line },
    `${why}; use the file that WhatsApp's "Export chat" made, unchanged.`,
  );
}

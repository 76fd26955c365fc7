/** The files of an export: the chat's text and what was attached to it. */
export interface ChatFiles {
  /** Name of the chat's text inside a ZIP. */
  readonly textName?: string;
  /** Bytes of the chat's text, anew on each call. */
  text(): AsyncIterable<Uint8Array>;
  has(file: string): boolean;
  /** Bytes of an attachment, size and CRC checked while they are read; undefined if there is none of that name. */
  attachment(file: string): AsyncIterable<Uint8Array> | undefined;
  close(): void;
}

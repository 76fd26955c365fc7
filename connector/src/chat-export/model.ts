/** What an exported chat is once read: its format, its authors, its entries. */

/** Random-access bytes of the uploaded file: a file on disk or a sealed staging blob. */
export interface ChatSource {
  /** Bytes. */
  readonly size: number;
  /** Bytes [start, end), exactly end - start of them; a shorter answer means that the file is cut off. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Shown in errors only, e.g. the name of the file as given; also read for the title ("WhatsApp Chat - X.zip"). */
  readonly label: string;
}

/** Bounds on what an upload may cost us; every one is checked before the cost arises. */
export interface ChatLimits {
  /** Files in a ZIP. */
  readonly zipEntries: number;
  /** Bytes of all files of a ZIP together, unpacked. */
  readonly zipBytes: number;
  /** Unpacked size over packed size of one file, once it is larger than 10 MiB. */
  readonly zipRatio: number;
  /** Bytes of the chat's text. */
  readonly textBytes: number;
  /** UTF-16 units of one message; WhatsApp itself sends at most 65,536 characters. */
  readonly messageLength: number;
  /** Names that may be kept in memory while reading. */
  readonly names: number;
}

export type DateOrder = 'dmy' | 'mdy' | 'ymd';
export type Calendar = 'gregorian' | 'buddhist' | 'japanese' | 'persian';

/** How the phone that exported the chat wrote dates and words; one phone, so one format a file. */
export interface ChatFormat {
  readonly platform: 'android' | 'ios';
  readonly dateOrder: DateOrder;
  /** False when nothing in the file tells day from month: somebody should look before relying on dates. */
  readonly dateOrderCertain: boolean;
  readonly clock: 12 | 24;
  readonly calendar: Calendar;
  /** BCP 47 tag of the phone's language, when its own words were seen. */
  readonly locale?: string;
}

export type ChatKind =
  | 'text'
  | 'system'
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'poll'
  | 'deleted'
  | 'omitted'
  | 'view-once';

/** One entry of the chat, in the order of the file. */
export interface ChatEntry {
  /** Local time as written, `YYYY-MM-DDTHH:MM:SS`; no zone is known. Android writes no seconds: `:00`. */
  readonly at: string;
  /** As in the file, without direction marks; null for a system line. */
  readonly author: string | null;
  readonly kind: ChatKind;
  /** Without the export's own markers: '' for an attachment without caption or a deleted message. */
  readonly text: string;
  /** Name of the attachment, also when the export came without it. */
  readonly file?: string;
  readonly edited?: boolean;
  /** 1-based line of the chat's text where the entry starts. */
  readonly line: number;
}

export interface ChatCounts {
  /** messages + systemLines. */
  readonly entries: number;
  readonly messages: number;
  readonly systemLines: number;
  /** Entries whose attachment is present. */
  readonly media: number;
  /** Authors. */
  readonly people: number;
}

/** An opened export. It reads from its source whenever asked, so keep the source open until disposed. */
export interface ChatExport extends AsyncDisposable {
  readonly format: ChatFormat;
  /** In order of first appearance. */
  readonly authors: readonly { readonly name: string; readonly messages: number }[];
  readonly group: boolean;
  /** Title of the group, or the contact's name in the file's name. */
  readonly title?: string;
  readonly counts: ChatCounts;
  /** Reads the text anew on each call; memory does not grow with the file. Throws ChatExportError. */
  entries(): AsyncIterable<ChatEntry>;
  /** What of a system line's text, in NFC, is surely WhatsApp's own words; the rest may be names and titles. */
  ownWords(text: string): readonly (readonly [start: number, end: number])[];
  /** Bytes of an attachment, or undefined if the export lacks it. A wrong size or CRC throws ChatExportError. */
  media(file: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}

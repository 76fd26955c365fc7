/** The file of a message in an export: what it is called there, and its clear bytes when its turn comes. */
import { type Media, type Message, messages, placeOf, type Vault } from '@atalaia/storage';
import type { Aftermath } from '../conversation/aftermath.ts';
import { openText } from '../open-text.ts';
import type { Chat } from './chats.ts';
import { exportedPath } from './file-name.ts';
import type { Redaction } from './redact.ts';
import type { ExportedMessage } from './schema.ts';
import type { Subject } from './subject.ts';
import type { ZipFile } from './zip.ts';

/** A file that is to be written, and the row that holds its key. */
export interface ExportedFile {
  readonly path: string;
  readonly row: Message;
}

type FileView = NonNullable<ExportedMessage['file']>;

const fileKinds: ReadonlySet<Message['kind']> = new Set<Message['kind']>([
  'image',
  'video',
  'audio',
  'document',
  'sticker',
]);

/** Of a message whose file is being erased, or is. */
export const fileErased: FileView = stateOnly('erased');

/** Of a chat with others only the person's own files are handed out. */
export async function fileOf(
  deps: { readonly vault: Pick<Vault, 'openText'> },
  { own }: Subject,
  { chat, kind }: Chat,
  message: Message,
  { fileKept, fileExpired }: Pick<Aftermath, 'fileKept' | 'fileExpired'>,
  redaction: Redaction,
): Promise<{ readonly file: FileView | null; readonly written?: ExportedFile }> {
  const row = message.media ? message : fileKept;
  if (!row?.media || !row.sealedFileKey) return { file: without(message, fileExpired) };
  if (kind !== 'direct' && !(message.author !== null && own.has(message.author))) {
    return { file: stateOnly('withheld-for-others') };
  }
  const opened = await openText(deps.vault, placeOf(messages, row.id, 'sealedFileName'), row.sealedFileName);
  const name = row.sealedFileName && opened.kind === 'text' ? redaction.own(opened.text) : null;
  const { type, size } = row.media;
  const path = exportedPath(chat, row.id, name, type);
  return { file: { state: 'kept', path, name, type, bytes: size }, written: { path, row } };
}

/** Its clear bytes; undefined if they are gone or were changed on disk. */
export async function openExportedFile(
  deps: { readonly media: Pick<Media, 'openFile'> },
  { path, row }: ExportedFile,
): Promise<Extract<ZipFile, { bytes: unknown }> | undefined> {
  const { id, media, sealedFileKey } = row;
  if (!media || !sealedFileKey) return undefined;
  const bytes = await deps.media.openFile(
    placeOf(messages, id, 'sealedFileKey'),
    sealedFileKey,
    media.blob,
    media.size,
  );
  return bytes && { name: path, bytes };
}

function without({ kind, origin, fileErasedAt }: Message, expired: boolean): FileView | null {
  if (fileErasedAt !== undefined) return fileErased;
  if (!fileKinds.has(kind)) return null;
  return stateOnly(origin === 'import' ? 'missing' : expired ? 'expired' : 'pending');
}

function stateOnly(state: FileView['state']): FileView {
  return { state, path: null, name: null, type: null, bytes: null };
}

/** Finds the file in a message, and what is needed to fetch it. Size and type are the sender's word only. */
import type { proto } from '@whiskeysockets/baileys';
import type { Content, MediaSource } from '../content.ts';

export interface FoundFile {
  readonly source: MediaSource;
  readonly fileName: string | null;
  readonly caption: string;
  readonly viewOnce: boolean;
}

/** The file that is the message, or a part of it; undefined if it is none. */
export function fileIn(message: proto.IMessage): FoundFile | undefined {
  const { imageMessage, videoMessage, ptvMessage, audioMessage, documentMessage, stickerMessage } = message;
  const video = videoMessage ?? ptvMessage;
  if (imageMessage) return found('image', imageMessage);
  if (video) return found('video', video);
  if (audioMessage) return found('audio', audioMessage);
  if (documentMessage) return found('document', documentMessage);
  if (stickerMessage) return found('sticker', stickerMessage);
  return undefined;
}

/** A view-once message without a key to its file is all that a linked device may be given of it. */
export function fileContent(file: FoundFile, viewOnce: boolean): Content {
  const once = viewOnce || file.viewOnce;
  if (once && file.source.mediaKey.length === 0) return { kind: 'view-once' };
  return { kind: 'file', source: file.source, caption: file.caption, fileName: file.fileName, viewOnce: once };
}

type FileMessage = proto.Message.IDocumentMessage &
  Pick<proto.Message.IImageMessage, 'viewOnce'> &
  Pick<proto.Message.IVideoMessage, 'caption'>;

function found(kind: MediaSource['kind'], file: FileMessage): FoundFile {
  return {
    source: {
      kind,
      mediaKey: file.mediaKey ?? new Uint8Array(),
      directPath: file.directPath || null,
      url: file.url || null,
      fileSha256: hash(file.fileSha256),
      fileEncSha256: hash(file.fileEncSha256),
      size: file.fileLength === null || file.fileLength === undefined ? null : Number(file.fileLength),
      mimeType: file.mimetype || null,
    },
    fileName: file.fileName || file.title || null,
    caption: file.caption ?? '',
    viewOnce: file.viewOnce ?? false,
  };
}

function hash(bytes: Uint8Array | null | undefined): Uint8Array | null {
  return bytes?.length === 32 ? bytes : null;
}

/** Finds the one chat among the files of a ZIP. */

import { ChatExportError } from './chat-export-error.ts';
import { baseName, type PackedFile } from './packed-file.ts';

/**
 * `_chat.txt` (iOS), else the text named after WhatsApp (Android), else the only text. A second candidate that lies
 * as high is an error: two chats are two imports. Throws ChatExportError 'zip-no-chat', 'zip-two-chats'.
 */
export async function pickChat(
  files: readonly PackedFile[],
  label: string,
  open: (file: PackedFile) => AsyncIterable<Uint8Array>,
): Promise<PackedFile> {
  const texts = files.filter((file) => /\.txt$/i.test(file.path));
  const named = [
    texts.filter((file) => baseName(file.path).toLowerCase() === '_chat.txt'),
    texts.filter((file) => /whats\s?_?app|واتس/i.test(baseName(file.path))),
    texts,
  ];
  const best = highest(named.find((group) => group.length > 0) ?? []);
  const [only, ...others] = best;
  if (only && others.length === 0) return only;
  if (!only) {
    throw new ChatExportError(
      'zip-no-chat',
      { file: label },
      'the ZIP holds no chat (no text file); use the ZIP that WhatsApp\'s "Export chat" made.',
    );
  }
  const sameAsZip = best.filter((file) => withoutEnding(baseName(file.path)) === withoutEnding(baseName(label)));
  if (sameAsZip.length === 1 && sameAsZip[0]) return sameAsZip[0];
  const dated = [];
  for (const file of best) if (await beginsWithDigit(open(file))) dated.push(file);
  if (dated.length === 1 && dated[0]) return dated[0];
  throw new ChatExportError(
    'zip-two-chats',
    { file: label },
    `the ZIP holds ${best.length} chats; import each export by itself.`,
  );
}

function highest(files: readonly PackedFile[]): readonly PackedFile[] {
  const depth = (file: PackedFile): number => file.path.split('/').length;
  const least = Math.min(...files.map(depth));
  return files.filter((file) => depth(file) === least);
}

function withoutEnding(name: string): string {
  return name.normalize('NFC').replace(/\.(?:txt|zip)$/i, '');
}

/** A note that was sent as a text file rarely begins like a chat. */
async function beginsWithDigit(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  for await (const piece of bytes) {
    const start = Buffer.from(piece.subarray(0, 64)).toString('utf8');
    return /^[\s\ufeff\u200e\u200f]*(?:\[|\p{Nd}|[RHS令平昭])/u.test(start);
  }
  return false;
}

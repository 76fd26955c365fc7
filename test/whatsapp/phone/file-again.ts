/** What a phone does about files: it keeps its copy, and uploads it again when a companion came too late. */

import { randomBytes } from 'node:crypto';
import { aesEncryptGCM, type BinaryNode, getBinaryNodeChild, hkdf, proto } from '@whiskeysockets/baileys';
import type { Line } from './line.ts';
import { fetchSealed, postSealed } from './media.ts';
import { readMessage, type Said } from './read.ts';

type File = Extract<Said, { kind: 'file' }>;

/** Fetches the copy that a real phone has of every file it shows. */
export async function keepFile(line: Line, said: Pick<File, 'directPath'>): Promise<void> {
  line.files.set(said.directPath, await fetchSealed(line.server.media, said.directPath));
}

/** Answers a companion's `server-error` receipt: with the place of the new upload, or that there is no copy here either. */
export async function answerFileRequest(line: Line, receipt: BinaryNode): Promise<void> {
  const { id = '', from = '' } = receipt.attrs;
  const wanted = getBinaryNodeChild(receipt, 'rmr');
  const file = fileOf(line, id);
  const copy = line.files.get(file?.directPath ?? '');
  const answer =
    file === undefined || copy === undefined
      ? { tag: 'error', attrs: { code: String(proto.MediaRetryNotification.ResultType.NOT_FOUND) } }
      : sealedPlace(id, file, await postSealed(line.server.media, file.directPath, copy));
  line.server.submit(line.account, 0, {
    tag: 'notification',
    attrs: { id, to: from, type: 'mediaretry' },
    content: [answer, ...(wanted === undefined ? [] : [wanted])],
  });
}

function fileOf(line: Line, id: string): File | undefined {
  const remembered = line.memory.get(id);
  if (remembered === undefined) return undefined;
  const { said } = readMessage(remembered.message, remembered.author, line.memory);
  return said.kind === 'file' ? said : undefined;
}

/** Sealed under the file's own key, so that the server learns nothing. */
function sealedPlace(id: string, { mediaKey }: File, directPath: string): BinaryNode {
  const { SUCCESS } = proto.MediaRetryNotification.ResultType;
  const plaintext = proto.MediaRetryNotification.encode({ stanzaId: id, directPath, result: SUCCESS }).finish();
  const key = hkdf(mediaKey, 32, { info: 'WhatsApp Media Retry Notification' });
  const iv = randomBytes(12);
  const content = [
    { tag: 'enc_p', attrs: {}, content: aesEncryptGCM(plaintext, key, iv, Buffer.from(id)) },
    { tag: 'enc_iv', attrs: {}, content: iv },
  ];
  return { tag: 'encrypt', attrs: {}, content };
}

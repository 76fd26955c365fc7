/**
 * Opens encrypted edits and poll votes with the secret of the original message. WhatsApp derives a key from the secret,
 * the original's id, and the JIDs of its author and of who edits or votes: in which addressing, nobody says, so all are tried.
 */
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { jidNormalizedUser, proto } from '@whiskeysockets/baileys';
import { editedText } from './edited-text.ts';
import { unwrap } from './unwrap.ts';

export interface EncryptedAct {
  readonly of: 'edit' | 'poll-vote';
  /** `messageContextInfo.messageSecret` of the original; 32 bytes. */
  readonly secret: Uint8Array;
  /** AES-256-GCM ciphertext with its tag of 16 bytes behind it. */
  readonly payload: Uint8Array;
  readonly iv: Uint8Array;
  readonly originalId: string;
  /** JIDs of the author of the original, as LID and as PN. */
  readonly originalSenders: readonly string[];
  /** JIDs of who edits or votes, as LID and as PN. */
  readonly editors: readonly string[];
  /** The text of the poll, question and options, one a line: a vote holds only hashes of the options. */
  readonly poll?: string | undefined;
}

/** The new text, or the chosen options one a line ('' = the vote was taken back); undefined if no key opens it. */
export function openEncrypted(act: EncryptedAct): string | undefined {
  for (const sender of plain(act.originalSenders)) {
    for (const editor of plain(act.editors)) {
      const plaintext = decrypt(act, sender, editor);
      if (plaintext !== undefined) return textIn(act, plaintext);
    }
  }
  return undefined;
}

/** Without device, each once. */
function plain(jids: readonly string[]): ReadonlySet<string> {
  return new Set(jids.map(jidNormalizedUser));
}

const labels = { edit: 'Message Edit', 'poll-vote': 'Poll Vote' } as const;
const tagBytes = 16;

/** A wrong key is what the tag is there to tell. */
function decrypt(act: EncryptedAct, sender: string, editor: string): Uint8Array | undefined {
  const context = `${act.originalId}${sender}${editor}${labels[act.of]}`;
  const key = new Uint8Array(hkdfSync('sha256', act.secret, new Uint8Array(32), context, 32));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, act.iv, { authTagLength: tagBytes });
    if (act.of === 'poll-vote') decipher.setAAD(Buffer.from(`${act.originalId}\0${editor}`));
    decipher.setAuthTag(act.payload.subarray(-tagBytes));
    return Buffer.concat([decipher.update(act.payload.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** What was sealed may still be no message. */
function textIn({ of, poll }: EncryptedAct, plaintext: Uint8Array): string | undefined {
  try {
    return of === 'edit' ? textOfEdit(plaintext) : chosenIn(plaintext, poll ?? '');
  } catch {
    return undefined;
  }
}

function textOfEdit(plaintext: Uint8Array): string | undefined {
  const message = proto.Message.decode(unwrap(plaintext).message);
  return editedText(message.protocolMessage?.editedMessage ?? message);
}

/** An option that is none of the poll's is named by the start of its hash. */
function chosenIn(plaintext: Uint8Array, poll: string): string {
  const names = new Map(poll.split('\n').map((option) => [sha256(option), option]));
  const hashes = proto.Message.PollVoteMessage.decode(plaintext).selectedOptions.map((hash) =>
    Buffer.from(hash).toString('hex'),
  );
  return hashes.map((hash) => names.get(hash) ?? `#${hash.slice(0, 8)}`).join('\n');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

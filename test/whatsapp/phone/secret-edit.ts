/**
 * Encrypted edits (WhatsApp since May 2026): the new text is sealed under a key that both sides derive from the
 * original message's secret. Written from the scheme alone, so that it and the connector's decryption prove each other.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';

/** Which message is edited, and by whom; JIDs without device, in the addressing the editor used. */
export interface EditOf {
  readonly id: string;
  /** The original's 32-byte `messageContextInfo.messageSecret`. */
  readonly secret: Uint8Array;
  readonly author: string;
  readonly editor: string;
}

const TAG_BYTES = 16;
const MESSAGE_EDIT = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;

/** `edited` is the whole protocol message of the edit; `key` names the original as the editor sees it. */
export function sealEdit(edit: EditOf, key: proto.IMessageKey, edited: proto.IMessage): proto.IMessage {
  const encIv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', editKey(edit), encIv);
  const plaintext = proto.Message.encode(edited).finish();
  const encPayload = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { secretEncryptedMessage: { targetMessageKey: key, encPayload, encIv, secretEncType: MESSAGE_EDIT } };
}

/** Throws when the payload was not sealed for this original, author and editor. */
export function openEdit(edit: EditOf, sealed: proto.Message.ISecretEncryptedMessage): proto.Message {
  const payload = Buffer.from(sealed.encPayload ?? []);
  const decipher = createDecipheriv('aes-256-gcm', editKey(edit), sealed.encIv ?? Buffer.alloc(12));
  decipher.setAuthTag(payload.subarray(-TAG_BYTES));
  return proto.Message.decode(Buffer.concat([decipher.update(payload.subarray(0, -TAG_BYTES)), decipher.final()]));
}

function editKey({ id, secret, author, editor }: EditOf): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(32), `${id}${author}${editor}Message Edit`, 32));
}

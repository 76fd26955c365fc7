/** What a phone remembers of messages it sent or received, to answer retries, quote, edit, vote and react. */
import type { proto } from '@whiskeysockets/baileys';
import type { Account } from '../server/types.ts';
import type { Chat } from './chat.ts';
import type { Outgoing } from './content.ts';

export interface Remembered {
  readonly id: string;
  readonly chat: Chat;
  readonly author: Account;
  readonly message: proto.IMessage;
  /** Unix seconds. */
  readonly at: number;
  /** What went out, for messages of this phone. */
  readonly outgoing?: Outgoing;
}

/** By message id; ids are random enough not to collide between authors. */
export type Memory = Map<string, Remembered>;

export function recall(memory: Memory, id: string): Remembered {
  const found = memory.get(id);
  if (found === undefined) throw new Error(`This phone has no message ${id}.`);
  return found;
}

/** The original's own 32 bytes, from which edits and votes derive their keys. */
export function secretOf({ id, message }: Remembered): Uint8Array {
  const secret = message.messageContextInfo?.messageSecret;
  if (secret === undefined || secret === null) throw new Error(`Message ${id} carries no secret.`);
  return secret;
}

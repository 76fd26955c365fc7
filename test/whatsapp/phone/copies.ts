/** One device's copy of a message: the session it needs, the plaintext it gets and the node that carries it. */
import { type BinaryNode, proto } from '@whiskeysockets/baileys';
import { deviceOf } from './chat.ts';
import type { Outgoing } from './content.ts';
import type { Line } from './line.ts';
import type { Ciphertext } from './signal.ts';

/** Opens a session with each device that has none; in prekey mode also where the last one was answered. */
export async function openSessions(line: Line, jids: readonly string[]): Promise<void> {
  const { signal, server } = line;
  const wanting = jids.filter((jid) => {
    const { name } = deviceOf(server, jid);
    return !signal.hasSession(name) || (line.prekeyMode() && !signal.awaitsAnswer(name));
  });
  if (wanting.length === 0) return;
  for (const [jid, bundle] of server.bundles(wanting)) await signal.openSession(deviceOf(server, jid).name, bundle);
}

export function encNode({ type, bytes }: Ciphertext, outgoing: Outgoing, count?: number): BinaryNode {
  return { tag: 'enc', attrs: { v: '2', type, ...encAttributes(outgoing, count) }, content: bytes };
}

export function encAttributes(outgoing: Outgoing, count?: number): Record<string, string> {
  return {
    ...(outgoing.mediaType === undefined ? {} : { mediatype: outgoing.mediaType }),
    ...(outgoing.hidden === true ? { 'decrypt-fail': 'hide' } : {}),
    ...(count === undefined ? {} : { count: String(count) }),
  };
}

export function plaintextOf({ plaintext }: Outgoing): Uint8Array {
  return plaintext instanceof Uint8Array ? plaintext : proto.Message.encode(plaintext).finish();
}

/** What our own companions get: the same message, wrapped with the chat it was sent to. */
export function deviceSent(destinationJid: string, { plaintext }: Outgoing): Uint8Array {
  if (plaintext instanceof Uint8Array) return plaintext;
  const { messageContextInfo = null } = plaintext;
  return proto.Message.encode({
    deviceSentMessage: { destinationJid, message: plaintext },
    ...(messageContextInfo === null ? {} : { messageContextInfo }),
  }).finish();
}

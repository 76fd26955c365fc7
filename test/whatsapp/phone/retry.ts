/** "Waiting for this message": asking a sender to send again, and sending again what another device could not open. */
import { type BinaryNode, extractE2ESessionFromRetryReceipt, getBinaryNodeChild } from '@whiskeysockets/baileys';
import { chatJid, deviceOf } from './chat.ts';
import type { Outgoing } from './content.ts';
import { deviceSent, encNode, openSessions, plaintextOf } from './copies.ts';
import type { Line } from './line.ts';
import { recall } from './memory.ts';

/** Answers a retry receipt: the same id again, for that device alone, in a fresh session. */
export async function resend(line: Line, receipt: BinaryNode): Promise<void> {
  const { id = '', from = '', participant = from } = receipt.attrs;
  const { chat, outgoing } = recall(line.memory, id);
  if (outgoing === undefined) return;
  const asking = deviceOf(line.server, participant);
  await freshSession(line, participant, receipt);
  const toOwn = asking.account === line.account;
  const destination = chatJid(line.account, chat);
  const plaintext = toOwn && chat.kind === 'person' ? deviceSent(destination, outgoing) : plaintextOf(outgoing);
  const count = Number(getBinaryNodeChild(receipt, 'retry')?.attrs['count'] ?? '1');
  const enc = encNode(await line.signal.encrypt(asking.name, plaintext), outgoing, count);
  line.server.submit(line.account, 0, {
    tag: 'message',
    attrs: { id, type: outgoing.type, ...editOf(outgoing), ...addressee() },
    content: [enc],
  });

  function addressee(): Record<string, string> {
    if (chat.kind === 'group') return { to: destination, participant, addressing_mode: chat.group.addressing };
    return toOwn
      ? { to: participant, recipient: destination, device_fanout: 'false' }
      : { to: participant, device_fanout: 'false' };
  }
}

function editOf({ edit }: Outgoing): Record<string, string> {
  return edit === undefined ? {} : { edit };
}

/** The bundle in the receipt if there is one, else the server's. */
async function freshSession(line: Line, jid: string, receipt: BinaryNode): Promise<void> {
  const { name } = deviceOf(line.server, jid);
  const offered = extractE2ESessionFromRetryReceipt(receipt);
  if (offered === null) {
    await line.signal.dropSession(name);
    return openSessions(line, [jid]);
  }
  const { registrationId, identityKey, signedPreKey, preKey } = offered;
  const bare = (key: Uint8Array) => key.subarray(1);
  await line.signal.openSession(name, {
    registrationId,
    identityKey: bare(identityKey),
    signedPreKey: {
      id: signedPreKey.keyId,
      public: bare(signedPreKey.publicKey),
      signature: signedPreKey.signature,
    },
    ...(preKey === undefined ? {} : { preKey: { id: preKey.keyId, public: bare(preKey.publicKey) } }),
  });
}

/** Asks the sender for a message that could not be opened; `count` is how often this id was asked for, from 1. */
export function askAgain(line: Line, message: BinaryNode, count: number): void {
  const { id = '', from = '', t = '0', participant, recipient } = message.attrs;
  const { keys } = line.signal;
  const preKey = keys.nextPreKey();
  line.server.submit(line.account, 0, {
    tag: 'receipt',
    attrs: {
      id,
      type: 'retry',
      to: from,
      ...(participant === undefined ? {} : { participant }),
      ...(recipient === undefined ? {} : { recipient }),
    },
    content: [
      { tag: 'retry', attrs: { count: String(count), id, t, v: '1', error: '0' } },
      { tag: 'registration', attrs: {}, content: bigEndian(keys.registrationId, 4) },
      {
        tag: 'keys',
        attrs: {},
        content: [
          { tag: 'type', attrs: {}, content: Buffer.from([5]) },
          { tag: 'identity', attrs: {}, content: keys.identityKey },
          ...(preKey === undefined ? [] : [keyNode('key', preKey)]),
          keyNode('skey', keys.signedPreKey),
        ],
      },
    ],
  });
}

function keyNode(
  tag: string,
  key: { readonly id: number; readonly public: Uint8Array; readonly signature?: Uint8Array },
): BinaryNode {
  const signature =
    key.signature === undefined ? [] : [{ tag: 'signature', attrs: {}, content: key.signature } satisfies BinaryNode];
  return {
    tag,
    attrs: {},
    content: [
      { tag: 'id', attrs: {}, content: bigEndian(key.id, 3) },
      { tag: 'value', attrs: {}, content: key.public },
      ...signature,
    ],
  };
}

function bigEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

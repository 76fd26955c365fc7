/** Sends one message: encrypted for each device of the receiver, and for our own companions as "sent by another device". */
import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from '@whiskeysockets/baileys';
import { addressingOf, type Chat, chatJid, deviceOf, jidOf } from './chat.ts';
import type { Outgoing } from './content.ts';
import { deviceSent, encNode, openSessions, plaintextOf } from './copies.ts';
import { groupContent } from './group.ts';
import type { Line } from './line.ts';

/** What is known of a message once the server has taken it. */
export interface Sent {
  readonly id: string;
  /** Unix seconds, from the server's ack. */
  readonly t: number;
  /** How each device's own copy was encrypted, by LID device JID; in a group, the copy that brings it the sender key. */
  readonly copies: ReadonlyMap<string, 'pkmsg' | 'msg'>;
}

/** Resolves at the server's ack; throws when the server refuses. */
export async function sendMessage(line: Line, chat: Chat, id: string, outgoing: Outgoing): Promise<Sent> {
  const content =
    chat.kind === 'group'
      ? await groupContent(line, chat.group, outgoing)
      : await personContent(line, chat, chat.account === line.account, outgoing);
  const ack = line.server.submit(line.account, 0, {
    tag: 'message',
    attrs: {
      to: chatJid(line.account, chat),
      id,
      type: outgoing.type,
      ...(outgoing.edit === undefined ? {} : { edit: outgoing.edit }),
      ...(chat.kind === 'group' ? { addressing_mode: chat.group.addressing } : {}),
    },
    content: [...content, ...pollNode(outgoing)],
  });
  if (ack.attrs['error'] !== undefined) throw new Error(`The server refused the message: ${ack.attrs['error']}.`);
  return { id, t: Number(ack.attrs['t']), copies: copiesIn(line, content) };
}

function copiesIn(line: Line, content: readonly BinaryNode[]): Sent['copies'] {
  const copies = new Map<string, 'pkmsg' | 'msg'>();
  for (const participants of content) {
    for (const to of getBinaryNodeChildren(participants, 'to')) {
      const type = getBinaryNodeChild(to, 'enc')?.attrs['type'];
      if (type === 'pkmsg' || type === 'msg') copies.set(deviceOf(line.server, to.attrs['jid'] ?? '').name, type);
    }
  }
  return copies;
}

async function personContent(line: Line, chat: Chat, toOurselves: boolean, outgoing: Outgoing): Promise<BinaryNode[]> {
  const to = chatJid(line.account, chat);
  const own = line.server
    .devicesOf(jidOf(line.account, addressingOf(line.account, chat)))
    .filter((jid) => deviceOf(line.server, jid).number !== 0);
  const theirs = toOurselves ? [] : line.server.devicesOf(to);
  await openSessions(line, [...theirs, ...own]);
  const nodes: BinaryNode[] = [];
  for (const jid of theirs) nodes.push(...(await copyFor(line, jid, plaintextOf(outgoing), outgoing)));
  for (const jid of own) nodes.push(...(await copyFor(line, jid, deviceSent(to, outgoing), outgoing)));
  return [{ tag: 'participants', attrs: {}, content: nodes }];
}

/** One device's copy. A view-once goes to phones only; companions are told that there is something to see there. */
async function copyFor(line: Line, jid: string, plaintext: Uint8Array, outgoing: Outgoing): Promise<BinaryNode[]> {
  const { name, number } = deviceOf(line.server, jid);
  if (number !== 0 && outgoing.companions !== undefined) {
    const content: BinaryNode[] =
      outgoing.companions === 'view-once' ? [{ tag: 'unavailable', attrs: { type: 'view_once' } }] : [];
    return [{ tag: 'to', attrs: { jid }, content }];
  }
  if (!line.signal.hasSession(name)) return [];
  const ciphertext = await line.signal.encrypt(name, plaintext);
  return [{ tag: 'to', attrs: { jid }, content: [encNode(ciphertext, outgoing)] }];
}

function pollNode({ pollType }: Outgoing): BinaryNode[] {
  return pollType === undefined ? [] : [{ tag: 'meta', attrs: { polltype: pollType } }];
}

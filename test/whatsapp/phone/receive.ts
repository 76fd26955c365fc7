/** Takes what the server hands over: opens messages, answers receipts and keeps everything for the test to look at. */
import { type BinaryNode, getBinaryNodeChildren, proto } from '@whiskeysockets/baileys';
import { type Chat, type DeviceRef, deviceOf } from './chat.ts';
import { answerFileRequest, keepFile } from './file-again.ts';
import { askGroup } from './group.ts';
import type { Line } from './line.ts';
import type { Mailbox, Received } from './mailbox.ts';
import { answerPeer } from './peer.ts';
import { readMessage } from './read.ts';
import { askAgain, resend } from './retry.ts';

export async function receive(line: Line, mailbox: Mailbox, stanza: BinaryNode): Promise<void> {
  switch (stanza.tag) {
    case 'message':
      return receiveMessage(line, mailbox, stanza);
    case 'receipt':
      await receiveReceipt(line, mailbox, stanza);
      return acknowledgeStanza(line, stanza);
    case 'call':
      mailbox.calls.add(stanza);
      return acknowledgeStanza(line, stanza);
    default:
      return acknowledgeStanza(line, stanza);
  }
}

async function receiveMessage(line: Line, mailbox: Mailbox, stanza: BinaryNode): Promise<void> {
  const { id = '', from = '', participant = from, category } = stanza.attrs;
  const sender = deviceOf(line.server, participant);
  let opened: Opened;
  try {
    opened = await openStanza(line, stanza, sender);
  } catch (error) {
    const nth = mailbox.unopened.all.filter((one) => one.id === id).length + 1;
    mailbox.unopened.add({ id, nth, problem: error instanceof Error ? error.message : String(error) });
    askAgain(line, stanza, nth);
    return;
  }
  if (category === 'peer') {
    mailbox.acknowledge(receiptFor(line, stanza, sender, 'peer_msg'));
    return answerPeer(line, sender, id, opened.message);
  }
  const fromMe = sender.account === line.account;
  mailbox.acknowledge(receiptFor(line, stanza, sender, fromMe ? 'sender' : undefined));
  if (mailbox.inbox.all.some((one) => one.id === id && one.author === sender.account)) return;
  const chat = chatOfStanza(line, stanza, sender);
  const at = Number(stanza.attrs['t']);
  line.memory.set(id, { id, chat, author: sender.account, message: opened.message, at });
  const reading = readMessage(opened.message, sender.account, line.memory);
  if (reading.said.kind === 'file' && line.keepsFiles()) await keepFile(line, reading.said);
  mailbox.inbox.add({
    ...reading,
    ...opened,
    id,
    chat,
    author: sender.account,
    device: sender.number,
    fromMe,
    at,
  });
}

interface Opened {
  readonly message: proto.IMessage;
  readonly encryption: Received['encryption'];
}

/** Opens every part of the stanza: a group's first message brings the sender key and the message itself. */
async function openStanza(line: Line, stanza: BinaryNode, sender: DeviceRef): Promise<Opened> {
  let message: proto.IMessage = {};
  let encryption: Received['encryption'] = 'msg';
  for (const { attrs, content } of getBinaryNodeChildren(stanza, 'enc')) {
    if (!(content instanceof Uint8Array)) continue;
    const type = attrs['type'] === 'pkmsg' || attrs['type'] === 'skmsg' ? attrs['type'] : 'msg';
    const group = stanza.attrs['from'] ?? '';
    const plaintext =
      type === 'skmsg'
        ? await line.signal.decryptFromGroup(group, sender.name, content)
        : await line.signal.decrypt(sender.name, { type, bytes: content });
    const decoded = proto.Message.decode(plaintext);
    const part = decoded.deviceSentMessage?.message ?? decoded;
    const key = part.senderKeyDistributionMessage?.axolotlSenderKeyDistributionMessage;
    if (key) await line.signal.acceptDistribution(group, sender.name, key);
    message = { ...message, ...part };
    encryption = type;
  }
  return { message, encryption };
}

function chatOfStanza(line: Line, { attrs }: BinaryNode, sender: DeviceRef): Chat {
  const { from = '', recipient } = attrs;
  if (from.endsWith('@g.us')) return { kind: 'group', group: askGroup(line, from) };
  const other = recipient === undefined ? sender : deviceOf(line.server, recipient);
  return { kind: 'person', account: other.account };
}

/** Addressed as Baileys' own clients do. */
function receiptFor(line: Line, stanza: BinaryNode, sender: DeviceRef, type: 'sender' | 'peer_msg' | undefined) {
  const { id = '', from = '', participant, recipient } = stanza.attrs;
  const fromMe = sender.account === line.account;
  return {
    tag: 'receipt',
    attrs: {
      id,
      to: from,
      ...(type === undefined ? {} : { type }),
      ...(participant === undefined ? {} : { participant }),
      ...(fromMe && recipient !== undefined ? { recipient } : {}),
    },
  } satisfies BinaryNode;
}

async function receiveReceipt(line: Line, mailbox: Mailbox, stanza: BinaryNode): Promise<void> {
  const { id = '', from = '', participant = from, type = 'delivery' } = stanza.attrs;
  const { account, number, name } = deviceOf(line.server, participant);
  const listed = getBinaryNodeChildren(stanza, 'list').flatMap((list) => getBinaryNodeChildren(list, 'item'));
  for (const each of [id, ...listed.map(({ attrs }) => attrs['id'] ?? '')]) {
    mailbox.receipts.add({ id: each, from: account, device: number, type });
  }
  if (type === 'server-error') return answerFileRequest(line, stanza);
  const again = `${id} ${name}`;
  if (type !== 'retry' || !mailbox.answersRetries || mailbox.resent.has(again)) return;
  mailbox.resent.add(again);
  await resend(line, stanza);
}

function acknowledgeStanza(line: Line, { tag, attrs }: BinaryNode): void {
  const { id = '', from = '', type, participant } = attrs;
  line.server.submit(line.account, 0, {
    tag: 'ack',
    attrs: {
      id,
      to: from,
      class: tag,
      ...(type === undefined ? {} : { type }),
      ...(participant === undefined ? {} : { participant }),
    },
  });
}

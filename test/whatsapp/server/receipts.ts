/** Takes receipts and acknowledgements: the server forgets what was received, and tells the senders. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type DeviceState, type Directory, jidOf } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import type { GroupState, Groups } from './groups.ts';
import type { WritableLedger } from './ledger.ts';
import { child, children, stanza } from './stanza.ts';

export interface ReceiptParts {
  readonly directory: Directory;
  readonly groups: Groups;
  readonly delivery: Delivery;
  readonly ledger: WritableLedger;
  readonly now: () => number;
}

/** Receipts between an account's own devices. */
const amongOwn = ['sender', 'peer_msg', 'hist_sync'];

export function takeReceipt(parts: ReceiptParts, reader: DeviceState, receipt: BinaryNode): BinaryNode {
  const { id = '', to = '', type, participant } = receipt.attrs;
  let author: DeviceState | undefined;
  for (const received of [id, ...children(child(receipt, 'list'), 'item').map((item) => item.attrs['id'] ?? '')]) {
    const forgotten = reader.waiting.settle({ tag: 'message', id: received, from: to, participant });
    const { participant: member, from = '' } = forgotten?.attrs ?? {};
    author ??= parts.directory.deviceOf(member ?? from);
    if (type === 'retry') reader.retried.add(received);
    parts.ledger.write({ kind: 'acknowledged', id: received, device: reader.pn, receipt: type ?? 'delivery' });
  }
  const shown = { id, t: String(parts.now()), type: type === 'inactive' ? undefined : type };
  for (const [device, named] of addressees(parts, reader, receipt, author)) {
    if (device === undefined || device === reader) continue;
    parts.delivery.deliver(device, stanza('receipt', { ...named, ...shown }, receipt.content));
  }
  return stanza('ack', { class: 'receipt', id, from: to, type, participant });
}

/** A device that is told, and how the reader is named to it. */
type Addressee = readonly [DeviceState | undefined, Readonly<Record<string, string | undefined>>];

function addressees(
  parts: ReceiptParts,
  reader: DeviceState,
  { attrs }: BinaryNode,
  author: DeviceState | undefined,
): readonly Addressee[] {
  const { to = '', type = '', recipient } = attrs;
  const group = parts.groups.find(to);
  if (group !== undefined) return inGroup(parts.directory, group, reader, attrs);
  if (amongOwn.includes(type) || recipient !== undefined) {
    const sender = author ?? parts.directory.deviceOf(to) ?? reader.account.devices.get(0);
    return [[sender, { from: reader.pn, recipient }]];
  }
  return inChat(parts.directory, reader, to, type);
}

/** A member's receipt goes to all devices of the author; a retry, to the device that can send again. */
function inGroup(
  directory: Directory,
  group: GroupState,
  reader: DeviceState,
  { type = '', participant = '' }: BinaryNode['attrs'],
): readonly Addressee[] {
  const named = { from: group.jid, participant: jidOf(reader.account, group.addressing, reader.id) };
  if (type === 'retry' || type === 'sender') return [[directory.deviceOf(participant), named]];
  return [...(directory.accountOf(participant)?.devices.values() ?? [])].map((device) => [device, named]);
}

/** The partner learns that it was delivered or read; the reader's other devices, that it was read. */
function inChat(directory: Directory, reader: DeviceState, to: string, type: string): readonly Addressee[] {
  const partner = directory.accountOf(to);
  if (partner === undefined) return [];
  const named = { from: jidOf(reader.account, reader.account.addressing, reader.id) };
  if (type === 'retry') return [[directory.deviceOf(to), named]];
  const own = { from: reader.pn, recipient: jidOf(partner, partner.addressing) };
  const told = type === 'read-self' ? [] : [...partner.devices.values()];
  const siblings = type.startsWith('read') ? [...reader.account.devices.values()] : [];
  return [...told.map((device): Addressee => [device, named]), ...siblings.map((device): Addressee => [device, own])];
}

/** `ack` from a device: it has the stanza, or with `error` refuses it; either way the server forgets it. */
export function takeAck(parts: Pick<ReceiptParts, 'ledger'>, device: DeviceState, ack: BinaryNode): void {
  const { id = '', class: tag = '', to, participant, error } = ack.attrs;
  if (tag === 'message' && error !== undefined) {
    parts.ledger.write({ kind: 'nacked', id, device: device.pn, error });
    if (device.retried.delete(id)) return;
  }
  device.waiting.settle({ tag, id, from: to, participant });
}

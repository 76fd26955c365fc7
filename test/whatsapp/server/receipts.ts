/** Takes receipts and acknowledgements: the server forgets what was received, and tells the senders. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type DeviceState, type Directory, jidOf } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import type { Groups } from './groups.ts';
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
  for (const [device, attrs] of addressees(parts, reader, receipt, author)) {
    const shown = type === 'inactive' ? undefined : type;
    parts.delivery.deliver(
      device,
      stanza('receipt', { ...attrs, id, t: String(parts.now()), type: shown }, receipt.content),
    );
  }
  return stanza('ack', { class: 'receipt', id, from: to, type, participant });
}

/** Who is told, and how the reader is named to them. */
function addressees(
  { directory, groups }: ReceiptParts,
  reader: DeviceState,
  { attrs }: BinaryNode,
  author: DeviceState | undefined,
): ReadonlyArray<readonly [DeviceState, Record<string, string | undefined>]> {
  const { to = '', type = '', participant, recipient } = attrs;
  const group = groups.find(to);
  if (group !== undefined) {
    const who = { from: group.jid, participant: jidOf(reader.account, group.addressing, reader.id) };
    const writer = directory.accountOf(participant ?? '');
    const asked = directory.deviceOf(participant ?? '');
    const told = type === 'retry' || type === 'sender' ? [asked] : [...(writer?.devices.values() ?? [])];
    return told.flatMap((device) => (device === undefined || device === reader ? [] : [[device, who] as const]));
  }
  if (amongOwn.includes(type) || recipient !== undefined) {
    const asked = author ?? directory.deviceOf(to) ?? reader.account.devices.get(0);
    return asked === undefined || asked === reader ? [] : [[asked, { from: reader.pn, recipient }]];
  }
  const account = directory.accountOf(to);
  const who = { from: jidOf(reader.account, reader.account.addressing, reader.id) };
  const asked = directory.deviceOf(to);
  const told = type === 'retry' ? [asked] : type === 'read-self' ? [] : [...(account?.devices.values() ?? [])];
  const siblings = type.startsWith('read') ? [...reader.account.devices.values()] : [];
  return [
    ...told.flatMap((device) => (device === undefined ? [] : [[device, who] as const])),
    ...siblings.flatMap((device) =>
      device === reader || account === undefined
        ? []
        : [[device, { from: reader.pn, recipient: jidOf(account, account.addressing) }] as const],
    ),
  ];
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

/** A file that is gone from the media host: the companion asks its phone, the phone answers; the server only passes on. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { DeviceState, Directory } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import { stanza } from './stanza.ts';

export interface MediaRetryParts {
  readonly directory: Directory;
  readonly delivery: Delivery;
  readonly now: () => number;
}

/** A companion's `server-error` receipt, for its account's phone; while the phone is away it waits there. */
export function takeMediaRequest(
  { delivery, now }: MediaRetryParts,
  companion: DeviceState,
  receipt: BinaryNode,
): BinaryNode {
  const { id = '', to = '', type } = receipt.attrs;
  const phone = companion.account.devices.get(0);
  const attrs = { id, from: companion.pn, type, t: String(now()) };
  if (phone !== undefined) delivery.deliver(phone, stanza('receipt', attrs, receipt.content));
  return stanza('ack', { class: 'receipt', id, from: to, type });
}

/** The phone's `mediaretry` notification, for the companion named in `to`. */
export function takeMediaAnswer(
  { directory, delivery, now }: MediaRetryParts,
  phone: DeviceState,
  notification: BinaryNode,
): BinaryNode {
  const { id = '', to = '', type } = notification.attrs;
  const companion = directory.deviceOf(to);
  const attrs = { id, from: phone.account.pn, type, t: String(now()) };
  if (companion?.account === phone.account) {
    delivery.deliver(companion, stanza('notification', attrs, notification.content));
  }
  return stanza('ack', { class: 'notification', id, from: to, type });
}

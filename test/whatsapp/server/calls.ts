/** Passes calls on: offers, acceptances, endings. Only the signalling; no sound goes through this server. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type DeviceState, type Directory, jidOf } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import { children, stanza } from './stanza.ts';

export interface CallParts {
  readonly directory: Directory;
  readonly delivery: Delivery;
  readonly now: () => number;
}

/** A call rings on every device of the person called. */
export function takeCall({ directory, delivery, now }: CallParts, caller: DeviceState, call: BinaryNode): BinaryNode {
  const { id = '', to = '' } = call.attrs;
  const { account } = caller;
  const from = jidOf(account, account.addressing, caller.id);
  const content = children(call).map((step) =>
    stanza(
      step.tag,
      { ...step.attrs, 'call-creator': step.attrs['call-creator'] ?? from, caller_pn: account.pn },
      step.content,
    ),
  );
  for (const device of directory.accountOf(to)?.devices.values() ?? []) {
    delivery.deliver(device, stanza('call', { id, from, t: String(now()), notify: account.name }, content));
  }
  return stanza('ack', { class: 'call', id, from: to, type: children(call)[0]?.tag });
}

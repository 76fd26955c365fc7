/** Takes a message from a device and hands each recipient device its own ciphertext. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { AccountState, DeviceState, Directory } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import { copiesForGroup, copiesForPerson } from './fan-out.ts';
import type { FaultState } from './faults.ts';
import type { GroupState, Groups } from './groups.ts';
import type { WritableLedger } from './ledger.ts';
import { stanza } from './stanza.ts';

export interface RelayParts {
  readonly directory: Directory;
  readonly groups: Groups;
  readonly delivery: Delivery;
  readonly faults: FaultState;
  readonly ledger: WritableLedger;
  readonly now: () => number;
}

/** The answer for the sender and, to be done after it was given, the hand-over to the recipients. */
export interface Taken {
  readonly ack: BinaryNode;
  dispatch(): void;
}

const notOnWhatsApp = 404;
const notInTheGroup = 403;

export function takeMessage(parts: RelayParts, sender: DeviceState, message: BinaryNode): Taken {
  const { directory, groups, delivery, faults, ledger, now } = parts;
  const { id = '', to = '' } = message.attrs;
  const group = groups.find(to);
  const recipient = directory.accountOf(to);
  const t = String(now());
  const ack = (error?: number): BinaryNode =>
    stanza('ack', { class: 'message', id, from: to, t, error: error === undefined ? undefined : String(error) });

  const refused = faults.takeAckError(sender, recipient) ?? notReachable(sender.account, recipient, group);
  if (refused !== undefined) {
    ledger.write({ kind: 'refused', id, device: sender.pn, error: refused });
    return { ack: ack(refused), dispatch: () => undefined };
  }
  ledger.write({ kind: 'taken', id, device: sender.pn, to });
  const copies =
    group === undefined
      ? copiesForPerson(directory, sender, message, t)
      : copiesForGroup(directory, group, sender, message, t);
  if (recipient !== undefined) introduce(sender.account, recipient);
  return {
    ack: ack(),
    dispatch: () => {
      for (const { device, message: copy } of copies) delivery.deliver(device, copy);
    },
  };
}

/** The error for a message to nobody, or to a group that the sender is not in. */
function notReachable(
  sender: AccountState,
  recipient: AccountState | undefined,
  group: GroupState | undefined,
): number | undefined {
  if (group !== undefined) return group.accounts.includes(sender) ? undefined : notInTheGroup;
  return recipient === undefined ? notOnWhatsApp : undefined;
}

function introduce(one: AccountState, other: AccountState): void {
  if (one === other) return;
  one.acquaintances.add(other);
  other.acquaintances.add(one);
}

/** Takes a message from a device and hands each recipient device its own ciphertext. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type AccountState, type DeviceState, type Directory, jidOf, nameBeside } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import type { FaultState } from './faults.ts';
import type { GroupState, Groups } from './groups.ts';
import type { WritableLedger } from './ledger.ts';
import { child, children, stanza } from './stanza.ts';

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

/** A stanza for one device. */
interface Outgoing {
  readonly device: DeviceState;
  readonly message: BinaryNode;
}

const notOnWhatsApp = 404;
const notInTheGroup = 403;
/** What the server passes on of what a sender puts beside the ciphertexts. */
const passedOn = ['device-identity', 'meta'];
/** Attributes of a message that its recipients see as they were sent. */
const passedAttributes = ['edit', 'category', 'push_priority', 'expiration'];

export function takeMessage(parts: RelayParts, sender: DeviceState, message: BinaryNode): Taken {
  const { directory, groups, delivery, faults, ledger, now } = parts;
  const { id = '', to = '' } = message.attrs;
  const group = groups.find(to);
  const recipient = directory.accountOf(to);
  const t = String(now());
  const ack = (error?: number): BinaryNode =>
    stanza('ack', { class: 'message', id, from: to, t, error: error === undefined ? undefined : String(error) });

  const stranger = group === undefined ? recipient === undefined : !group.accounts.includes(sender.account);
  const refused =
    faults.takeAckError(sender, recipient) ??
    (stranger ? (group === undefined ? notOnWhatsApp : notInTheGroup) : undefined);
  if (refused !== undefined) {
    ledger.write({ kind: 'refused', id, device: sender.pn, error: refused });
    return { ack: ack(refused), dispatch: () => undefined };
  }
  ledger.write({ kind: 'taken', id, device: sender.pn, to });
  const outgoing =
    group === undefined ? toPerson(directory, sender, message, t) : toGroup(directory, group, sender, message, t);
  if (recipient !== undefined) introduce(sender.account, recipient);
  return {
    ack: ack(),
    dispatch: () => {
      for (const { device, message: copy } of outgoing) delivery.deliver(device, copy);
    },
  };
}

function toPerson(directory: Directory, sender: DeviceState, message: BinaryNode, t: string): readonly Outgoing[] {
  const { to = '', recipient } = message.attrs;
  const chat = directory.accountOf(recipient ?? to);
  const copies =
    child(message, 'participants') === undefined
      ? [{ device: directory.deviceOf(to), content: children(message, 'enc') }]
      : perDevice(directory, message);
  return copies.flatMap(({ device, content }) => {
    if (device === undefined || chat === undefined) return [];
    const own = device.account === sender.account;
    const attrs = own ? fromOwn(sender, chat, message) : fromOther(sender);
    return [
      {
        device,
        message: stanza('message', { ...common(message, t), ...attrs }, [...content, ...passedContent(message)]),
      },
    ];
  });
}

/** In a group everybody gets the one ciphertext, and who needs it the sender key before it. */
function toGroup(
  directory: Directory,
  group: GroupState,
  sender: DeviceState,
  message: BinaryNode,
  t: string,
): readonly Outgoing[] {
  const { account } = sender;
  const beside = nameBeside(account, group.addressing);
  const attrs = {
    ...common(message, t),
    from: group.jid,
    participant: jidOf(account, group.addressing, sender.id),
    [group.addressing === 'lid' ? 'participant_pn' : 'participant_lid']: beside,
    addressing_mode: group.addressing,
    notify: account.name,
  };
  const everybody = children(message, 'enc');
  const keys = new Map(perDevice(directory, message).map(({ device, content }) => [device, content]));
  const only = message.attrs['participant'];
  const devices =
    only === undefined
      ? group.accounts.flatMap((member) => [...member.devices.values()]).filter((device) => device !== sender)
      : [directory.deviceOf(only)].filter((device) => device !== undefined);
  return devices.map((device) => ({
    device,
    message: stanza('message', attrs, [...(keys.get(device) ?? []), ...everybody, ...passedContent(message)]),
  }));
}

function perDevice(directory: Directory, message: BinaryNode) {
  return children(child(message, 'participants'), 'to').map((to) => ({
    device: directory.deviceOf(to.attrs['jid'] ?? ''),
    content: children(to),
  }));
}

function passedContent(message: BinaryNode): readonly BinaryNode[] {
  return children(message).filter(({ tag }) => passedOn.includes(tag));
}

function common({ attrs }: BinaryNode, t: string): Record<string, string | undefined> {
  const passed = passedAttributes.map((name) => [name, attrs[name]]);
  return { id: attrs['id'], type: attrs['type'], t, ...Object.fromEntries(passed) };
}

/** What another person's device sees: the sender in its addressing, and its other name beside it. */
function fromOther({ account, id }: DeviceState): Record<string, string | undefined> {
  return {
    from: jidOf(account, account.addressing, id),
    [account.addressing === 'lid' ? 'sender_pn' : 'sender_lid']: nameBeside(account, account.addressing),
    addressing_mode: account.addressing,
    notify: account.name,
  };
}

/** What the sender's other devices see. Never `sender_lid`: a companion would take it for the chat partner's. */
function fromOwn(sender: DeviceState, chat: AccountState, message: BinaryNode): Record<string, string | undefined> {
  const { account, id } = sender;
  if (message.attrs['category'] === 'peer') return { from: jidOf(account, 'pn', id) };
  return {
    from: jidOf(account, chat.addressing, id),
    recipient: jidOf(chat, chat.addressing),
    [chat.addressing === 'lid' ? 'peer_recipient_pn' : 'peer_recipient_lid']: nameBeside(chat, chat.addressing),
    addressing_mode: chat.addressing,
  };
}

function introduce(one: AccountState, other: AccountState): void {
  if (one === other) return;
  one.acquaintances.add(other);
  other.acquaintances.add(one);
}

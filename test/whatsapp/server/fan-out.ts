/** Makes of one message the copies that its recipients' devices see: how the sender is named, what is passed on. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type AccountState, type DeviceState, type Directory, jidOf, nameBeside } from './accounts.ts';
import type { GroupState } from './groups.ts';
import { child, children, stanza } from './stanza.ts';

export interface Copy {
  readonly device: DeviceState;
  readonly message: BinaryNode;
}

/** What the server passes on of what a sender puts beside the ciphertexts. */
const passedOn = ['device-identity', 'meta'];
/** Attributes of a message that its recipients see as they were sent. */
const passedAttributes = ['edit', 'category', 'push_priority', 'expiration'];

/** Each device its own ciphertext; a stanza without a list of participants is for the one device it names. */
export function copiesForPerson(
  directory: Directory,
  sender: DeviceState,
  message: BinaryNode,
  t: string,
): readonly Copy[] {
  const { to = '', recipient } = message.attrs;
  const chat = directory.accountOf(recipient ?? to);
  const perRecipient =
    child(message, 'participants') === undefined
      ? [{ device: directory.deviceOf(to), content: children(message, 'enc') }]
      : perDevice(directory, message);
  return perRecipient.flatMap(({ device, content }) => {
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
export function copiesForGroup(
  directory: Directory,
  group: GroupState,
  sender: DeviceState,
  message: BinaryNode,
  t: string,
): readonly Copy[] {
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

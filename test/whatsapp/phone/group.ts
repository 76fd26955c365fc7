/** Group messages: encrypted once with our sender key, which newcomers get in a message of their own inside the stanza. */
import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren, proto } from '@whiskeysockets/baileys';
import type { Account } from '../server/types.ts';
import { deviceOf, type GroupView, jidOf } from './chat.ts';
import type { Outgoing } from './content.ts';
import { encAttributes, encNode, openSessions, plaintextOf } from './copies.ts';
import type { Line } from './line.ts';

/** The stanza's content: the sender key for devices that lack it, then the message itself. */
export async function groupContent(line: Line, group: GroupView, outgoing: Outgoing): Promise<BinaryNode[]> {
  const devices = group.members
    .flatMap((member) => line.server.devicesOf(jidOf(member, group.addressing)))
    .filter((jid) => deviceOf(line.server, jid).name !== line.account.lid);
  const holders = holdersOf(line, group);
  const newcomers = devices.filter((jid) => !holders.has(deviceOf(line.server, jid).name));
  await openSessions(line, newcomers);
  const { bytes, distribution } = await line.signal.encryptForGroup(group.jid, plaintextOf(outgoing));

  const keys: BinaryNode[] = [];
  for (const jid of newcomers) {
    const { name } = deviceOf(line.server, jid);
    if (!line.signal.hasSession(name)) continue;
    const enc = encNode(await line.signal.encrypt(name, distributionMessage(group.jid, distribution)), outgoing);
    keys.push({ tag: 'to', attrs: { jid }, content: [enc] });
    holders.add(name);
  }
  const message = { tag: 'enc', attrs: { v: '2', type: 'skmsg', ...encAttributes(outgoing) }, content: bytes };
  return keys.length === 0 ? [message] : [{ tag: 'participants', attrs: {}, content: keys }, message];
}

/** Who holds our key. A member who left must not read on, so a departure renews the key for everybody. */
function holdersOf(line: Line, group: GroupView): Set<string> {
  const holders = line.keyHolders.get(group.jid) ?? new Set<string>();
  line.keyHolders.set(group.jid, holders);
  const isMember = (account: Account) => group.members.includes(account);
  if ([...holders].some((name) => !isMember(deviceOf(line.server, name).account))) {
    line.signal.renewSenderKey(group.jid);
    holders.clear();
  }
  if (line.prekeyMode()) holders.clear();
  return holders;
}

function distributionMessage(groupId: string, distribution: Uint8Array): Uint8Array {
  return proto.Message.encode({
    senderKeyDistributionMessage: { groupId, axolotlSenderKeyDistributionMessage: distribution },
  }).finish();
}

/** Asks the server who is in a group, as a phone does for one it was added to. */
export function askGroup(line: Line, jid: string): GroupView {
  const answer = line.server.query(line.account, 0, {
    tag: 'iq',
    attrs: { id: `group-${jid}`, to: jid, type: 'get', xmlns: 'w:g2' },
    content: [{ tag: 'query', attrs: { request: 'interactive' } }],
  });
  const group = getBinaryNodeChild(answer, 'group');
  const participants = getBinaryNodeChildren(group, 'participant');
  return {
    jid,
    addressing: group?.attrs['addressing_mode'] === 'lid' ? 'lid' : 'pn',
    members: participants.map(({ attrs }) => deviceOf(line.server, attrs['jid'] ?? '').account),
  };
}

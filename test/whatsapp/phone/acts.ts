/** What a person does besides writing: edit, revoke, react, vote, let messages disappear. */
import { proto } from '@whiskeysockets/baileys';
import { addressingOf, chatJid, jidOf } from './chat.ts';
import type { Outgoing } from './content.ts';
import type { Line } from './line.ts';
import { type Remembered, secretOf } from './memory.ts';
import { sealVote } from './poll.ts';
import { sealEdit } from './secret-edit.ts';

/** `old`: a protocol message with the new text in it; `secret`: sealed under the original's secret, as phones do now. */
export type EditStyle = 'old' | 'secret';

const { EPHEMERAL_SETTING, MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;

/** `at` is Unix seconds, as the editor's clock has it. */
export function edit(line: Line, original: Remembered, text: string, style: EditStyle, at: number): Outgoing {
  const key = keyOf(line, original);
  const edited: proto.IMessage = {
    protocolMessage: { key, type: MESSAGE_EDIT, editedMessage: { conversation: text }, timestampMs: at * 1000 },
  };
  if (style === 'old') return { plaintext: edited, type: 'text', edit: '1' };
  const editor = jidOf(line.account, addressingOf(line.account, original.chat));
  const sealed = sealEdit({ id: original.id, secret: secretOf(original), author: editor, editor }, key, edited);
  return { plaintext: sealed, type: 'text', edit: '1' };
}

/** Deletes for everyone; in a group its admin may delete another's message. */
export function revoke(line: Line, original: Remembered): Outgoing {
  const plaintext = { protocolMessage: { key: keyOf(line, original), type: REVOKE } };
  return { plaintext, type: 'text', edit: original.author === line.account ? '7' : '8' };
}

/** An empty emoji takes the reaction back. */
export function react(line: Line, original: Remembered, emoji: string, at: number): Outgoing {
  const reactionMessage = { key: keyOf(line, original), text: emoji, senderTimestampMs: at * 1000 };
  return { plaintext: { reactionMessage }, type: 'reaction', hidden: true };
}

/** `options` are the chosen ones, as the poll words them; none takes the vote back. */
export function vote(line: Line, poll: Remembered, options: readonly string[], at: number): Outgoing {
  const addressing = addressingOf(line.account, poll.chat);
  const sealed = sealVote(
    {
      id: poll.id,
      secret: secretOf(poll),
      author: jidOf(poll.author, addressing),
      voter: jidOf(line.account, addressing),
    },
    options,
  );
  const pollUpdateMessage = {
    pollCreationMessageKey: keyOf(line, poll),
    vote: sealed,
    senderTimestampMs: at * 1000,
  };
  return { plaintext: { pollUpdateMessage }, type: 'poll', pollType: 'vote' };
}

/** Changes after how many seconds the chat's messages disappear. */
export function disappear(seconds: number): Outgoing {
  return {
    plaintext: { protocolMessage: { type: EPHEMERAL_SETTING, ephemeralExpiration: seconds } },
    type: 'text',
  };
}

/** How this phone names a message to others. */
function keyOf(line: Line, { id, chat, author }: Remembered): proto.IMessageKey {
  const fromMe = author === line.account;
  const participant = chat.kind === 'group' && !fromMe ? { participant: jidOf(author, chat.group.addressing) } : {};
  return { remoteJid: chatJid(line.account, chat), fromMe, id, ...participant };
}

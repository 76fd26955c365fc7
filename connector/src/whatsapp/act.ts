/** Messages that do something: to another message (edit, revoke, reaction, vote), or to the chat's settings. */
import { proto } from '@whiskeysockets/baileys';
import type { Content, Target } from '../content.ts';
import { editedText } from './edited-text.ts';
import { ownTarget, targetOf, type View } from './target.ts';

/** Undefined if the message does nothing of the sort, or not in a way that we can read. */
export function actIn(message: proto.IMessage, view: View): Content | undefined {
  const { protocolMessage, reactionMessage, pollUpdateMessage, secretEncryptedMessage } = message;
  if (protocolMessage) return protocolAct(protocolMessage, view);
  if (reactionMessage) {
    const target = targetOf(view, reactionMessage.key);
    return target && { kind: 'reaction', target, emoji: reactionMessage.text ?? '' };
  }
  if (pollUpdateMessage) {
    const { pollCreationMessageKey, vote } = pollUpdateMessage;
    return encrypted('poll-vote', targetOf(view, pollCreationMessageKey), vote);
  }
  if (secretEncryptedMessage?.secretEncType === proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT) {
    return encrypted('edit', ownTarget(view, secretEncryptedMessage.targetMessageKey), secretEncryptedMessage);
  }
  return undefined;
}

const { Type } = proto.Message.ProtocolMessage;

/** Traffic between devices about keys, history, settings of one phone, bots: nobody wrote it to anybody. */
const upkeep: ReadonlySet<number> = new Set([
  Type.EPHEMERAL_SYNC_RESPONSE,
  Type.HISTORY_SYNC_NOTIFICATION,
  Type.APP_STATE_SYNC_KEY_SHARE,
  Type.APP_STATE_SYNC_KEY_REQUEST,
  Type.MSG_FANOUT_BACKFILL_REQUEST,
  Type.INITIAL_SECURITY_NOTIFICATION_SETTING_SYNC,
  Type.APP_STATE_FATAL_EXCEPTION_NOTIFICATION,
  Type.SHARE_PHONE_NUMBER,
  Type.PEER_DATA_OPERATION_REQUEST_MESSAGE,
  Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
  Type.REQUEST_WELCOME_MESSAGE,
  Type.BOT_FEEDBACK_MESSAGE,
  Type.MEDIA_NOTIFY_MESSAGE,
  Type.CLOUD_API_THREAD_CONTROL_NOTIFICATION,
  Type.LID_MIGRATION_MAPPING_SYNC,
  Type.REMINDER_MESSAGE,
  Type.BOT_MEMU_ONBOARDING_MESSAGE,
  Type.STATUS_MENTION_MESSAGE,
  Type.STOP_GENERATION_MESSAGE,
  Type.LIMIT_SHARING,
  Type.AI_PSI_METADATA,
  Type.AI_QUERY_FANOUT,
  Type.GROUP_MEMBER_LABEL_CHANGE,
]);

function protocolAct(protocol: proto.Message.IProtocolMessage, view: View): Content | undefined {
  const { type, key, editedMessage, ephemeralExpiration } = protocol;
  if (type === Type.REVOKE) {
    // Only admins of a group can revoke what others wrote.
    const target = view.envelope.to === 'group' ? targetOf(view, key) : ownTarget(view, key);
    return target && { kind: 'revoke', target };
  }
  if (type === Type.MESSAGE_EDIT) {
    const target = ownTarget(view, key);
    const text = editedMessage && editedText(editedMessage);
    return target && typeof text === 'string' ? { kind: 'edit', target, text } : undefined;
  }
  if (type === Type.EPHEMERAL_SETTING) return { kind: 'system', text: `⏱ ${daysOf(ephemeralExpiration ?? 0)}` };
  return upkeep.has(type ?? -1) ? { kind: 'nothing' } : undefined;
}

/** Days after which the chat's messages disappear on the phones, or hours; 0 = never. */
function daysOf(seconds: number): string {
  const hours = Math.round(seconds / 3600);
  return hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`;
}

function encrypted(
  of: 'edit' | 'poll-vote',
  target: Target | undefined,
  sealed: proto.Message.IPollEncValue | null | undefined,
): Content | undefined {
  if (target === undefined || !sealed?.encPayload?.length || !sealed.encIv?.length) return undefined;
  return { kind: 'encrypted', of, target, payload: sealed.encPayload, iv: sealed.encIv };
}

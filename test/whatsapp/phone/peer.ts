/** What a phone tells its own companions: old chats after linking, and messages they ask for again. */
import { deflateSync } from 'node:zlib';
import { type BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Account, Device } from '../server/types.ts';
import { type DeviceRef, deviceOf, jidOf } from './chat.ts';
import { openSessions } from './copies.ts';
import type { Line } from './line.ts';
import { messageId } from './message-id.ts';

/** A chat as it stood before the companion was linked. */
export interface OldChat {
  readonly with: Account;
  readonly messages: readonly {
    readonly fromMe: boolean;
    readonly text: string;
    /** Unix seconds. */
    readonly at: number;
    readonly id?: string;
  }[];
}

const { HISTORY_SYNC_NOTIFICATION, PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE } = proto.Message.ProtocolMessage.Type;

/**
 * Sends old chats to a companion with the pairs of phone number and LID, small enough to fit in the message itself.
 * Without chats it only ends the companion's wait: a new one holds its events back for up to 20 s until history comes.
 */
export async function syncHistory(line: Line, device: Device, chats: readonly OldChat[]): Promise<string> {
  const { INITIAL_BOOTSTRAP } = proto.HistorySync.HistorySyncType;
  const history = proto.HistorySync.encode({
    syncType: INITIAL_BOOTSTRAP,
    progress: 100,
    chunkOrder: 1,
    conversations: chats.map((chat) => conversation(line, chat)),
    phoneNumberToLidMappings: chats.map(({ with: { pn, lid } }) => ({ pnJid: pn, lidJid: lid })),
  }).finish();
  return sendPeer(line, jidOfDevice(line, device), {
    type: HISTORY_SYNC_NOTIFICATION,
    historySyncNotification: {
      syncType: proto.Message.HistorySyncType.INITIAL_BOOTSTRAP,
      chunkOrder: 1,
      progress: 100,
      initialHistBootstrapInlinePayload: deflateSync(history),
    },
  });
}

function conversation(line: Line, { with: other, messages }: OldChat): proto.IConversation {
  const id = jidOf(other, line.account.addressing);
  return {
    id,
    pnJid: other.pn,
    lidJid: other.lid,
    messages: messages.map(({ id: given, fromMe, text, at }, index) => ({
      msgOrderId: index + 1,
      message: {
        key: { remoteJid: id, fromMe, id: given ?? messageId() },
        message: { conversation: text },
        messageTimestamp: at,
      },
    })),
  };
}

/** A companion that got nothing it could open asks for the content again; a phone that has it answers. */
export async function answerPeer(line: Line, from: DeviceRef, id: string, message: proto.IMessage): Promise<void> {
  const asked = message.protocolMessage?.peerDataOperationRequestMessage?.placeholderMessageResendRequest ?? [];
  const found = asked.flatMap(({ messageKey }) => line.memory.get(messageKey?.id ?? '') ?? []);
  if (found.length === 0) return;
  const peerDataOperationResult = found.map(({ id: of, author, message: kept, at, chat }) => {
    const remoteJid = chat.kind === 'group' ? chat.group.jid : jidOf(chat.account, line.account.addressing);
    const participant = chat.kind === 'group' ? { participant: jidOf(author, chat.group.addressing) } : {};
    const key = { remoteJid, fromMe: author === line.account, id: of, ...participant };
    const webMessageInfoBytes = proto.WebMessageInfo.encode({ key, message: kept, messageTimestamp: at }).finish();
    return { placeholderMessageResendResponse: { webMessageInfoBytes } };
  });
  const device = line.account.devices.get(from.number);
  if (device === undefined) return;
  await sendPeer(line, jidOfDevice(line, device), {
    type: PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
    peerDataOperationRequestResponseMessage: {
      peerDataOperationRequestType: proto.Message.PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND,
      stanzaId: id,
      peerDataOperationResult,
    },
  });
}

function jidOfDevice({ account }: Line, device: Device): string {
  return account.addressing === 'lid' ? device.lid : device.pn;
}

async function sendPeer(line: Line, to: string, protocolMessage: proto.Message.IProtocolMessage): Promise<string> {
  const id = messageId();
  await openSessions(line, [to]);
  const { type, bytes } = await line.signal.encrypt(
    deviceOf(line.server, to).name,
    proto.Message.encode({ protocolMessage }).finish(),
  );
  const enc: BinaryNode = { tag: 'enc', attrs: { v: '2', type }, content: bytes };
  line.server.submit(line.account, 0, {
    tag: 'message',
    attrs: { id, to, type: 'text', category: 'peer', push_priority: 'high' },
    content: [enc],
  });
  return id;
}

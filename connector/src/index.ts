/** What did WhatsApp say, and may we keep it? */

export { type ChatExportCode, ChatExportError, type ChatPlace } from './chat-export/chat-export-error.ts';
export type {
  Calendar,
  ChatCounts,
  ChatEntry,
  ChatExport,
  ChatFormat,
  ChatKind,
  ChatLimits,
  ChatSource,
  DateOrder,
} from './chat-export/model.ts';
export { openChatExport } from './chat-export/open.ts';
export { effectOf } from './consent/effects.ts';
export {
  type Admitted,
  admit,
  judge,
  retell,
  type Standing,
  type Verdict,
  type Way,
  type WithheldReason,
} from './consent/gate.ts';
export { type NoticeFacts, type NoticeWords, noticeTemplate } from './consent/texts/texts.ts';
export type {
  Archive,
  Connector,
  Content,
  EnteredAnswer,
  Identifier,
  KnownGroup,
  KnownPerson,
  LinkState,
  LiveFile,
  LiveMessage,
  MessageRef,
  Met,
  NoticeText,
  NumberLink,
  NumberSettings,
  Recorded,
  WhatsAppSighting,
} from './model.ts';
export { type ConnectorDeps, openConnector } from './whatsapp/connector.ts';
export { NotConnected } from './whatsapp/groups.ts';

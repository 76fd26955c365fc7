/** What did WhatsApp say, and may we keep it? */

export type { Archive, Recorded } from './archive.ts';
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
export type { Content, LiveFile, LiveMessage, MessageRef } from './content.ts';
export type { Connector, KnownGroup, LinkState, NoticeText, NumberLink, NumberSettings } from './number-link.ts';
export type { EnteredAnswer, Identifier, KnownPerson, Met, WhatsAppSighting } from './persons.ts';
export { type ConnectorDeps, openConnector } from './whatsapp/connector.ts';
export { NotConnected } from './whatsapp/groups.ts';

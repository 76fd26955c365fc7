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
export {
  type Admitted,
  admit,
  judge,
  type Standing,
  type Verdict,
  type Way,
  type WithheldReason,
} from './consent/gate.ts';

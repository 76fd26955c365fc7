/** A message in live capture: what it holds, what it is about, what becomes of its file. */
import type { ConversationId, NumberId, PersonId } from '@atalaia/storage';

/** Names one message of a conversation. WhatsApp's ids are chosen by senders, so the author belongs to the name. */
export interface MessageRef {
  readonly conversation: ConversationId;
  /** `us`: sent from one of the company's own devices. */
  readonly author: PersonId | 'us';
  /** WhatsApp's id. */
  readonly id: string;
}

/** How to fetch and decrypt a file that WhatsApp keeps for a while. */
export interface MediaSource {
  readonly kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  readonly mediaKey: Uint8Array;
  readonly directPath: string | null;
  readonly url: string | null;
  /** SHA-256 of the clear file and of the encrypted one, as the sender says. */
  readonly fileSha256: Uint8Array | null;
  readonly fileEncSha256: Uint8Array | null;
  readonly size: number | null;
  readonly mimeType: string | null;
}

/** What a message holds, in clear, decoded from WhatsApp's form. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly source: MediaSource;
      readonly caption: string;
      readonly fileName: string | null;
      readonly viewOnce: boolean;
    }
  | { readonly kind: 'location'; readonly text: string }
  | { readonly kind: 'contact'; readonly text: string }
  /** The question and the options, one a line. */
  | { readonly kind: 'poll'; readonly text: string }
  | { readonly kind: 'edit'; readonly target: Target; readonly text: string }
  | { readonly kind: 'revoke'; readonly target: Target }
  /** An empty emoji takes the reaction back. */
  | { readonly kind: 'reaction'; readonly target: Target; readonly emoji: string }
  /** The chosen options, one a line. */
  | { readonly kind: 'poll-vote'; readonly target: Target; readonly text: string }
  /** A linked device is not given view-once content: only that there was one. */
  | { readonly kind: 'view-once' }
  | { readonly kind: 'call'; readonly text: string }
  /** A change of the group or of the chat's settings, as a plain sentence without names. */
  | { readonly kind: 'system'; readonly text: string }
  /** Edited with a key that we hold or not: to be decrypted when the original's secret is at hand. */
  | {
      readonly kind: 'encrypted';
      readonly of: 'edit' | 'poll-vote';
      readonly target: Target;
      readonly payload: Uint8Array;
      readonly iv: Uint8Array;
    }
  /** Nobody can read it: kept as it came. */
  | { readonly kind: 'unreadable'; readonly bytes: Uint8Array }
  /** Protocol traffic that is no message to anybody (keys, settings, receipts of history): not kept, not counted. */
  | { readonly kind: 'nothing' };

/** The message that another one is about, as the stanza names it; the drain turns it into a `MessageRef`. */
export interface Target {
  readonly id: string;
  readonly fromMe: boolean;
  /** JID of the author in a group; null in a 1:1 chat. */
  readonly participant: string | null;
}

/** A decoded message: content, and what surrounds it. */
export interface Decoded {
  readonly content: Content;
  readonly quotes: Target | null;
  readonly forwarded: boolean;
  /** Key to later encrypted edits and votes; 32 bytes. */
  readonly secret: Uint8Array | null;
  /** JIDs mentioned in the text. */
  readonly mentions: readonly string[];
}

/** A live message that passed the gate, with everybody in it known by person. */
export interface LiveMessage {
  readonly ref: MessageRef;
  readonly number: NumberId;
  /** The contact of a 1:1 chat; null in a group. */
  readonly contact: PersonId | null;
  /** Which of the company's devices sent it; null for what others wrote. */
  readonly device: number | null;
  /** WhatsApp's own time, milliseconds. */
  readonly at: number;
  /** Rises in the order of arrival. */
  readonly order: number;
  readonly content: Exclude<Content, { kind: 'nothing' } | { kind: 'encrypted' }>;
  /** Of `content.target`, where there is one. */
  readonly target: MessageRef | null;
  readonly quotes: MessageRef | null;
  /** Persons of the archive whom the text names behind an at sign, and the digits by which it does. */
  readonly mentions: readonly { readonly person: PersonId; readonly name: string }[];
  readonly forwarded: boolean;
  readonly secret: Uint8Array | null;
}

/** What becomes of the file of a captured message, some time after it. */
export type LiveFile =
  | {
      readonly kind: 'file-kept';
      readonly of: MessageRef;
      readonly number: NumberId;
      readonly contact: PersonId | null;
      readonly at: number;
      readonly order: number;
      readonly fileName: string | null;
      open(): Promise<AsyncIterable<Uint8Array>>;
    }
  | {
      readonly kind: 'file-expired';
      readonly of: MessageRef;
      readonly number: NumberId;
      readonly contact: PersonId | null;
      readonly at: number;
      readonly order: number;
    };

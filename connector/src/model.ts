/** The nouns of live capture: what a number said, what is kept of it, and what the program is told. */
import type {
  CaptureSettings,
  ConsentKind,
  ConversationId,
  Language,
  LedgerCounts,
  LegalBasis,
  LinkProjection,
  NoticeId,
  NumberId,
  Person,
  PersonId,
} from '@atalaia/storage';
import type { Admitted, WithheldReason } from './consent/gate.ts';

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

/** How a person stands, as the program knows it from all numbers and imports. */
export interface KnownPerson {
  readonly person: PersonId;
  readonly state: Person['state'];
  readonly notice: Person['notice'];
}

/** A consent or refusal given elsewhere than in the chat, entered by a human. `at`: when it was given, in milliseconds. */
export interface EnteredAnswer {
  readonly answer: 'agreed' | 'refused';
  readonly at: number;
}

/** Who somebody is. */
export interface Met extends KnownPerson {
  /** Others who may be the same human: the strictest of all decides. */
  readonly perhaps: readonly KnownPerson[];
  /** What they answered elsewhere about this number, oldest first: it may have been entered before they ever wrote. */
  readonly entered: readonly EnteredAnswer[];
}

/** What WhatsApp tells of somebody. At least one identifier is there. */
export interface WhatsAppSighting {
  readonly number: NumberId;
  /** User part of the LID, without device. */
  readonly lid: string | null;
  /** E.164 with plus sign. */
  readonly phone: string | null;
  /** Untrusted; passed on only once something of theirs may be kept. */
  readonly pushName: string | null;
}

/** An event for the program's projections; telling it twice changes nothing (`id` is unique in the number's journal). */
export type Recorded =
  | {
      readonly kind: 'consent';
      readonly id: string;
      readonly person: PersonId;
      readonly conversation: ConversationId | null;
      readonly event: ConsentKind;
      readonly at: number;
      readonly how: 'chat' | 'whatsapp' | 'desk' | 'elsewhere';
      readonly notice: NoticeId | null;
      readonly hash: string | null;
      readonly message: string | null;
      /** The exact words sent. */
      readonly text: string | null;
      /** The badge that follows from it. */
      readonly badge: Person['notice'];
    }
  | {
      readonly kind: 'withheld';
      readonly id: string;
      readonly conversation: ConversationId;
      readonly at: number;
      readonly reason: WithheldReason | 'undecryptable';
      readonly hash: string;
    }
  /** What could not be decrypted came again, readable: its withheld mark goes. */
  | { readonly kind: 'recovered'; readonly id: string }
  | {
      readonly kind: 'ledger';
      readonly day: string;
      readonly counts: LedgerCounts;
      readonly minutesDisconnected: number;
      readonly ended: boolean;
    }
  | {
      readonly kind: 'gap';
      readonly id: string;
      readonly from: number;
      readonly to: number | null;
      readonly reason: string;
    }
  | { readonly kind: 'link'; readonly state: LinkProjection }
  | {
      readonly kind: 'alert';
      readonly id: string;
      readonly alert:
        | 'monitoring-interrupted'
        | 'outreach-refused'
        | 'objection'
        | 'data-asked'
        | 'erasure-asked'
        | 'undecryptable'
        | 'media-expired';
      readonly person: PersonId | null;
      readonly at: number;
    }
  /** Their key on WhatsApp is another one: another telephone, or another human with their number. */
  | { readonly kind: 'key-changed'; readonly id: string; readonly person: PersonId; readonly at: number }
  /** WhatsApp says that two whom we know apart are one. */
  | { readonly kind: 'doubt'; readonly one: PersonId; readonly other: PersonId; readonly at: number };

/** What the connector needs of the program. All of it is idempotent, and durable when it resolves. */
export interface Archive {
  /** Finds or makes the person behind what WhatsApp tells: LID first, phone second. Never merges two. */
  meet(sighting: WhatsAppSighting): Promise<Met>;
  /** The conversation of the number with this contact, or with this group; begun if there is none. `group` is the keyed group's JID. */
  conversationWith(number: NumberId, contact: PersonId): Promise<ConversationId>;
  conversationOfGroup(number: NumberId, groupJid: string, subject: string): Promise<ConversationId>;
  /** Messages of one number in their order. A message whose owner's key was destroyed is dropped. */
  capture(batch: readonly Admitted<LiveMessage>[]): Promise<void>;
  keepFile(file: LiveFile): Promise<void>;
  /** The secret of a stored message, for decrypting an edit or vote of it; undefined if it is not stored or has none. */
  secretOf(message: MessageRef): Promise<Uint8Array | undefined>;
  /** The text of a stored poll (question and options, one a line): a vote holds only hashes of the options. */
  pollOf(message: MessageRef): Promise<string | undefined>;
  record(number: NumberId, events: readonly Recorded[]): Promise<void>;
}

/** A notice as it goes into the chat. */
export interface NoticeText {
  readonly id: NoticeId;
  readonly language: Language;
  readonly text: string;
  /** SHA-256 (hex) of `text` in UTF-8. */
  readonly hash: string;
  /** Rises; contacts told by an older material one are told again. */
  readonly generation: number;
}

/** What the gate reads of the number itself; kept in its journal. */
export interface NumberSettings {
  /** E.164 with plus sign. */
  readonly phone: string;
  readonly zone: string;
  readonly language: Language;
  readonly armed: boolean;
  readonly mode: NonNullable<CaptureSettings['mode']>;
  readonly basis: LegalBasis;
  readonly notifiedBy: CaptureSettings['notifiedBy'];
  readonly renewAfterMonths: number | null;
  /** Live notices, at most one a language. */
  readonly notices: readonly NoticeText[];
  /** JIDs of the groups that may be captured. */
  readonly groups: readonly string[];
}

/** The link as a screen follows it. The codes live in memory only. */
export type LinkState =
  | (LinkProjection & {
      readonly kind: 'unlinked' | 'connecting' | 'connected' | 'waiting' | 'stopped';
      readonly pairingFailed: PairingFailure | null;
    })
  | (LinkProjection & {
      readonly kind: 'pairing';
      readonly pairingFailed: null;
      /** What the QR code holds, or the eight characters to type on the phone; null until WhatsApp has sent one. */
      readonly code: { readonly by: 'qr' | 'code'; readonly text: string; readonly until: number } | null;
    });

/** Why the last pairing linked nothing: WhatsApp was not reached, nobody read the codes in time, or it refused. */
export type PairingFailure = 'unreachable' | 'code-expired' | 'outdated' | 'refused';

/** A group that the number is in, for the list from which groups are allowed by name. */
export interface KnownGroup {
  readonly jid: string;
  readonly subject: string;
  readonly members: number;
}

/** What a JID says of somebody: their LID, or their phone number as WhatsApp writes it (E.164 with plus sign). */
export type Identifier =
  | { readonly kind: 'lid'; readonly value: string }
  | { readonly kind: 'phone'; readonly value: string };

/** One number's connection, owned by this process. */
export interface NumberLink extends AsyncDisposable {
  readonly number: NumberId;
  state(): LinkState;
  watch(listener: (state: LinkState) => void): Disposable;
  /** Durable when it returns: from then on the gate goes by these. */
  settle(settings: NumberSettings): void;
  /** A new session: shows a QR code, or a code for the phone of this number. An existing link stays until the new one stands. */
  pair(by: 'qr' | 'code'): void;
  cancelPairing(): void;
  /** Tells WhatsApp to remove this device, and forgets its keys. */
  unlink(): Promise<void>;
  /** Tries again now, where the link waits or stopped. */
  reconnect(): void;
  /** A message to the number itself; true once WhatsApp accepted it and the phone confirmed it. */
  test(): Promise<boolean>;
  groups(): Promise<readonly KnownGroup[]>;
  /** Durable when it returns: capture of this person on this number follows it from the next message on. */
  stand(person: PersonId, state: Person['state']): void;
  /** `other` may be the same human as `person`: until that is settled the stricter of both decides. Durable when it returns. */
  doubt(person: PersonId, other: KnownPerson): void;
  /** A human settled whether two are one (`same`: `other` is `one` from now on). */
  settleDoubt(one: PersonId, other: PersonId, answer: 'same' | 'different'): void;
  /** Consent given elsewhere, entered by a human. Durable when it returns. */
  enterConsent(person: PersonId, answer: 'agreed' | 'refused', at: number): void;
  /** Sends this to the person in their chat; durable when it returns. False if the number does not speak or never met them. */
  say(person: PersonId, text: string): boolean;
  /**
   * Takes everything of an erased person out of the journal; durable and overwritten when it resolves. The number is
   * off WhatsApp for a moment, so that nothing held in memory writes them back. Who writes again is somebody new.
   * `knownBy`: whether the archive knows them by this, for what WhatsApp told of people who never wrote here.
   * Do not wait for it in a turn that `Archive` takes as well: what is being drained ends first.
   */
  forget(person: PersonId, knownBy?: (identifier: Identifier) => Promise<boolean>): Promise<void>;
}

/** All numbers of this process. */
export interface Connector extends AsyncDisposable {
  /**
   * Opens the number's journal, made if there is none, and connects it if it is linked. `beforehand` comes first: it
   * tells the link what was decided about people while it was closed. What it throws is thrown, with the number closed.
   */
  open(
    number: NumberId,
    settings: NumberSettings,
    beforehand?: (link: NumberLink) => Promise<void>,
  ): Promise<
    | { readonly kind: 'opened'; readonly link: NumberLink }
    | { readonly kind: 'owned' }
    | { readonly kind: 'unusable'; readonly problem: string }
  >;
  link(number: NumberId): NumberLink | undefined;
}

/** The rows of a number's journal, by space: what is durable before WhatsApp is answered, and all that the gate reads. */
import type {
  ConversationId,
  Language,
  LedgerCounts,
  LinkProjection,
  NoticeId,
  Person,
  PersonId,
} from '@atalaia/storage';
import type { Recorded } from '../archive.ts';
import type { WithheldReason } from '../consent/gate.ts';
import type { Decoded, MediaSource, MessageRef } from '../content.ts';
import type { NumberSettings } from '../number-link.ts';
import type { KnownPerson } from '../persons.ts';
import type { Fate } from './ledger.ts';

/** Where a stanza came from, read from its attributes alone. */
export interface Envelope {
  /** WhatsApp's id of the message. */
  readonly id: string;
  /** SHA-256 (hex) of the ciphertext; of the stanza's id, kind and addresses where there is none. */
  readonly hash: string;
  /** `own`: our own account's protocol traffic (history, keys): never gated, never kept. */
  readonly to: 'contact' | 'group' | 'own' | 'excluded';
  /** JID of the chat without device: the contact or the group. */
  readonly chat: string;
  /** JID of the author without device; in a 1:1 chat that of the contact unless `fromMe`. */
  readonly author: string;
  readonly fromMe: boolean;
  /** Device that sent it. */
  readonly device: number;
  /** The other identifier of the author (or of the chat, if `fromMe`) as the stanza claims it: LID for PN and PN for LID. */
  readonly alternative: string | null;
  /** Seconds since the epoch, by WhatsApp's clock. */
  readonly t: number;
  /** It waited at WhatsApp while we were away. */
  readonly offline: boolean;
  readonly pushName: string | null;
  /** An edit, as the stanza's `edit` attribute says; the content says the rest. */
  readonly edit: string | null;
}

/** Space `party`, key: its own id. Somebody this number met on WhatsApp. */
export interface Party {
  readonly id: string;
  /** User part, no device. */
  readonly lid: string | null;
  /** E.164 with plus sign, as WhatsApp writes it (a Brazilian one may lack its ninth digit). */
  readonly phone: string | null;
  /** Null until the program said who it is; nothing is kept and no notice sent before. */
  readonly person: PersonId | null;
  readonly state: Person['state'];
  /** Others who may be the same human. */
  readonly perhaps: readonly KnownPerson[];
  readonly answer: 'none' | 'agreed' | 'refused';
  /** When they answered: seconds by WhatsApp's clock. What was written before an agreement does not profit from it. */
  readonly answeredT: number | null;
  /** The agreement reversed a refusal: what was written before it stays out. */
  readonly renewed: boolean;
  /** Chosen by the contact in the chat; null = by country code, then the number's. */
  readonly language: Language | null;
  /**
   * Parties whom WhatsApp's mapping says to be this one, by id. While one is `open` the stricter of both decides; what
   * a human found `different` is not asked again. Absent: none.
   */
  readonly doubts?: readonly { readonly party: string; readonly state: 'open' | 'different' }[];
}

/** Space `told`, key: id of a party or a group's JID. What the program was last told of them, so that it hears of changes. */
export interface Told {
  readonly lid: string | null;
  readonly phone: string | null;
  /** Push name or title. */
  readonly name: string | null;
}

/** Space `alias`, key: `lid:<user>`, `phone:<E.164>` (Brazilian ones without their ninth digit) or `person:<id>` → party id. */
export type AliasRow = string;

/** Space `chat`, key: its id. */
export interface Chat {
  /** The party's id for a 1:1 chat, the JID for a group. */
  readonly id: string;
  readonly kind: 'contact' | 'group';
  /** The party of a 1:1 chat. */
  readonly party: string | null;
  /** JID to write to: the last form WhatsApp used. */
  readonly jid: string;
  readonly conversation: ConversationId | null;
  readonly subject: string | null;
}

/**
 * Space `standing`, key: `<chat>/<party>`. How far the notice came with this party in this chat; made by
 * `consent/standing.ts`. The row with the party '' is the group's own: how far the notice came that was posted last.
 */
export interface Standing {
  readonly chat: string;
  readonly party: string;
  /** Unknown until a notice arrived in the sense of `notifiedBy`. */
  readonly notified: {
    readonly notice: NoticeId;
    readonly generation: number;
    /** Since when they have been told without a break: seconds by WhatsApp's clock. */
    readonly fromT: number;
    /** When the last notice arrived. */
    readonly arrivedT: number;
  } | null;
  /** The notice under way or the last one, by the WhatsApp id of its message. */
  readonly notice: string | null;
  /** The contact wrote, or an agent did, since the notice arrived: decides whether SIM/NÃO is an answer to it. */
  readonly contactWrote: boolean;
  readonly agentWrote: boolean;
  /** An agent wrote last: a short answer may be meant for them. */
  readonly agentWaits: boolean;
  /** Our question what was meant, by WhatsApp id: asked once a notice. */
  readonly question: string | null;
  /** When the last notice was planned: at most one a day. */
  readonly lastNoticeAt: number | null;
  /** When the contact last asked for their data, or to erase it: answered at most once a day. */
  readonly askedForDataAt: number | null;
  readonly askedForErasureAt: number | null;
}

/**
 * Space `outbox`, key: WhatsApp id of our own message. Written before it is sent; a resend uses the same id. Rows that
 * WhatsApp has not accepted or refused come at positive places, all others at negative ones.
 */
export interface OutboxRow {
  readonly id: string;
  readonly chat: string;
  readonly jid: string;
  readonly kind: 'notice' | 'answer' | 'test';
  /** Exactly what is sent. */
  readonly text: string;
  readonly hash: string;
  readonly notice: NoticeId | null;
  readonly generation: number | null;
  readonly plannedAt: number;
  readonly state: 'planned' | 'handed-over' | 'accepted' | 'delivered' | 'read' | 'refused';
  /** WhatsApp's error code if it was refused. */
  readonly error: string | null;
  /** Raw attributes of the acks and receipts, for proof. */
  readonly proof: readonly Readonly<Record<string, string>>[];
  /** Members of a group whose receipts came, by party. */
  readonly deliveredTo: readonly string[];
}

/** Space `inbox`, in order of arrival. What the drain has yet to pass on; purged once it has. */
export type InboxRow =
  | {
      readonly kind: 'message';
      readonly envelope: Envelope;
      readonly chat: string;
      readonly party: string | null;
      readonly decoded: Decoded;
      /** Day of the ledger that counts it, YYYY-MM-DD. */
      readonly day: string;
    }
  | {
      readonly kind: 'withheld';
      readonly envelope: Pick<Envelope, 'id' | 'hash' | 't' | 'fromMe'>;
      readonly chat: string;
      readonly party: string | null;
      readonly reason: WithheldReason;
    }
  | {
      readonly kind: 'undecryptable';
      readonly envelope: Pick<Envelope, 'id' | 'hash' | 't' | 'fromMe'>;
      readonly chat: string;
      readonly party: string | null;
    }
  /** `hash`: that of the row that it takes back. */
  | { readonly kind: 'recovered'; readonly hash: string }
  /** WhatsApp says that two parties are one; a human decides. */
  | { readonly kind: 'doubt'; readonly one: string; readonly other: string; readonly at: number }
  /** To be told to the program as it is, once the persons are known. */
  | { readonly kind: 'event'; readonly party: string | null; readonly chat: string | null; readonly event: Unresolved };

type WithoutPersons<T> = T extends unknown ? Omit<T, 'person' | 'conversation'> : never;
/** A recorded event whose person and conversation the drain fills in. */
export type Unresolved = WithoutPersons<Exclude<Recorded, { kind: 'withheld' | 'recovered' | 'doubt' }>>;

/** Space `seen`. By ciphertext: answered from here when it comes again. By message: counted once. Kept 30 days. */
export type SeenRow =
  | { readonly by: 'ciphertext'; readonly at: number }
  | {
      readonly by: 'message';
      readonly fate: Fate;
      /** Hash of the ciphertext that first brought it; names its withheld row. */
      readonly hash: string;
      /** When it was written: seconds, the earliest that WhatsApp told of it. */
      readonly t?: number;
      readonly at: number;
      /** Day of the ledger that counts it, YYYY-MM-DD. */
      readonly day: string;
    };

/** Space `media`, key: `<conversation>/<author>/<id>`. A file that is yet to be fetched. */
export interface MediaRow {
  readonly ref: MessageRef;
  readonly contact: PersonId | null;
  readonly source: MediaSource;
  readonly fileName: string | null;
  readonly at: number;
  /** Day of the ledger that counts it, YYYY-MM-DD. */
  readonly day: string;
  /** Place of its message in the inbox. */
  readonly order: number;
  readonly tries: number;
  readonly nextTryAt: number;
  /** The message as WhatsApp knows it, to ask the phone for a new upload. */
  readonly jid: string;
  readonly fromMe: boolean;
  readonly participant: string | null;
}

/** Space `ledger`, key: day. */
export type LedgerRow = LedgerCounts & {
  readonly day: string;
  readonly minutesDisconnected: number;
  /** What the program knows of it: nothing yet of the last change, all so far, or the whole day. */
  readonly told: 'not' | 'so-far' | 'whole-day';
};

/** Space `self`, one row each. `gap` is the open one, `sequence` the next place in the inbox. */
export interface SelfRows {
  readonly settings: NumberSettings;
  readonly link: Omit<LinkProjection, 'outreachRefusedAt'>;
  readonly gap: {
    readonly id: string;
    readonly from: number;
    readonly reason: string;
    /** The ledger has counted its minutes up to here. */
    readonly countedTo: number;
    readonly alerted: boolean;
  };
  /** When the number last heard WhatsApp, to the minute: where a gap begins if the program ended without a word. */
  readonly heard: number;
  readonly sequence: number;
  /** WhatsApp refused to let us write first (463): no notices until a human resumes, which removes the row. */
  readonly outreach: { readonly refusedAt: number };
}

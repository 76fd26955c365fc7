/** What the connector needs of the program, and what it tells the program. */
import type {
  ConsentKind,
  ConversationId,
  LedgerCounts,
  LinkProjection,
  NoticeId,
  NumberId,
  Person,
  PersonId,
} from '@atalaia/storage';
import type { Admitted, WithheldReason } from './consent/gate.ts';
import type { LiveFile, LiveMessage, MessageRef } from './content.ts';
import type { Met, WhatsAppSighting } from './persons.ts';

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

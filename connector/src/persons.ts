/** Who somebody is: what WhatsApp tells of them, and how the program knows they stand. */
import type { NumberId, Person, PersonId } from '@atalaia/storage';

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

/** What a JID says of somebody: their LID, or their phone number as WhatsApp writes it (E.164 with plus sign). */
export type Identifier =
  | { readonly kind: 'lid'; readonly value: string }
  | { readonly kind: 'phone'; readonly value: string };

/** One number's connection: its settings, its state, and what it can be asked to do. */
import type {
  CaptureSettings,
  Language,
  LegalBasis,
  LinkProjection,
  NoticeId,
  NumberId,
  Person,
  PersonId,
} from '@atalaia/storage';
import type { Identifier, KnownPerson } from './persons.ts';

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
   * Takes everything of erased people out of the journal; durable and overwritten when it resolves. The number is off
   * WhatsApp meanwhile, once for all of them, so that nothing held in memory writes them back. Who writes again is
   * somebody new. `knownBy`: whether the archive knows this person by this, for what WhatsApp told of people who never wrote here.
   * Do not wait for it in a turn that `Archive` takes as well: what is being drained ends first.
   */
  forget(
    persons: readonly PersonId[],
    knownBy?: (person: PersonId, identifier: Identifier) => Promise<boolean>,
  ): Promise<void>;
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

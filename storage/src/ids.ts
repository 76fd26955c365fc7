/** Identifiers: branded strings, random or derived by a keyed hash, never a phone number or a name. */

declare const brand: unique symbol;
/** A string that only its maker or parser may produce. */
export type Branded<B extends string> = string & { readonly [brand]: B };

export type PersonId = Branded<'PersonId'>;
export type NumberId = Branded<'NumberId'>;
export type ConversationId = Branded<'ConversationId'>;
export type MessageId = Branded<'MessageId'>;
export type AlertId = Branded<'AlertId'>;
export type HitId = Branded<'HitId'>;
export type ImportId = Branded<'ImportId'>;
export type NoticeId = Branded<'NoticeId'>;
export type UserId = Branded<'UserId'>;
export type RuleId = Branded<'RuleId'>;
export type RuleVersionId = Branded<'RuleVersionId'>;
export type BlobId = Branded<'BlobId'>;
export type KeyId = Branded<'KeyId'>;
export type RequestId = Branded<'RequestId'>;
export type CorrectionId = Branded<'CorrectionId'>;
export type HoldId = Branded<'HoldId'>;
export type ExportId = Branded<'ExportId'>;
export type ErasureId = Branded<'ErasureId'>;
/** Evidence kept after an erasure; its key belongs to `case:<id>`. */
export type CaseId = Branded<'CaseId'>;
/** A keyed hash (HMAC-SHA-256, base64url) of something searchable: a pseudonym, not noise. */
export type BlindIndex = Branded<'BlindIndex'>;

/** The shape of every id on the wire and on disk: 16 to 64 URL-safe characters. */
export const idPattern = /^[A-Za-z0-9_-]{16,64}$/;

/** Makes a fresh random id (128 bits, base64url). Comes in as a dependency wherever ids are made. */
export type NewId = () => string;

/** Milliseconds since the epoch, UTC. Comes in as a dependency wherever time matters. */
export type Clock = () => number;

/** Messages and the imports that brought them. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, BlobId, ConversationId, ImportId, MessageId, NumberId, PersonId, UserId } from '../ids.ts';
import { authorship, counter, id, instant, language, legalBasis, sealed } from './fields.ts';

/** What a message is. `system` lines have no author. */
export const messageKinds = [
  'text',
  'system',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contact',
  'poll',
  'deleted',
  'omitted',
  'view-once',
  'call',
  // What happened to another message, which `target` names. The other message itself never changes.
  'edit',
  'revoke',
  'reaction',
  'poll-vote',
  'file-kept',
  'file-expired',
  // Kept sealed as it came, because nobody could read it.
  'unreadable',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A kept file: sealed in segments under a file key, which is sealed under the message's person. */
export const mediaSchema = z.object({
  blob: id<BlobId>(),
  /** Bytes of the clear file. */
  size: counter,
  /** Sniffed from the bytes, never taken from the name. */
  type: z.string(),
});

export const messageSchema = z.object({
  /** Derived (keyed hash) from what identifies the message, so that the same message is stored once. */
  id: id<MessageId>(),
  number: id<NumberId>(),
  conversation: id<ConversationId>(),
  author: id<PersonId>().nullable(),
  from: authorship,
  kind: z.enum(messageKinds),
  /** When it was written; an export without seconds has whole minutes. */
  at: instant,
  /** Order among messages of the same instant: the line in an export, the arrival when live. */
  order: counter,
  origin: z.enum(['import', 'live']),
  import: id<ImportId>().nullable(),
  /** Keyed hash of (number, minute, author, text, n-th equal one): finds the chat that a second export continues. */
  fingerprint: id<BlindIndex>().nullable(),
  /** Position in the number's capture order; the audit chain's Merkle batches cover ranges of it. */
  sequence: counter,
  /** Under the contact's key in a 1:1 chat, under the author's in a group, under the company's for system lines about several. */
  sealedText: sealed.optional(),
  sealedFileName: sealed.optional(),
  sealedFileKey: sealed.optional(),
  media: mediaSchema.optional(),
  /** Its file was erased then; the words stay. */
  fileErasedAt: instant.optional(),
  /** Persons named in a system line; their names are not in its text. */
  mentions: z.array(id<PersonId>()),
  edited: z.boolean(),
  /** The message that this one edits, revokes, reacts to, votes in, or brings the file of. It may not be stored (yet). */
  target: id<MessageId>().nullable().optional(),
  /** The message that this one quotes; the quoted words are not stored again. */
  quotes: id<MessageId>().nullable().optional(),
  forwarded: z.boolean().optional(),
  /** Meant to be seen once; a linked device is rarely given the file. */
  viewOnce: z.boolean().optional(),
  /** WhatsApp's number of the company's device that sent it (0 is the phone); absent on what others wrote. */
  device: counter.optional(),
  /** How it is known which agent wrote: never guessed. */
  attribution: z.enum(['device', 'roster', 'number']).optional(),
  /** Key to later encrypted edits and votes (WhatsApp's messageSecret), sealed like the text. */
  sealedSecret: sealed.optional(),
  language: language.nullable(),
  screening: z.enum(['pending', 'screened']),
  capturedAt: instant,
});
export type Message = z.infer<typeof messageSchema>;
export const messages = defineCollection({
  name: 'messages',
  schema: messageSchema,
  indexes: {
    byConversation: ['conversation', 'at', 'order'],
    byKind: ['conversation', 'kind'],
    byScreening: ['screening', 'capturedAt'],
    byFingerprint: ['fingerprint'],
    bySequence: ['number', 'sequence'],
    byAuthor: ['author', 'at'],
    byAuthorInChat: ['author', 'conversation', 'at'],
    byTarget: ['target', 'at', 'order'],
  },
  sealed: ['sealedText', 'sealedFileName', 'sealedFileKey', 'sealedSecret'],
});

/** One exported chat brought in: who, when, on which legal basis, and what became of it. */
export const importSchema = z.object({
  id: id<ImportId>(),
  number: id<NumberId>(),
  by: z.string(),
  basis: legalBasis,
  /** Contact, agent, zone and file name as given, as JSON under the company key; dropped when the import ends. */
  sealedRequest: sealed.optional(),
  /** The uploaded file, sealed; removed when the import ends. */
  staged: id<BlobId>().nullable(),
  conversation: id<ConversationId>().nullable(),
  state: z.enum(['waiting', 'running', 'done', 'refused']),
  /** Stable code of the problem when refused. */
  problem: z.string().nullable(),
  /** The sentence that goes with it, under the company key: it names the line, not the file. */
  sealedProblem: sealed.optional(),
  counts: z.object({
    entries: counter,
    messages: counter,
    systemLines: counter,
    media: counter,
    people: counter,
    stored: counter,
    alreadyStored: counter,
    withheld: counter,
    /** Files of messages that were stored earlier without them: a stored message never changes, so they are left out. */
    filesLeft: counter,
    alerts: counter,
  }),
  createdAt: instant,
  endedAt: instant.nullable(),
});
export type Import = z.infer<typeof importSchema>;
export const imports = defineCollection({
  name: 'imports',
  schema: importSchema,
  indexes: { byCreation: ['createdAt'], byNumber: ['number', 'createdAt'], byState: ['state', 'createdAt'] },
  sealed: ['sealedRequest', 'sealedProblem'],
});

export const userOrOperator = z.string().regex(/^(user:[A-Za-z0-9_-]{16,64}|operator:[^\s:]{1,64}|system)$/);
/** Who acts: a signed-in user, the operator at the command line (os user), or the program itself. */
export type ActorRef = `user:${UserId}` | `operator:${string}` | 'system';

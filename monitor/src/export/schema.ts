/** The shape of `data.json` in a person's export. Its JSON Schema lies in the ZIP beside it, and in docs/export-schema.json. */
import { z } from 'zod';

/** ISO 8601, UTC. */
const time = z.string();
/** Other people have letters that stay the same through the whole export; the company's people appear as the company. */
const writer = z.object({
  role: z.enum(['you', 'company', 'other', 'unknown']),
  label: z.string(),
});

const file = z.object({
  state: z.enum(['kept', 'missing', 'pending', 'expired', 'erased', 'withheld-for-others']),
  /** Where it lies in the ZIP, and what it was called; null unless `kept`. */
  path: z.string().nullable(),
  name: z.string().nullable(),
  type: z.string().nullable(),
  bytes: z.int().nullable(),
});

export const exportedCorrection = z.object({
  id: z.string(),
  field: z.enum(['name', 'message', 'other']),
  message: z.string().nullable(),
  state: z.enum(['asked', 'accepted', 'refused']),
  text: z.string().nullable(),
  at: time,
  decidedAt: time.nullable(),
});
export type ExportedCorrection = z.infer<typeof exportedCorrection>;

export const exportedMessage = z.object({
  id: z.string(),
  /** `chats[].chat`. */
  chat: z.int(),
  at: time,
  by: writer,
  kind: z.string(),
  /** As first written; null if it cannot be read any more. */
  text: z.string().nullable(),
  versions: z.array(z.object({ at: time, text: z.string().nullable() })),
  deletedAt: time.nullable(),
  deletedBy: writer.nullable(),
  forwarded: z.boolean(),
  viewOnce: z.boolean(),
  answers: z.object({ id: z.string(), by: writer, text: z.string().nullable() }).nullable(),
  reactions: z.array(z.object({ by: writer, emoji: z.string() })),
  options: z.array(z.object({ text: z.string(), voters: z.array(writer) })),
  file: file.nullable(),
  source: z.enum(['import', 'live']),
  /** What the person had put right: beside the original, which does not change. */
  corrections: z.array(exportedCorrection),
});
export type ExportedMessage = z.infer<typeof exportedMessage>;
export type Writer = z.infer<typeof writer>;

export const exportedChat = z.object({
  chat: z.int(),
  id: z.string(),
  /** `direct`: between the person and the company. `group`, `for-company`: of these only the person's own messages and answers to them. */
  kind: z.enum(['direct', 'group', 'for-company']),
  /** Phone or label of the company's number. */
  number: z.string(),
  zone: z.string(),
  messages: z.int(),
  firstAt: time.nullable(),
  lastAt: time.nullable(),
});
export type ExportedChat = z.infer<typeof exportedChat>;

export const exportedFacts = z.object({
  persons: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      role: z.string(),
      state: z.string(),
      notice: z.string(),
      knownBy: z.array(z.object({ kind: z.string(), source: z.string(), at: time })),
      /** Null, as is the name, where only what is from after a change of hands is given. */
      metAt: time.nullable(),
    }),
  ),
  numbers: z.array(
    z.object({
      number: z.string(),
      controller: z.string().nullable(),
      dpoContact: z.string().nullable(),
      policy: z.string().nullable(),
      basis: z.string().nullable(),
      purposes: z.array(z.string()),
      retentionMonths: z.int().nullable(),
    }),
  ),
  consents: z.array(
    z.object({
      number: z.string(),
      kind: z.string(),
      at: time,
      how: z.string(),
      basis: z.string().nullable(),
      /** The exact words, their SHA-256, and WhatsApp's id of the message that carried them. */
      text: z.string().nullable(),
      sha256: z.string().nullable(),
      message: z.string().nullable(),
    }),
  ),
  corrections: z.array(exportedCorrection),
  requests: z.array(
    z.object({
      kind: z.string(),
      receivedAt: time,
      dueAt: time,
      state: z.string(),
      words: z.string().nullable(),
      answer: z.string().nullable(),
      limb: z.string().nullable(),
      answerText: z.string().nullable(),
      answeredAt: time.nullable(),
    }),
  ),
  /** Who opened what is about the person: by role and time, never by name. */
  readers: z.array(z.object({ role: z.string(), what: z.string(), at: time })),
  /** To whom it was handed. */
  recipients: z.array(z.object({ what: z.string(), role: z.string(), at: time })),
  /** Where the person worked for the company. */
  roster: z.array(z.object({ number: z.string(), device: z.int().nullable(), from: time, to: time.nullable() })),
  policies: z.array(z.object({ number: z.string(), sha256: z.string(), text: z.string().nullable(), at: time })),
});
export type ExportedFacts = z.infer<typeof exportedFacts>;

/** The whole of `data.json`. */
const exportDocument = z.object({
  format: z.literal('atalaia-person-export'),
  version: z.literal(1),
  id: z.string(),
  madeAt: time,
  language: z.enum(['pt-BR', 'en', 'es']),
  /** Nothing from before is in it: the number may have belonged to somebody else. */
  since: time.nullable(),
  messages: z.array(exportedMessage),
  chats: z.array(exportedChat),
  /** Files that were damaged on disk: missing or cut short in the export. */
  damaged: z.array(z.string()),
  ...exportedFacts.shape,
});
export type ExportDocument = z.infer<typeof exportDocument>;

/** JSON Schema (2020-12) of `data.json`. */
export function exportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(exportDocument), null, 2)}\n`;
}

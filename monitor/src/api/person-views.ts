/** What the dashboard is shown of one person: how they stand, what they were told and answered, who they may be. */
import { z } from 'zod';
import { basisView, consentKindView, idView, instantView, numberView, personView } from './views.ts';

/** One row of the timeline: what, when, how, which text. */
export const consentRow = z.object({
  id: idView,
  number: numberView,
  kind: consentKindView,
  at: instantView,
  how: z.enum(['chat', 'whatsapp', 'desk', 'elsewhere']),
  /** The exact words sent, or the evidence of what was given elsewhere; null if there are none or their key was destroyed. */
  text: z.string().nullable(),
  /** SHA-256 (hex) of the text that was sent. */
  hash: z.string().nullable(),
  /** WhatsApp's id of the message that carried it: sent, accepted, delivered and read share it. */
  message: z.string().nullable(),
  basis: basisView.nullable(),
  /** Who entered it; null where the chat itself says so. */
  by: z.string().nullable(),
});
export type ConsentRow = z.infer<typeof consentRow>;

export const doubtView = z.object({
  id: idView,
  state: z.enum(['open', 'same', 'different']),
  /** The other of the two. */
  person: personView,
  raisedAt: instantView,
  settledBy: z.string().nullable(),
  settledAt: instantView.nullable(),
});
export type DoubtView = z.infer<typeof doubtView>;

/** An opened person: reading it is an audited disclosure. */
export const personDetail = personView.extend({
  /** Those of the person's numbers that the reader may see. */
  numbers: z.array(numberView),
  metAt: instantView,
  /** What the identifiers are that lead to the person: kinds, never the identifiers themselves. */
  knownBy: z.array(z.enum(['phone', 'phone-without-ninth-digit', 'lid', 'name-in-export'])),
  conversations: z.array(
    z.object({
      id: idView,
      number: numberView,
      group: z.boolean(),
      messages: z.int(),
      lastAt: instantView.nullable(),
    }),
  ),
  /** Oldest first; `timelineMore` if there is more than a page holds. */
  timeline: z.array(consentRow),
  timelineMore: z.boolean(),
  doubts: z.array(doubtView),
});
export type PersonDetail = z.infer<typeof personDetail>;

/** Whether every connected number goes by a decision already; `pending` until the others are connected again. */
export const inForceView = z.object({ kind: z.enum(['in-force', 'pending']) });

/** The timeline as proof: `statement` is exactly what `signature` (Ed25519, base64) covers; `publicKey` is in PEM. */
export const consentProof = z.object({
  statement: z.string(),
  signature: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
});

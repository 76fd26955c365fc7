/** What an erasure or a hold is about. */
import { z } from 'zod';
import type { ConversationId, MessageId, NumberId, PersonId } from '../ids.ts';
import { id, instant } from './fields.ts';

/** Instants in milliseconds, `from` inclusive, `until` exclusive. */
export const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: id<PersonId>() }),
  z.object({ kind: z.literal('message'), message: id<MessageId>() }),
  z.object({ kind: z.literal('file'), message: id<MessageId>() }),
  z.object({ kind: z.literal('conversation'), conversation: id<ConversationId>() }),
  z.object({ kind: z.literal('number'), number: id<NumberId>() }),
  z.object({
    kind: z.literal('period'),
    number: id<NumberId>(),
    from: instant.nullable(),
    until: instant,
  }),
]);
export type Scope = z.infer<typeof scope>;

/** What travels over socket.io at /live: ids, kinds and severities only, never text. */
import { z } from 'zod';
import { idView, severityView } from './views.ts';

/** Each event carries `count`, rising by one per connection; on a gap or a reconnect the client reads again. */
export const liveEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['alert-raised', 'alert-joined', 'alert-decided']),
    count: z.int(),
    id: idView,
    number: idView,
    severity: severityView,
    historical: z.boolean(),
  }),
  z.object({
    kind: z.literal('import-progress'),
    count: z.int(),
    id: idView,
    number: idView,
    state: z.enum(['waiting', 'running', 'done', 'refused']),
    done: z.int(),
    total: z.int().nullable(),
  }),
  z.object({
    kind: z.literal('replay-progress'),
    count: z.int(),
    id: idView,
    state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
    done: z.int(),
    total: z.int(),
  }),
  z.object({
    /** Of people's rights: an id each, and what became of it is read anew. */
    kind: z.enum(['request-changed', 'export-changed', 'erasure-changed', 'hold-changed', 'person-changed']),
    count: z.int(),
    id: idView,
  }),
  z.object({ kind: z.literal('rules-changed'), count: z.int(), id: z.string() }),
  z.object({
    kind: z.literal('conversation-grew'),
    count: z.int(),
    id: idView,
    number: idView,
    /** How many messages came since the last event of this conversation. */
    messages: z.int(),
  }),
  z.object({
    /** `message-changed`: the message was edited or deleted, its file came, somebody reacted. */
    kind: z.enum(['message-changed', 'link-changed', 'number-changed', 'system-alert-raised', 'system-alert-closed']),
    count: z.int(),
    id: idView,
    number: idView,
  }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
/** The one event name on the socket. */
export const liveEventName = 'live';

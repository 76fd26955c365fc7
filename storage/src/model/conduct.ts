/** Business hours of each number, and what conduct rules remember of each conversation. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, ConversationId, MessageId, NumberId, RuleId } from '../ids.ts';
import { counter, id, instant } from './fields.ts';

/** `HH:MM`, up to 24:00. */
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** A number's hours as a dpo or administrator set them; its zone stands with the number. Absent: the usual ones. */
export const calendarSchema = z.object({
  id: id<NumberId>(),
  /** Seven, Monday first; null = closed. */
  week: z.array(z.object({ opens: timeOfDay, closes: timeOfDay }).nullable()).length(7),
  holidays: z.array(z.iso.date()),
  changedBy: z.string(),
  changedAt: instant,
});
export type StoredCalendar = z.infer<typeof calendarSchema>;
export const calendars = defineCollection({ name: 'calendars', schema: calendarSchema, indexes: {}, sealed: [] });

/** What conduct rules remember of a conversation: ids, times and rule ids. Live messages and imports are followed apart. */
export const conductSchema = z.object({
  /** Derived from conversation and origin. */
  id: id<BlindIndex>(),
  conversation: id<ConversationId>(),
  number: id<NumberId>(),
  origin: z.enum(['import', 'live']),
  /** The number's capture order up to here is in it. */
  sequence: counter,
  /** When the next rule falls due if nobody answers; null where none does, and in imports. */
  dueAt: instant.nullable(),
  waiting: z
    .object({
      message: id<MessageId>(),
      at: instant,
      told: z.array(id<RuleId>()),
      latest: z.object({ message: id<MessageId>(), at: instant }).optional(),
    })
    .optional(),
  answeredAt: instant.optional(),
  contactAt: instant.optional(),
  outsideAt: instant.optional(),
  /** At most 64. */
  signs: z.array(
    z.object({ message: id<MessageId>(), at: instant, rules: z.array(id<RuleId>()), gone: z.boolean().optional() }),
  ),
});
export type StoredConduct = z.infer<typeof conductSchema>;
export const conducts = defineCollection({
  name: 'conducts',
  schema: conductSchema,
  indexes: { byDue: ['dueAt'] },
  sealed: [],
});

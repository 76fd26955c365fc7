/** What the dashboard is shown of imports. */
import { z } from 'zod';
import { basisView, idView, instantView, numberView } from './views.ts';

export const importCounts = z.object({
  entries: z.int(),
  messages: z.int(),
  systemLines: z.int(),
  media: z.int(),
  people: z.int(),
  stored: z.int(),
  alreadyStored: z.int(),
  withheld: z.int(),
  /** Files of messages that were stored earlier without them. */
  filesLeft: z.int(),
  alerts: z.int(),
});
export type ImportCounts = z.infer<typeof importCounts>;
export const importView = z.object({
  id: idView,
  number: numberView,
  by: z.string(),
  basis: basisView,
  state: z.enum(['waiting', 'running', 'done', 'refused']),
  /** Entries dealt with so far, and in all once known. */
  done: z.int(),
  total: z.int().nullable(),
  /** While refused: a stable code and the sentence that names file and line. */
  problem: z.object({ code: z.string(), sentence: z.string() }).nullable(),
  counts: importCounts,
  createdAt: instantView,
  endedAt: instantView.nullable(),
});
export type ImportView = z.infer<typeof importView>;

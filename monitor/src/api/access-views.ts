/** What the dashboard is shown of users, and of what they may do. */
import { z } from 'zod';
import { idView, languageView, roleView } from './views.ts';

export const userView = z.object({
  id: idView,
  email: z.string(),
  name: z.string().nullable(),
  roles: z.array(roleView),
  numbers: z.array(idView).nullable(),
  rights: z.array(z.enum(['export', 'erase'])),
  /** Who they are among the persons of the archive: nobody decides about themselves. */
  person: idView.nullable(),
  state: z.enum(['invited', 'active', 'ended']),
  language: languageView,
  totp: z.boolean(),
});
export type UserView = z.infer<typeof userView>;

/** Acts that a screen may offer; the server decides again at each call. */
export const act = z.enum([
  'alert:list',
  'alert:read',
  'alert:decide',
  'conversation:read',
  'person:list',
  'person:read',
  'person:reveal',
  'person:exclude',
  'person:export',
  'person:erase',
  'person:restrict',
  'person:correct',
  'right:read',
  'request:list',
  'request:answer',
  'share:make',
  'erasure:list',
  'hold:list',
  'hold:place',
  'hold:lift',
  'retention:list',
  'retention:set',
  'company:export',
  'company:close',
  'consent:enter',
  'doubt:settle',
  'archive:search',
  'import:run',
  'import:list',
  'rule:list',
  'rule:change',
  'term:change',
  'replay:run',
  'budget:change',
  'user:list',
  'user:change',
  'number:list',
  'number:change',
  'number:link',
  'calendar:change',
  'number:set-up',
  'number:arm',
  'notice:draft',
  'notice:approve',
  'roster:list',
  'roster:change',
  'system-alert:list',
  'audit:read',
]);
export type Act = z.infer<typeof act>;
export const meView = userView.extend({ acts: z.array(act) });
export type MeView = z.infer<typeof meView>;

/** People who sign in to Atalaia, their sessions and one-time links. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, ConversationId, NumberId, PersonId, UserId } from '../ids.ts';
import { counter, id, instant, language, sealed } from './fields.ts';

export const roles = ['administrator', 'manager', 'dpo', 'agent', 'auditor'] as const;
export type Role = (typeof roles)[number];
/** Rights given to a person by name, beyond the role. */
export const personalRights = ['export', 'erase'] as const;

export const userSchema = z.object({
  id: id<UserId>(),
  /** Keyed hash of the e-mail, lower case. */
  email: id<BlindIndex>(),
  sealedEmail: sealed,
  sealedName: sealed.optional(),
  /** One human may be manager and dpo; administrator, agent and auditor stand alone (they never read others' content). */
  roles: z.array(z.enum(roles)).min(1),
  /** The numbers a manager may see; `null` = all. */
  numbers: z.array(id<NumberId>()).nullable(),
  rights: z.array(z.enum(personalRights)),
  /** Who they are among the persons of the archive, an agent or a contact: nobody decides about themselves. */
  person: id<PersonId>().optional(),
  state: z.enum(['invited', 'active', 'ended']),
  /** argon2id in PHC form, sealed under the company key. */
  sealedPassword: sealed.optional(),
  sealedTotpSecret: sealed.optional(),
  /** A new TOTP secret whose first code is still awaited; the one in force stays until then. */
  sealedPendingTotpSecret: sealed.optional(),
  /** The last TOTP time step used, so that a code works once (RFC 6238 §5.2). */
  totpStep: counter,
  language,
  createdAt: instant,
});
export type User = z.infer<typeof userSchema>;
export const users = defineCollection({
  name: 'users',
  schema: userSchema,
  indexes: { byEmail: ['email'], byCreation: ['createdAt'] },
  unique: ['byEmail'],
  sealed: ['sealedEmail', 'sealedName', 'sealedPassword', 'sealedTotpSecret', 'sealedPendingTotpSecret'],
});

/** A signed-in browser. The id is the keyed hash of the cookie's token: the token itself is nowhere at rest. */
export const sessionSchema = z.object({
  id: id<BlindIndex>(),
  user: id<UserId>(),
  /** `totp`: password was right, the code is still awaited. */
  state: z.enum(['totp', 'signed-in']),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
});
export type Session = z.infer<typeof sessionSchema>;
export const sessions = defineCollection({
  name: 'sessions',
  schema: sessionSchema,
  indexes: { byUser: ['user', 'createdAt'], byExpiry: ['expiresAt'] },
  sealed: [],
});

/** A one-time link: first administrator or invitation. The id is the keyed hash of the secret in the link's fragment. */
export const linkSchema = z.object({
  id: id<BlindIndex>(),
  purpose: z.enum(['first-administrator', 'invitation']),
  user: id<UserId>().nullable(),
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
});
export const links = defineCollection({
  name: 'links',
  schema: linkSchema,
  indexes: { byUser: ['user', 'createdAt'], byPurpose: ['purpose', 'createdAt'] },
  sealed: [],
});

/** Names shown for a while: who, which conversation, why, until when. */
export const revealSchema = z.object({
  id: id<string>(),
  user: id<UserId>(),
  conversation: id<ConversationId>(),
  reason: z.string(),
  at: instant,
  until: instant,
});
export type Reveal = z.infer<typeof revealSchema>;
export const reveals = defineCollection({
  name: 'reveals',
  schema: revealSchema,
  indexes: { byUser: ['user', 'conversation', 'until'] },
  sealed: [],
});

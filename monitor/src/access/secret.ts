/** Secrets that are handed out once: session tokens and one-time links. Only their keyed hash is stored. */
import { randomBytes } from 'node:crypto';

/** Makes a fresh secret: 256 random bits, base64url (43 characters). Comes in as a dependency. */
export type NewSecret = () => string;

export const newSecret: NewSecret = () => randomBytes(32).toString('base64url');

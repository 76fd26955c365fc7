/** Message ids as Android phones make them. */
import { randomBytes } from 'node:crypto';

export function messageId(): string {
  return `AC${randomBytes(15).toString('hex').toUpperCase()}`;
}

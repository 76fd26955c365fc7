/** Which roles one human may hold together. */
import type { Role } from '@atalaia/storage';
import { Problem } from '../problem.ts';

/**
 * Manager and dpo may be one human; administrator, auditor and agent stand alone: who runs the machine or proves the
 * trail never sees content, and nobody reviews the chats they write.
 * @throws Problem `bad-request`
 */
export function refuseUnwiseRoles(roles: readonly Role[]): void {
  const alone = roles.some((role) => role === 'administrator' || role === 'auditor' || role === 'agent');
  if (roles.length === 0 || new Set(roles).size !== roles.length || (alone && roles.length > 1)) {
    throw new Problem('bad-request', 'Administrator, auditor and agent stand alone; manager and dpo may be combined.', {
      pointer: '/roles',
    });
  }
}

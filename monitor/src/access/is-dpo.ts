/** Who may answer for the rights of persons: a user with the role of dpo who has not ended. */
import type { User } from '@atalaia/storage';

export function isDpo({ state, roles }: Pick<User, 'state' | 'roles'>): boolean {
  return state === 'active' && roles.includes('dpo');
}

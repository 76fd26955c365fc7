/** What is left of the account of somebody who was erased: that it was there. Nobody signs in with it again. */
import type { BlindIndexer, User, Vault } from '@atalaia/storage';
import { sealUserField } from '../access/user-field.ts';

export interface WithoutName {
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly blind: BlindIndexer;
}

/** The account as ended, without name, e-mail, sign-in and person: it stays, so that what it did has somebody behind it. */
export async function withoutName(
  { vault, blind }: WithoutName,
  { id, roles, language, createdAt }: User,
): Promise<User> {
  return {
    id,
    email: blind.of('email', 'erased', id),
    sealedEmail: await sealUserField(vault, id, 'sealedEmail', '—'),
    roles,
    numbers: [],
    rights: [],
    state: 'ended',
    totpStep: 0,
    language,
    createdAt,
  };
}

/** Seals and opens what is secret about a user: e-mail, name, password hash, TOTP secret; all under the company key. */
import { placeOf, type Sealed, type SealedField, type User, type UserId, users, type Vault } from '@atalaia/storage';

export type UserField = SealedField<User>;

const place = (user: UserId, field: UserField) => placeOf(users, user, field);

export async function sealUserField(
  vault: Pick<Vault, 'keyOf'>,
  user: UserId,
  field: UserField,
  text: string,
): Promise<Sealed> {
  const key = await vault.keyOf('company');
  if (!key) throw new Error('The company key was destroyed.');
  return key.seal(place(user, field), text);
}

export async function openUserField(
  vault: Pick<Vault, 'openText'>,
  user: UserId,
  field: UserField,
  sealed: Sealed,
): Promise<string> {
  const text = await vault.openText(place(user, field), sealed);
  if (text === undefined) throw new Error('The company key was destroyed.');
  return text;
}

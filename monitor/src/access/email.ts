/** Finds users by e-mail without storing one in clear. */
import { type BlindIndex, type BlindIndexer, type Records, type User, users, type Versioned } from '@atalaia/storage';

/** Upper and lower case are one address: nobody uses two that differ only in it. */
function normalEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

export function emailIndex(blind: BlindIndexer, email: string): BlindIndex {
  return blind.of('email', normalEmail(email));
}

export async function findUserByEmail(
  deps: { readonly records: Pick<Records, 'find'>; readonly blind: BlindIndexer },
  email: string,
): Promise<Versioned<User> | undefined> {
  const page = await deps.records.find(users, {
    index: 'byEmail',
    equals: { email: emailIndex(deps.blind, email) },
    limit: 1,
  });
  return page.items[0];
}

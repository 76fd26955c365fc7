/** The company's sealing key: seals what is about nobody in particular, such as terms and rule versions. */
import type { SealingKey, Vault } from '@atalaia/storage';

/** @throws if the company key was destroyed, which nothing in the program does. */
export async function companyKey(vault: Pick<Vault, 'keyOf'>): Promise<SealingKey> {
  const key = await vault.keyOf('company');
  if (!key) throw new Error('The company key is gone from the key store.');
  return key;
}

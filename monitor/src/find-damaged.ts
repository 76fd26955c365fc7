/** Finds messages and persons whose sealed fields no longer open: a failing disk, or somebody who wrote to the files. */
import { messages, persons, type Records, SealBroken, type Sealed, type Vault } from '@atalaia/storage';
import { everyPage } from './every-page.ts';

export interface FindDamaged {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'open'>;
}

export interface Damaged {
  readonly collection: 'messages' | 'persons';
  readonly id: string;
}

/** Opens every sealed field once, page after page, and keeps nothing of it: no disclosure. */
export async function* findDamaged(deps: FindDamaged): AsyncGenerator<Damaged> {
  const everyMessage = everyPage((after) => deps.records.find(messages, { index: 'bySequence', limit: 200, ...after }));
  for await (const { doc } of everyMessage) {
    const { id, sealedText, sealedFileName, sealedFileKey, sealedSecret } = doc;
    const damaged: Damaged = { collection: 'messages', id };
    if (await isDamaged(deps, damaged, { sealedText, sealedFileName, sealedFileKey, sealedSecret })) yield damaged;
  }
  const everyPerson = everyPage((after) => deps.records.find(persons, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc } of everyPerson) {
    const { id, sealedName, sealedPhone } = doc;
    const damaged: Damaged = { collection: 'persons', id };
    if (await isDamaged(deps, damaged, { sealedName, sealedPhone })) yield damaged;
  }
}

async function isDamaged(
  { vault }: FindDamaged,
  { collection, id }: Damaged,
  fields: Readonly<Record<string, Sealed | undefined>>,
): Promise<boolean> {
  for (const [field, sealed] of Object.entries(fields)) {
    try {
      if (sealed !== undefined) await vault.open({ collection, id, field }, sealed);
    } catch (error) {
      if (error instanceof SealBroken) return true;
      throw error;
    }
  }
  return false;
}

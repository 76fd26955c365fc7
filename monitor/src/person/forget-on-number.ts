/** Makes one number's journal forget erased people, under every identifier that the archive or their mark still knows. */
import type { Identifier, NumberLink } from '@atalaia/connector';
import { aliases, type BlindIndex, type BlindIndexer, type Keys, type PersonId, type Records } from '@atalaia/storage';
import { phoneOf } from '../number/phone.ts';
import { lidAlias, phoneAlias } from './resolve.ts';

export interface ForgetOnNumber {
  readonly records: Pick<Records, 'get'>;
  readonly keys: Pick<Keys, 'markOf'>;
  readonly blind: BlindIndexer;
}

/**
 * Call it before the persons' aliases are swept; after that only marks tell who they were, and any marked identifier
 * that leads to nobody is somebody who was erased. Durable when it resolves.
 */
export async function forgetOnNumber(
  deps: ForgetOnNumber,
  link: Pick<NumberLink, 'forget'>,
  persons: readonly PersonId[],
): Promise<void> {
  await link.forget(persons, async (person, identifier) => {
    for (const id of aliasesOf(deps.blind, identifier)) {
      const alias = (await deps.records.get(aliases, id))?.doc;
      if (alias?.person === person) return true;
      if (!alias && (await deps.keys.markOf(id)) !== undefined) return true;
    }
    return false;
  });
}

/** WhatsApp writes Brazilian numbers with and without their ninth digit. */
function aliasesOf(blind: BlindIndexer, { kind, value }: Identifier): readonly BlindIndex[] {
  if (kind === 'lid') return [lidAlias(blind, value)];
  const other = phoneOf(value)?.otherForm;
  return [value, ...(other === undefined ? [] : [other])].map((form) => phoneAlias(blind, form));
}

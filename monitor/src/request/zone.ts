/** The zone in which a request's days are counted. */
import { type NumberId, numbers, type Records } from '@atalaia/storage';
import { zoneOfCountry } from '../number/zone.ts';

/** That of the company's number that it is about; without one, that of the company's first number. */
export async function zoneOf(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  number: NumberId | null,
): Promise<string> {
  const own = number === null ? undefined : (await deps.records.get(numbers, number))?.doc.zone;
  if (own !== undefined) return own;
  const [first] = (await deps.records.find(numbers, { index: 'byCreation', limit: 1 })).items;
  return first?.doc.zone ?? zoneOfCountry(undefined);
}

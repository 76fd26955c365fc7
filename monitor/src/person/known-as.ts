/** Who is behind a phone number or an id, as somebody types it. */
import { aliases, type BlindIndexer, idPattern, type Person, persons, type Records } from '@atalaia/storage';
import { phoneOf } from '../number/phone.ts';
import { Problem } from '../problem.ts';
import { phoneAlias } from './resolve.ts';

/**
 * A Brazilian mobile number is looked for with and without its ninth digit; that may be two persons.
 * @throws Problem `bad-request` if it is neither number nor id; `not-found`
 */
export async function personsKnownAs(
  deps: { readonly records: Pick<Records, 'get'>; readonly blind: BlindIndexer },
  who: string,
): Promise<readonly [Person, ...Person[]]> {
  const phone = phoneOf(who);
  if (!phone && !idPattern.test(who)) {
    throw new Problem('bad-request', 'Name a person by phone number with country code, as +5511912345678, or by id.');
  }
  const ids = phone ? await holders(deps, [phone.e164, phone.otherForm]) : [who];
  const found = await Promise.all(ids.map((id) => deps.records.get(persons, id)));
  const [first, ...more] = found.flatMap((one) => (one ? [one.doc] : []));
  if (!first) throw new Problem('not-found', 'Nobody is known by this number or id.');
  return [first, ...more];
}

async function holders(
  deps: { readonly records: Pick<Records, 'get'>; readonly blind: BlindIndexer },
  forms: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const form of forms) {
    const alias = form && (await deps.records.get(aliases, phoneAlias(deps.blind, form)));
    if (alias) found.add(alias.doc.person);
  }
  return [...found];
}

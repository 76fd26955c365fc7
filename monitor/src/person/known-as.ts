/** Who is meant by what somebody types at the terminal: a phone number, an id, a name or part of it, the code on a screen. */
import { aliases, type BlindIndexer, idPattern, type Person, persons, type Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { phoneOf } from '../number/phone.ts';
import { Problem } from '../problem.ts';
import { phoneAlias } from './resolve.ts';
import { type SeekPersons, seekPersons } from './seek.ts';

/** More are no answer, but a list of strangers. */
const mostNamed = 50;

/**
 * A Brazilian mobile number is looked for with and without its ninth digit; that may be two persons. A name or a code
 * is sought and recorded as on the dashboard, and may be several.
 * @throws Problem `not-found`; `bad-request` if more than 50 fit
 */
export async function personsKnownAs(
  deps: SeekPersons,
  authorized: Authorized<'person:reveal'>,
  who: string,
): Promise<readonly [Person, ...Person[]]> {
  const phone = phoneOf(who);
  let ids: readonly string[];
  if (phone) ids = await holders(deps, [phone.e164, phone.otherForm]);
  else ids = idPattern.test(who) ? [who] : await named(deps, authorized, who);
  const found = await Promise.all(ids.map((id) => deps.records.get(persons, id)));
  const [first, ...more] = found.flatMap((one) => (one ? [one.doc] : []));
  if (!first) {
    throw new Problem(
      'not-found',
      'Nobody is known by this. Name a person by phone number with country code, as +5511912345678, by name, code or id.',
    );
  }
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

/** All of them, so that one alone is known to be the only one. The terminal's verbs serve requests: that is the reason given. */
async function named(deps: SeekPersons, authorized: Authorized<'person:reveal'>, who: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null && found.length <= mostNamed) {
    const page = await seekPersons(deps, authorized, { who, reason: 'answer-request', cursor });
    found.push(...page.persons.map(({ id }) => id));
    cursor = page.next;
  }
  if (found.length > mostNamed) {
    throw new Problem('bad-request', `More than ${mostNamed} persons fit: say more of the name.`);
  }
  return found;
}

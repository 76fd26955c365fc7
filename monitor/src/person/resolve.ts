/** Finds the person behind a WhatsApp id, a phone number or a name in an export, or meets them for the first time. Two persons are never merged here. */
import { foldedWords, foldFor } from '@atalaia/rules';
import {
  type Alias,
  aliases,
  type BlindIndex,
  type BlindIndexer,
  type Clock,
  type ErasedMark,
  type Keys,
  type NewId,
  type NumberId,
  ownerOfPerson,
  type Person,
  type PersonId,
  persons,
  placeOf,
  type Records,
  type SealedField,
  type Vault,
} from '@atalaia/storage';
import type { Phone } from '../number/phone.ts';

export interface ResolveDeps {
  readonly records: Pick<Records, 'insert' | 'get' | 'replace' | 'find'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  /** Beside the keys stands what an erasure left of the identifiers of those who were erased. */
  readonly keys: Pick<Keys, 'markOf' | 'isDestroyed'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** What an import or WhatsApp itself knows of somebody. */
export interface Sighting {
  readonly number: NumberId;
  readonly source: Alias['source'];
  /** WhatsApp's own id of an account (LID, without device): it goes before the phone number, which changes hands. */
  readonly lid?: string;
  readonly role: Person['role'];
  readonly notice: Person['notice'];
  /** As others call them; absent where only the phone number is known. */
  readonly name?: string;
  readonly phone?: Phone;
  /** Where the name holds: a contact's in its conversation, an agent's on the whole number. Tried in this order. */
  readonly nameScopes: readonly string[];
}

export interface Resolved {
  readonly person: Person;
  /** Others who may be the same human; until somebody settles it, the strictest consent among them holds. */
  readonly perhaps: readonly Person[];
}

/** With what an erasure left of their identifiers. */
type Marked = Sighting & { readonly mark: ErasedMark['kind'] | undefined };

type Claim = Pick<Alias, 'id' | 'kind'>;

/**
 * The person that the first known alias leads to, with the unclaimed aliases added; else a new one. Somebody who was
 * erased is met as a new person: suppressed if they had objected, else `erasedBefore`.
 */
export async function resolvePerson(deps: ResolveDeps, sighting: Sighting): Promise<Resolved> {
  const claims = claimsOf(deps.blind, sighting);
  const known = await Promise.all(claims.map((claim) => holderOf(deps, claim.id)));
  const chosen = (await firstHolder(deps, sighting, known)) ?? (deps.newId() as PersonId);
  const holders = await Promise.all(
    claims.map(async (claim, index) => known[index]?.person ?? claimAlias(deps, claim, chosen, sighting.source)),
  );
  const id = holders[0] ?? chosen;
  const person = await meet(deps, id, { ...sighting, mark: await markOf(deps, claims, sighting) });
  const others = new Set([...holders, ...(await sharersOf(deps, sighting))]);
  others.delete(id);
  const perhaps = await Promise.all([...others].map((other) => deps.records.get(persons, other)));
  return { person, perhaps: perhaps.flatMap((found) => (found ? [found.doc] : [])) };
}

export function phoneAlias(blind: BlindIndexer, e164: string): BlindIndex {
  return blind.of('alias', 'phone', e164);
}

export function nameAlias(blind: BlindIndexer, scope: string, name: string): BlindIndex {
  return blind.of('alias', 'name-in-export', scope, name);
}

/**
 * By this an import knows somebody who was erased by their name alone, whichever chat of the number it brings. It leads
 * to nobody: names are not unique.
 */
export function nameMark(blind: BlindIndexer, number: NumberId, name: string): BlindIndex {
  const words = foldedWords(foldFor(true), name).map(({ folded }) => folded);
  return blind.of('alias', 'name-on-number', number, words.length > 0 ? words.join(' ') : name);
}

export function shortFormAlias(blind: BlindIndexer, e164: string): BlindIndex {
  return blind.of('alias', 'phone-without-ninth-digit', e164);
}

export function lidAlias(blind: BlindIndexer, lid: string): BlindIndex {
  return blind.of('alias', 'lid', lid);
}

/**
 * The first whom an alias leads to. A phone number whose holder has another LID was given to somebody else. On
 * WhatsApp a Brazilian number with and without its ninth digit is one account.
 */
async function firstHolder(
  deps: ResolveDeps,
  sighting: Sighting,
  known: readonly (Alias | undefined)[],
): Promise<PersonId | undefined> {
  for (const alias of known) {
    if (alias && !(alias.kind === 'phone' && (await hasOtherLid(deps, alias.person, sighting)))) return alias.person;
  }
  const twin = sighting.source === 'whatsapp' ? await otherFormOf(deps, sighting) : undefined;
  if (twin?.source !== 'whatsapp' || (await hasOtherLid(deps, twin.person, sighting))) return undefined;
  return twin.person;
}

async function hasOtherLid(deps: ResolveDeps, person: PersonId, { lid }: Sighting): Promise<boolean> {
  if (lid === undefined) return false;
  const own = lidAlias(deps.blind, lid);
  const held = await deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 1000 });
  return held.items.some(({ doc }) => doc.kind === 'lid' && doc.id !== own);
}

function claimsOf(blind: BlindIndexer, sighting: Sighting): readonly Claim[] {
  const { name, phone } = sighting;
  const names = name === undefined ? [] : sighting.nameScopes.map((scope) => nameAlias(blind, scope, name));
  const claims: Claim[] = names.map((id) => ({ id, kind: 'name-in-export' }));
  if (sighting.lid !== undefined) claims.unshift({ id: lidAlias(blind, sighting.lid), kind: 'lid' });
  if (phone) claims.push({ id: phoneAlias(blind, phone.e164), kind: 'phone' });
  return claims;
}

/** An alias that still leads to somebody whose keys are destroyed leads to nobody: the sweep has yet to come to it. */
async function holderOf(deps: ResolveDeps, id: BlindIndex): Promise<Alias | undefined> {
  const found = (await deps.records.get(aliases, id))?.doc;
  return found && (await deps.keys.isDestroyed(ownerOfPerson(found.person))) ? undefined : found;
}

/**
 * The strictest mark that an erasure left of what is known of them now; an objection goes before all. Whom the company
 * itself enters anew, an agent, needs no notice.
 */
async function markOf(
  deps: ResolveDeps,
  claims: readonly Claim[],
  { phone, source, name, role, number }: Sighting,
): Promise<ErasedMark['kind'] | undefined> {
  if (source === 'entered') return undefined;
  const forms = [phone?.otherForm, phone?.withoutNinthDigit].filter((form) => form !== undefined);
  const ids = [
    ...claims.map(({ id }) => id),
    ...forms.flatMap((form) => [phoneAlias(deps.blind, form), shortFormAlias(deps.blind, form)]),
    // A phone number tells namesakes apart; without one whoever has the name is taken for them.
    ...(source === 'import' && !phone && name !== undefined && role !== 'agent'
      ? [nameMark(deps.blind, number, name)]
      : []),
  ];
  const marks = await Promise.all(ids.map((id) => deps.keys.markOf(id)));
  return marks.includes('objected') ? 'objected' : marks.find((mark) => mark !== undefined);
}

/** Inserting an alias is the claim: only one can win. Answers who holds it. */
async function claimAlias(
  deps: ResolveDeps,
  claim: Claim,
  person: PersonId,
  source: Alias['source'],
): Promise<PersonId> {
  const alias: Alias = { ...claim, person, source, firstSeenAt: deps.clock() };
  for (;;) {
    if ((await deps.records.insert(aliases, alias)) === 'inserted') return person;
    const found = await deps.records.get(aliases, claim.id);
    if (!found) continue;
    const holder = found.doc.person;
    if (holder === person || !(await deps.keys.isDestroyed(ownerOfPerson(holder)))) return holder;
    if ((await deps.records.replace(aliases, found.version, alias)) === 'replaced') return person;
  }
}

/** Those who carry the same Brazilian number with or without its ninth digit: perhaps the same human, never taken for it. */
async function sharersOf(deps: ResolveDeps, sighting: Sighting): Promise<readonly PersonId[]> {
  const alias = await otherFormOf(deps, sighting);
  return alias ? [alias.person] : [];
}

async function otherFormOf(deps: ResolveDeps, { phone }: Sighting): Promise<Alias | undefined> {
  if (phone?.otherForm === undefined) return undefined;
  return holderOf(deps, phoneAlias(deps.blind, phone.otherForm));
}

/** The person's document, made if this is the first time (or a crash came between alias and document), else brought up to date. */
async function meet(deps: ResolveDeps, id: PersonId, sighting: Marked): Promise<Person> {
  for (;;) {
    const found = await deps.records.get(persons, id);
    if (!found) {
      const person = await withNames(deps, newPerson(deps, id, sighting), sighting);
      if ((await deps.records.insert(persons, person)) === 'inserted') {
        await claimShortForm(deps, id, sighting);
        return person;
      }
      continue;
    }
    const person = await withNames(deps, broughtUp(found.doc, sighting), sighting);
    if (isSame(person, found.doc)) return found.doc;
    if ((await deps.records.replace(persons, found.version, person)) === 'replaced') {
      await claimShortForm(deps, id, sighting);
      return person;
    }
  }
}

function newPerson(deps: ResolveDeps, id: PersonId, { mark, ...sighting }: Marked): Person {
  return {
    id,
    role: sighting.role,
    state: mark === 'objected' ? 'suppressed' : 'active',
    // An import is no notice, and tells nothing of one.
    notice: mark === undefined ? sighting.notice : 'unknown',
    numbers: [sighting.number],
    ...(mark === 'erased' && { erasedBefore: true }),
    createdAt: deps.clock(),
  };
}

function broughtUp(person: Person, sighting: Sighting): Person {
  return {
    ...person,
    role: person.role === 'unknown' ? sighting.role : person.role,
    numbers: person.numbers.includes(sighting.number) ? person.numbers : [...person.numbers, sighting.number],
  };
}

/**
 * Seals name and phone number under the person's own key, where they were not known before. Of who objected neither is
 * kept, nor what an export says of somebody who was erased and has not been told anew.
 */
async function withNames(deps: ResolveDeps, person: Person, { name, phone, source }: Sighting): Promise<Person> {
  if (person.state === 'suppressed' || (person.erasedBefore && source === 'import')) return person;
  const wantsName = name !== undefined && person.sealedName === undefined;
  const wantsPhone = phone !== undefined && person.sealedPhone === undefined;
  if (!wantsName && !wantsPhone) return person;
  const key = await deps.vault.keyOf(ownerOfPerson(person.id));
  if (!key) return person;
  const place = (field: SealedField<Person>) => placeOf(persons, person.id, field);
  return {
    ...person,
    ...(wantsName && { sealedName: key.seal(place('sealedName'), name) }),
    ...(wantsPhone && { sealedPhone: key.seal(place('sealedPhone'), phone.e164) }),
  };
}

async function claimShortForm(deps: ResolveDeps, person: PersonId, { phone, source }: Sighting): Promise<void> {
  const short = phone?.withoutNinthDigit;
  if (short === undefined) return;
  const id = shortFormAlias(deps.blind, short);
  await claimAlias(deps, { id, kind: 'phone-without-ninth-digit' }, person, source);
}

function isSame(a: Person, b: Person): boolean {
  return (
    a.role === b.role &&
    a.numbers.length === b.numbers.length &&
    a.sealedName === b.sealedName &&
    a.sealedPhone === b.sealedPhone
  );
}

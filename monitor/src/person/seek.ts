/** Finds people by what a human has of them: a phone number, a name or part of it, an identifier, the code on a screen. Recorded first; the answer stays masked. */
import { setImmediate } from 'node:timers/promises';
import { foldedWords, foldFor } from '@atalaia/rules';
import {
  aliases,
  type BlindIndex,
  type BlindIndexer,
  type Cursor,
  idPattern,
  type Person,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import { phoneOf } from '../number/phone.ts';
import { type RecordSearch, recordSearch } from '../search/record.ts';
import { openNames, personCode } from './label.ts';
import { lidAlias, phoneAlias, shortFormAlias } from './resolve.ts';
import { type PersonRow, personRow } from './row.ts';

interface OpenNames {
  readonly vault: Pick<Vault, 'openText'>;
}

export interface SeekPersons extends RecordSearch {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText' | 'keyOf'>;
  readonly blind: BlindIndexer;
}

/** Names are sealed one by one: so many are opened for one answer, and so many found. */
const mostLookedAt = 2000;
const mostFound = 50;
const pageSize = 100;
/** Fewer digits are in too many phone numbers. */
const fewestDigits = 4;

/**
 * Whoever an identifier leads to; if it leads to nobody, those whose name has every word typed (as a whole or as a
 * beginning, accents aside), whose phone number has the digits, or whose code it is, the latest met first. `next` goes
 * on among those met earlier.
 */
export async function seekPersons(
  deps: SeekPersons,
  authorized: Authorized<'person:reveal'>,
  input: { readonly who: string; readonly reason: string; readonly cursor?: Cursor | undefined },
): Promise<{ persons: PersonRow[]; next: string | null }> {
  const { actor, numbers } = authorized;
  const isVisible = (person: Person) => numbers === null || person.numbers.some((one) => maySee({ numbers }, one));
  const known = input.cursor === undefined ? (await knownBy(deps, input.who)).filter(isVisible) : [];
  const { found, next } = known.length > 0 ? { found: known, next: null } : await lookThrough(deps, input, isVisible);
  await recordSearch(deps, actor, {
    act: 'person-sought',
    chain: 'company',
    words: input.who,
    purpose: input.reason,
    results: found.length,
  });
  const rows: PersonRow[] = [];
  for (const person of found) rows.push(await personRow(deps, person, numbers));
  return { persons: rows, next };
}

/** Whether what was typed leads to one of these persons. */
export async function leadsTo(
  deps: Pick<SeekPersons, 'records' | 'blind'> & OpenNames,
  who: string,
  persons: readonly Person[],
): Promise<boolean> {
  const known = new Set((await knownBy(deps, who)).map(({ id }) => id));
  const fits = fitting(deps, who);
  for (const person of persons) if (known.has(person.id) || (await fits(person))) return true;
  return false;
}

/** By id, or by what WhatsApp knows them as; a Brazilian number is looked for with and without its ninth digit. */
async function knownBy(deps: Pick<SeekPersons, 'records' | 'blind'>, who: string): Promise<readonly Person[]> {
  const ids = new Set<string>(idPattern.test(who) ? [who] : []);
  for (const id of aliasesOf(deps.blind, who)) {
    const alias = await deps.records.get(aliases, id);
    if (alias) ids.add(alias.doc.person);
  }
  const found = await Promise.all([...ids].map((id) => deps.records.get(persons, id)));
  return found.flatMap((one) => (one ? [one.doc] : []));
}

function aliasesOf(blind: BlindIndexer, who: string): readonly BlindIndex[] {
  const lid = /^(\d{6,20})(@lid)?$/.exec(who)?.[1];
  const phone = phoneOf(who);
  const forms = phone ? [phone.e164, phone.otherForm, phone.withoutNinthDigit] : [];
  return [
    ...(lid === undefined ? [] : [lidAlias(blind, lid)]),
    ...forms.flatMap((form) => (form === undefined ? [] : [phoneAlias(blind, form), shortFormAlias(blind, form)])),
  ];
}

/** Opening names to compare them is no disclosure: nothing is shown but who fits. Of the locked nothing opens. */
async function lookThrough(
  deps: SeekPersons,
  { who, cursor }: { readonly who: string; readonly cursor?: Cursor | undefined },
  isVisible: (person: Person) => boolean,
): Promise<{ readonly found: readonly Person[]; readonly next: string | null }> {
  const fits = fitting(deps, who);
  const found: Person[] = [];
  let after = cursor;
  let looked = 0;
  do {
    const page = await deps.records.find(persons, {
      index: 'byCreation',
      order: 'descending',
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    for (const { doc } of page.items) {
      if (doc.state !== 'locked' && isVisible(doc) && (await fits(doc))) found.push(doc);
    }
    looked += page.items.length;
    after = page.next;
    await setImmediate();
  } while (after !== undefined && found.length < mostFound && looked < mostLookedAt);
  return { found, next: after ?? null };
}

function fitting(deps: OpenNames, who: string): (person: Person) => Promise<boolean> {
  const code = who.toUpperCase();
  const words = wordsOf(who);
  const digits = /^[\d\s()+.-]+$/.test(who) ? who.replace(/\D/g, '') : '';
  return async (person) => {
    if (personCode(person.id) === code) return true;
    const { name, phone } = await openNames(deps.vault, person);
    if (digits.length >= fewestDigits) return phone?.includes(digits) ?? false;
    const own = wordsOf(name ?? '');
    return words.length > 0 && words.every((word) => own.some((one) => one.startsWith(word)));
  };
}

/** Folded as rules fold: `Otávio` and `OTAVIO` are the same. */
function wordsOf(text: string): readonly string[] {
  return foldedWords(foldFor(true), text).map(({ folded }) => folded);
}

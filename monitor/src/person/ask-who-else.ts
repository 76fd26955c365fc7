/** Asks the dpo whether somebody who is known by name only, from an exported chat, is this human too: before what is held of them is called complete. */
import { foldedWords, foldFor } from '@atalaia/rules';
import {
  aliases,
  type BlindIndexer,
  type Clock,
  type Person,
  type PersonId,
  persons,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { phoneOf } from '../number/phone.ts';
import type { RaiseSystemAlert } from '../system-alert/raise.ts';
import { raiseDoubt } from './doubt.ts';
import { openNames } from './label.ts';
import { phoneAlias } from './resolve.ts';
import { type TellDoubts, tellDoubt } from './tell-doubts.ts';

export type AskWhoElse = TellDoubts &
  RaiseSystemAlert & {
    readonly vault: Pick<Vault, 'openText'>;
    readonly blind: BlindIndexer;
    readonly clock: Clock;
  };

/**
 * `human`: every document of theirs. Exports call people as the telephone's owner saved them: the same name on the same
 * number, or a Brazilian number with or without its ninth digit, may be the same human. Asking again changes nothing,
 * nor what was settled.
 */
export async function askWhoElse(deps: AskWhoElse, human: readonly PersonId[]): Promise<void> {
  const own = await knownOf(deps, human);
  const asked = new Set(human);
  for (const { person, phone } of own) {
    const other = phone === null ? undefined : await holderOfOtherForm(deps, phone);
    if (other && !asked.has(other.id)) await ask(deps, person, other);
  }
  const named = own.filter(({ name }) => name !== '');
  if (named.length === 0) return;
  const everybody = everyPage((after) => deps.records.find(persons, { index: 'byCreation', limit: 100, ...after }));
  for await (const { doc: other } of everybody) {
    if (asked.has(other.id) || other.sealedName === undefined) continue;
    const met = named.filter(({ person }) => mayBeOne(person, other));
    // Opened only where it may decide: whoever has a number or an account of their own is told apart by that.
    const open = met.some(({ byNameOnly }) => byNameOnly) || (met.length > 0 && (await isByNameOnly(deps, other)));
    if (!open) continue;
    const name = plain((await openNames(deps.vault, other)).name);
    for (const { person } of met.filter((one) => one.name === name)) await ask(deps, person, other);
  }
}

interface Known {
  readonly person: Person;
  /** Folded, words only; empty if unknown. */
  readonly name: string;
  readonly phone: string | null;
  readonly byNameOnly: boolean;
}

async function knownOf(deps: AskWhoElse, human: readonly PersonId[]): Promise<readonly Known[]> {
  const found: Known[] = [];
  for (const id of human) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    const { name, phone } = await openNames(deps.vault, person);
    found.push({ person, name: plain(name), phone, byNameOnly: await isByNameOnly(deps, person) });
  }
  return found;
}

/** On one number, and not a customer and an agent of one name. */
function mayBeOne(one: Person, other: Person): boolean {
  const roles = new Set([one.role, other.role]);
  return !(roles.has('agent') && roles.has('contact')) && one.numbers.some((number) => other.numbers.includes(number));
}

async function isByNameOnly(deps: AskWhoElse, { id: person, sealedPhone }: Person): Promise<boolean> {
  if (sealedPhone !== undefined) return false;
  const known = await deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 1000 });
  return known.items.every(({ doc }) => doc.kind === 'name-in-export');
}

async function holderOfOtherForm(deps: AskWhoElse, phone: string): Promise<Person | undefined> {
  const form = phoneOf(phone)?.otherForm;
  const alias = form && (await deps.records.get(aliases, phoneAlias(deps.blind, form)));
  return alias ? (await deps.records.get(persons, alias.doc.person))?.doc : undefined;
}

/** Should they be one, the one who was met first goes on. */
async function ask(deps: AskWhoElse, person: Person, other: Person): Promise<void> {
  const [first, second] = other.createdAt <= person.createdAt ? [other, person] : [person, other];
  const number = first.numbers.find((one) => second.numbers.includes(one)) ?? first.numbers[0];
  if (number === undefined) return;
  if (await raiseDoubt(deps, number, first.id, second.id, deps.clock())) await tellDoubt(deps, first.id, second.id);
}

/** "~ Zé  da Silva" and "Ze da silva" are one name. */
function plain(name: string | null): string {
  return foldedWords(foldFor(true), name ?? '')
    .map(({ folded }) => folded)
    .join(' ');
}

/** Covers in a text who other people are: their names and numbers become dots. */

import { setImmediate } from 'node:timers/promises';
import { type Conversation, type Message, type PersonId, persons, type Records, type Vault } from '@atalaia/storage';
import { maskFor } from '../conversation/mask.ts';
import { openNames } from '../person/label.ts';
import type { Subject } from './subject.ts';

export interface Redaction {
  /** What the person wrote: names and numbers of others are covered, their own stay. */
  own(text: string): string;
  /** What others wrote: every name, number and identifier is covered. */
  others(text: string): string;
}

interface RedactDeps {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

const namesAtOnce = 100;
/** Digits as people write phone numbers and name files, with blanks, dots, any dashes, slashes, low lines and brackets between. */
const phoneLike = /\+?\p{Nd}(?:[\s()._/\p{Pd}]{0,3}\p{Nd}){6,}/gu;
/** Enough of a number to tell one from another, whatever country code and ninth digit were written. */
const telling = 8;

/** Leaves a direct chat as it is: its words were said to the person. */
export const unredacted: Redaction = { own: (text) => text, others: (text) => text };

/** For a conversation with others. Names of everybody in it but the person are opened, so that they can be covered. */
export async function redactionFor(
  deps: RedactDeps,
  { own }: Subject,
  conversation: Conversation,
  also: readonly PersonId[] = [],
): Promise<Redaction> {
  const ids = new Set([...conversation.persons, ...also, ...(conversation.contact ? [conversation.contact] : [])]);
  const names: string[] = [];
  const numbers = new Set<string>();
  for (const [at, id] of [...ids].entries()) {
    if (at % namesAtOnce === namesAtOnce - 1) await setImmediate();
    const person = own.has(id) ? undefined : (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    const { name, phone } = await openNames(deps.vault, person);
    if (name !== null) names.push(name);
    if (phone !== null) {
      names.push(phone);
      numbers.add(ending(phone));
    }
  }
  const everything = maskFor(names);
  const onlyNames = maskFor(names, 'names');
  return {
    own: (text) => withoutNumbers(onlyNames.hide(text), numbers),
    others: (text) => withoutNumbers(everything.hide(text), numbers),
  };
}

/** Everybody whom the rows name who may not be among the conversation's persons. */
export function namedIn(rows: readonly Message[]): readonly PersonId[] {
  return [...new Set(rows.flatMap(({ author, mentions }) => [...(author ? [author] : []), ...mentions]))];
}

function withoutNumbers(text: string, numbers: ReadonlySet<string>): string {
  if (numbers.size === 0) return text;
  return text.replace(phoneLike, (run) => covered(run, numbers));
}

/** Several numbers may stand in one run: each is looked for by itself, so that the person's own stays beside another's. */
function covered(run: string, numbers: ReadonlySet<string>): string {
  const places = Array.from(run.matchAll(/\p{Nd}/gu), ({ index }) => index);
  const digits = places.map((place) => run[place]).join('');
  let text = run;
  for (const [at, first] of places.entries()) {
    const last = places[at + telling - 1];
    if (last === undefined || !numbers.has(digits.slice(at, at + telling))) continue;
    // What is written before it without a blank belongs to it.
    const start = /\S*$/u.exec(run.slice(0, first))?.index ?? first;
    text = text.slice(0, start) + '•'.repeat(last + 1 - start) + text.slice(last + 1);
  }
  return text;
}

function ending(number: string): string {
  return number.replace(/[^\p{Nd}]/gu, '').slice(-telling);
}

/** Takes the names of known persons out of a system line and puts them back when it is shown: each name is kept under its own person's key only. */
import type { PersonId } from '@atalaia/storage';

/** U+FFFC OBJECT REPLACEMENT CHARACTER stands around a place number; one that was in the text already is doubled. */
const mark = '\uFFFC';
const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;

export interface KnownName {
  readonly person: PersonId;
  readonly name: string;
}

/**
 * Replaces every whole-word occurrence of a known name by a place; the longest name wins where several begin.
 * `mentions` holds the persons by place number.
 */
export function takeNamesOut(
  text: string,
  known: readonly KnownName[],
): { readonly text: string; readonly mentions: readonly PersonId[] } {
  const names = known.filter(({ name }) => name !== '').toSorted((a, b) => b.name.length - a.name.length);
  const mentions: PersonId[] = [];
  let out = '';
  let at = 0;
  while (at < text.length) {
    const found = names.find(({ name }) => text.startsWith(name, at) && standsAlone(text, at, at + name.length));
    if (found) {
      const place = mentions.includes(found.person) ? mentions.indexOf(found.person) : mentions.push(found.person) - 1;
      out += `${mark}${place}${mark}`;
      at += found.name.length;
    } else {
      const character = text.charAt(at);
      out += character === mark ? mark + mark : character;
      at += 1;
    }
  }
  return { text: out, mentions };
}

/**
 * The text as people read it: each place filled with what `nameOf` answers for its person (a name, a pseudonym or
 * dots). A place without person is left empty.
 */
export function putNamesIn(text: string, mentions: readonly PersonId[], nameOf: (person: PersonId) => string): string {
  return text.replace(/\uFFFC([0-9]*)\uFFFC/g, (_whole, place: string) => {
    if (place === '') return mark;
    const person = mentions[Number(place)];
    return person === undefined ? '' : nameOf(person);
  });
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !touches(text, start) && !touches(text, end);
}

/** Whether a word runs through this border. */
function touches(text: string, border: number): boolean {
  const before = lastCharacter(text.slice(Math.max(0, border - 2), border));
  const after = String.fromCodePoint(text.codePointAt(border) ?? 0x20);
  return border > 0 && border < text.length && wordCharacter.test(before) && wordCharacter.test(after);
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? '';
}

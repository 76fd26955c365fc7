/** Which digits and signs are written for letters: `pr0p1n@`. */

/** The letters that a digit or sign may stand for, the likelier first. */
const written: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'gb',
  '7': 't',
  '8': 'b',
  '9': 'gq',
  '@': 'a',
  '^': 'a',
  $: 's',
  '§': 's',
  '!': 'il',
  '¡': 'i',
  '|': 'li',
  '€': 'e',
  '&': 'e',
  '£': 'l',
  '¢': 'c',
  '(': 'c',
  '<': 'c',
  '+': 't',
  '#': 'h',
  '%': 'x',
  '×': 'x',
  '¥': 'y',
  '°': 'o',
};

/** The letters that a character is written for; undefined if it is none of these digits and signs. */
export function leetLetters(character: string): string | undefined {
  return Object.hasOwn(written, character) ? written[character] : undefined;
}

/** All signs among them that are no digits. */
export const leetSigns: readonly string[] = Object.keys(written).filter((character) => !/\d/.test(character));

/** Signs that may be the first or last letter of a word: others there are brackets, mentions or an exclamation. */
export function mayStandAtEdge(character: string): boolean {
  return character === '@' || character === '$' || character === '€';
}

/** Makes letters plain for the words beside a number: small, without accents. */

/** The same text unit by unit, so that offsets stay. */
export function plainLetters(text: string): string {
  const small = text.toLowerCase();
  const sized = small.length === text.length ? small : text;
  return sized.replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize('NFD').charAt(0));
}

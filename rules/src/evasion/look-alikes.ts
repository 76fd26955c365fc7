/** Which letters of other alphabets look like Latin ones: `рrорina`, half in Cyrillic, reads as `propina`. */

/**
 * For each Latin letter those that are taken for it, capitals as they look (Greek `Ν` is an N, `ν` a v).
 * Source: Unicode Technical Standard 39, confusables.txt 17.0, cut to what phones can write: Cyrillic, Greek, Armenian,
 * Cherokee, Lisu, phonetic letters and small capitals; and, beyond it, letters with hooks.
 */
const drawnAlike: Readonly<Record<string, string>> = {
  a: 'аАαΑɑᴀꭺᎪꓮɐ',
  b: 'вВьЬβΒʙᏴꓐɓƅ',
  c: 'сСϲϹᴄꮯᏟꓚƈ',
  d: 'ԁԀᴅᎠꓓɗɖ',
  e: 'еЕεΕҽɛᴇᎬꓰǝəэ',
  f: 'ϝꜰꓝƒ',
  g: 'ɡɢցᏀꓖɠԍ',
  h: 'нНһҺհΗʜᎻꓧɦ',
  i: 'іІιΙɩɪᎥꓲɨӏ',
  j: 'јЈϳᴊᎫꓙʝ',
  k: 'кКκΚᴋᏦꓗƙ',
  l: 'ʟᏞꓡɫӀլ',
  m: 'мМΜᴍᎷꓟɱ',
  n: 'пηΝɴոꓠɲŋ',
  o: 'оОοΟσօᴏꓳɵ',
  p: 'рРρΡᴘᏢꓑƥ',
  q: 'ԛԚզʠ',
  r: 'гʀᴦᏒꓣɽɹ',
  s: 'ѕЅꜱᏚꓢʂ',
  t: 'тТτΤᴛᎢꓔƭʈ',
  u: 'υμսᴜꓴʉ',
  v: 'νѵѴᴠᏙꓦʋ',
  w: 'ԝԜωшᴡᎳꓪʍ',
  x: 'хХχΧꓫ',
  y: 'уУγΥʏꓬƴү',
  z: 'ζΖᴢᏃꓜʐ',
};

/** Where the alphabets of white letters on a disc, on a square, and of those that make flags begin. */
export const lettersOnSigns: readonly number[] = [0x1f150, 0x1f170, 0x1f1e6];

/** The Latin letter for each character that looks like one. */
export function makeLookAlikes(): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [letter, characters] of Object.entries(drawnAlike)) {
    for (const character of characters) letters.set(character, letter);
    for (const first of lettersOnSigns) letters.set(String.fromCodePoint(first + letter.charCodeAt(0) - 0x61), letter);
  }
  return letters;
}

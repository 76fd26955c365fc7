/** Chat text in made-up Portuguese, the same for the same seed: words by Zipf's law, accents, capitals, numbers, emoji. */

/** A random number from 0 to 1, exclusive. */
export type Random = () => number;

/** Mulberry32: small, fast, good enough for texts. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const frequent =
  'de que o a e do da não um para é com uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas me esse eles você essa num nem suas meu às minha numa vc tb pq pra bom dia ok obrigado boa tarde'.split(
    ' ',
  );
const onsets = 'b c d f g j l m n p qu r s t v x br cr dr fr gr pr tr bl cl fl pl ch lh nh'.split(' ');
const vowels = 'a a a e e e i i o o o u u ã á é ê í ó ô ú õe ão ei ou'.split(' ');
const codas = ['', '', '', '', '', 's', 'r', 'm', 'l', 'n'];

/** Terms are taken from the words below this rank: no word list looks for "de" or "bom dia". */
const RARE_FROM = 500;

/**
 * Lines of a chat, and terms of a word list: one in seven is a phrase that occurs in the chat, two in seven are words of
 * its vocabulary, the others words that it does not have: most of a word list never occurs.
 */
export function chatText(
  random: Random,
  size: { readonly lines: number; readonly terms: number },
): { lines: string[]; terms: string[] } {
  const vocabulary = makeVocabulary(random, 60_000);
  const lines = Array.from({ length: size.lines }, () => makeLine(random, vocabulary));
  const rareWords = vocabulary.slice(RARE_FROM);
  const rare = new Set(rareWords);
  const isRare = (word: string) => rare.has(word.toLowerCase());
  const terms = new Set<string>();
  while (terms.size < size.terms) {
    const words = (lines[Math.floor(random() * lines.length)] ?? '').split(' ');
    const at = words.findIndex(isRare);
    const [first, second] = [words[at], words[at + 1]];
    if (first !== undefined && second !== undefined && /^\p{L}+$/u.test(second) && random() < 1 / 7) {
      terms.add(`${first} ${second}`.toLowerCase());
    } else
      terms.add(random() < 1 / 3 ? pick(random, rareWords) : makeWord(random) + makeWord(random) + makeWord(random));
  }
  return { lines, terms: [...terms] };
}

function makeVocabulary(random: Random, size: number): string[] {
  const words = new Set(frequent);
  while (words.size < size) {
    words.add(makeWord(random));
  }
  return [...words];
}

function makeWord(random: Random): string {
  const syllables = 1 + Math.floor(random() * random() * 4.5 + random());
  let word = '';
  for (let k = 0; k < syllables; k++) word += pick(random, onsets) + pick(random, vowels);
  return word + pick(random, codas);
}

function makeLine(random: Random, vocabulary: readonly string[]): string {
  const count = 1 + Math.floor(-Math.log(1 - random()) * 17);
  const parts: string[] = [];
  for (let k = 0; k < count; k++) {
    // Zipf: the rank is the exponential of an even number.
    let word = vocabulary[Math.floor(Math.exp(random() * Math.log(vocabulary.length))) - 1] ?? 'de';
    const style = random();
    if (style < 0.03) word = word.toUpperCase();
    else if (style < 0.1 || k === 0) word = word.charAt(0).toUpperCase() + word.slice(1);
    else if (style < 0.12) word = String(Math.floor(random() * 10_000));
    const end = random();
    parts.push(end < 0.06 ? `${word},` : end < 0.1 ? `${word}.` : end < 0.11 ? `${word}!` : word);
  }
  if (random() < 0.04) parts.push(pick(random, ['🙂', '👍', '🙏', '😂😂']));
  return parts.join(' ');
}

function pick(random: Random, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

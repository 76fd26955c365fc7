/** What finding disguised words needs besides the word list itself. */
import type { Fold } from '../fold.ts';
import { makeLookAlikes } from './look-alikes.ts';
import { makeSuspicion, type Suspicion } from './suspect.ts';

/** Built with the word list, if evasion is on. */
export interface Evasion {
  readonly suspicion: Suspicion;
  readonly lookAlikes: ReadonlyMap<string, string>;
  /** All words of all terms: only what may be meant as one of these is looked up. */
  readonly words: ReadonlySet<string>;
  /** Each phrase by its words written as one, as in `p o r f o r a`. */
  readonly phrases: ReadonlyMap<string, string>;
}

type Ground = Pick<Evasion, 'suspicion' | 'lookAlikes'>;

/** What does not depend on the word list: built at the first call for a fold and kept with it (about 3 ms, 64 KB). */
const grounds = new WeakMap<Fold, Ground>();

/** From terms as folded words, folded with evasion. */
export function makeEvasion(fold: Fold, terms: Iterable<readonly string[]>): Evasion {
  const words = new Set<string>();
  const phrases = new Map<string, string>();
  for (const term of terms) {
    for (const word of term) words.add(word);
    if (term.length > 1) phrases.set(term.join(''), term.join(' '));
  }
  return { ...groundOf(fold), words, phrases };
}

function groundOf(fold: Fold): Ground {
  const known = grounds.get(fold);
  if (known !== undefined) return known;
  const made = { suspicion: makeSuspicion(fold), lookAlikes: makeLookAlikes() };
  grounds.set(fold, made);
  return made;
}

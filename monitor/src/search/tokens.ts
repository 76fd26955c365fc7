/** The words of a text as the search index knows them: folded as rules fold, then hashed with a key. */
import { foldedWords, foldFor } from '@atalaia/rules';
import type { BlindIndex, BlindIndexer } from '@atalaia/storage';

/** Shorter words find too much to be worth their place. */
const shortest = 2;

/** Each word once: `Ação!` and `ACAO` are the same. Empty if the text has no word of two letters. */
export function searchTokens(blind: BlindIndexer, text: string): readonly BlindIndex[] {
  const words = new Set(foldedWords(foldFor(true), text).map((word) => word.folded));
  return [...words].filter((word) => word.length >= shortest).map((word) => blind.of('token', word));
}

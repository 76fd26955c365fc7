/** All inflections of a word that a rule writes with `~`. */
import type { Language } from '../rule.ts';
import { inflectEnglish } from './en.ts';
import { inflectSpanish } from './es.ts';
import { inflectPortuguese } from './pt-br.ts';

/** A word has at most this many forms in one language. */
export const MAX_FORMS = 64;

/**
 * The forms of a folded word, itself first: plural, gender, and verb forms if it is an infinitive. Forms that are no
 * words are among them where that costs nothing; words of fewer than three letters stay as they are.
 * For `any` the forms of all languages.
 */
export function inflect(word: string, language: Language | 'any'): readonly string[] {
  switch (language) {
    case 'pt-BR':
      return once(inflectPortuguese(word));
    case 'en':
      return once(inflectEnglish(word));
    case 'es':
      return once(inflectSpanish(word));
    case 'any':
      return [...new Set([...inflect(word, 'pt-BR'), ...inflect(word, 'en'), ...inflect(word, 'es')])];
    default:
      return language satisfies never;
  }
}

function once(forms: readonly string[]): readonly string[] {
  return [...new Set(forms)].slice(0, MAX_FORMS);
}

/** Short words without inflection that would become others: `inflect: true` leaves them as they are. */
const fixed = new Set(
  `para pelo pela pelos pelas como mais muito quando porque sobre entre sempre nunca ainda isso isto esse essa este esta
   aqui onde quem qual cada todo agora depois antes hoje amanha ontem bem tambem voce voces nosso nossa meus minha minhas
   with from that this what when your have will they them then than into over just also here there about without never
   always only after before some more very para desde hasta donde cuando como pero porque este esta esto eso ese esa aqui
   ahora despues antes hoy nunca siempre muy solo sin con ustedes usted nuestro nuestra tambien`.split(/\s+/),
);

/** Whether `inflect: true` means this word too. */
export function isInflected(word: string): boolean {
  return word.length >= 4 && !fixed.has(word) && !/\d/.test(word);
}

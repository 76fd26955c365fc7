/** Recognises the notes of WhatsApp that quote a title, the only ones in which a colon belongs to nobody's name. */
import { plainName } from './marks.ts';
import type { WordBook } from './words.ts';

const QUOTED = /[“„«「『"][^“”„«»「」『』"]*[“”»」』"]/g;
const QUOTE = /[“”„«»「」『』"]/;

/**
 * The whole entry is such a note in the phone's language: 'Ana created group “Plan: B”'. Every quotation mark must be
 * paired and no colon may stand outside them, but for notes that begin with the event: 'Group created by Ana: "Plan"'.
 */
export function isTitleNote(body: string, locale: string | undefined, book: WordBook): boolean {
  if (locale === undefined || body.includes('\n') || !QUOTE.test(body)) return false;
  const unquoted = plainName(body.replace(QUOTED, ''));
  const words = unquoted.replace(/:$/, '');
  if (QUOTE.test(words) || /:\s/.test(words)) return false;
  const event = book.system(words);
  if (!event?.group || !event.locales.some((spoken) => language(spoken) === language(locale))) return false;
  return words === unquoted || book.ownWords(words.normalize('NFC')).some(([start]) => start === 0);
}

/** 'pt' of 'pt-BR': regions share most of their words. */
function language(locale: string): string {
  return locale.split('-', 1)[0] ?? locale;
}

/** Reads what a contact's words mean for the notice: agree, refuse, leave, ask for their data, or nothing at all. */
import type { Language } from '@atalaia/storage';
import { acknowledgements, answers, hedges, languageNames, subjects } from './reply-words.ts';

/**
 * `agree` and `refuse` are short words that only count as an answer to the notice, unless `alone` says that they
 * can't mean anything else. `withdraw`, `data-asked` and `erasure-asked` count wherever they are the whole message.
 * `in-doubt` may be an answer; `acknowledged` says only that something was read.
 */
export type Reply =
  | { readonly kind: 'agree' | 'refuse'; readonly alone: boolean }
  | { readonly kind: 'withdraw' | 'data-asked' | 'erasure-asked' }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'in-doubt' | 'acknowledged' | 'nothing' };

/** An answer to a notice is short; what is longer is about something else. */
const LONGEST_ANSWER = 200;
const MOST_WORDS_IN_DOUBT = 12;

/** Pure; any string. The whole message must be the answer: words in the midst of a sentence never are. */
export function readReply(text: string): Reply {
  if (text.length > LONGEST_ANSWER) return { kind: 'nothing' };
  const said = plainWords(text);
  if (said === '') return { kind: isThumb(text) ? 'acknowledged' : 'nothing' };
  const exact = answers.get(said);
  if (exact !== undefined) return exact;
  const language = languageNames.get(said);
  if (language !== undefined) return { kind: 'language', language };
  if (acknowledgements.has(said)) return { kind: 'acknowledged' };
  const words = said.split(' ');
  const first = words[0] ?? '';
  if (words.length > MOST_WORDS_IN_DOUBT) return { kind: 'nothing' };
  const mayAnswer = hedges.has(first) || hedges.has(said) || words.some((word) => subjects.has(word));
  return { kind: mayAnswer ? 'in-doubt' : 'nothing' };
}

/** Lower case, without accents, emoji, punctuation, WhatsApp's formatting and drawn-out letters: "NÃÃÃO!!! 🙏" is "nao". */
function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/['’`´]/gu, '')
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .trim();
}

/** Signs of approval alone: WhatsApp's people answer so, but to what? */
function isThumb(text: string): boolean {
  const signs = text.replace(/\s|\uFE0F|[\u{1F3FB}-\u{1F3FF}]/gu, '');
  return /^(?:👍|👌|✅|🙏|☑|✔)+$/u.test(signs);
}

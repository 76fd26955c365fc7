/** The words of WhatsApp itself, in every language we know, ready to be looked up. */

import { foldInPlace, foldPhrase } from './marks.ts';
import type { DateOrder } from './model.ts';

/** One language of the phone. To add one, copy a file of `locales/`, fill it in and list it in `locales/all.ts`. */
export interface ChatWords {
  /** BCP 47. */
  readonly locale: string;
  /** The order all regions of the language share, else 'varies'. */
  readonly dateOrder: DateOrder | 'varies';
  /** In `<attached: name>` (iOS) and `name (file attached)` (Android). */
  readonly attached: readonly string[];
  /** Whole phrases for what was left out; Android puts them between `<` and `>`. */
  readonly omitted: readonly string[];
  readonly deleted: readonly string[];
  /** Between `<` and `>` at the end of a message. */
  readonly edited: readonly string[];
  /** Parts of the phrase shown instead of a view-once message. */
  readonly viewOnce: readonly string[];
  /** Beginnings of call notes ("Missed voice call, Tap to call back"). */
  readonly calls: readonly string[];
  /** The word before a map link. */
  readonly location: readonly string[];
  readonly liveLocation: readonly string[];
  /** The word that stands alone, with a colon, above a poll. */
  readonly poll: readonly string[];
  /** Parts of the notice that messages are encrypted: it names nobody. */
  readonly encryption: readonly string[];
  /** Parts of other system lines of any chat. */
  readonly system: readonly string[];
  /** Parts of system lines that only groups have. */
  readonly group: readonly string[];
  readonly am: readonly string[];
  readonly pm: readonly string[];
  /** What stands before the title in the name of the exported file. */
  readonly fileName: readonly string[];
}

type PhraseKind = 'attached' | 'omitted' | 'deleted' | 'edited' | 'calls' | 'location' | 'liveLocation' | 'poll';
const PHRASE_KINDS: readonly PhraseKind[] = [
  'attached',
  'omitted',
  'deleted',
  'edited',
  'calls',
  'location',
  'liveLocation',
  'poll',
];

/** Languages in which a phrase was found. */
export type Spoken = readonly string[];

/** UTF-16 offsets [start, end) in a text. */
export type Span = readonly [start: number, end: number];

export interface SystemPhrase {
  readonly group: boolean;
  readonly locales: Spoken;
}

export interface WordBook {
  readonly words: readonly ChatWords[];
  /** Languages in which the whole text is a phrase of that kind; undefined if none. */
  phrase(kind: PhraseKind, text: string): Spoken | undefined;
  /** Languages in which the text starts with a note of a call. */
  callNote(text: string): Spoken | undefined;
  /** Languages in which the text contains the words for "view once". */
  viewOnce(text: string): Spoken | undefined;
  /** The system phrases that the text contains. */
  system(text: string): SystemPhrase | undefined;
  /** What of a system line is surely WhatsApp's own; the rest may be names and titles. */
  ownWords(text: string): readonly Span[];
}

/** Makes the look-up tables; about a millisecond, done once per opened file. */
export function bindWords(words: readonly ChatWords[]): WordBook {
  const phrases = new Map(PHRASE_KINDS.map((kind) => [kind, index(words, (w) => w[kind])]));
  const viewOnce = [...index(words, (w) => w.viewOnce)];
  const encryption = [...index(words, (w) => w.encryption, foldPart)];
  const system = [...encryption, ...index(words, (w) => w.system, foldPart)];
  const group = [...index(words, (w) => w.group, foldPart)];
  const longest = Math.max(...[...phrases.values()].flatMap((found) => [...found.keys()]).map((key) => key.length));
  // A text is asked for several kinds in a row; folding it once is most of the cost.
  let last = { text: '', folded: '' };
  const fold = (text: string): string => {
    if (text !== last.text) last = { text, folded: foldPhrase(text) };
    return last.folded;
  };
  const phrase: WordBook['phrase'] = (kind, text) =>
    // Marks and joiners make a text longer than what is left of it.
    text.length > longest * 2 ? undefined : phrases.get(kind)?.get(fold(text));

  const callNote: WordBook['callNote'] = (text) => {
    const comma = text.indexOf(',');
    return phrase('calls', comma < 0 ? text : text.slice(0, comma));
  };

  return {
    words,
    phrase,
    callNote,
    ownWords: (text) => {
      const { folded, places } = foldInPlace(text);
      const spansOf = (parts: typeof system) => parts.flatMap(([part]) => occurrences(folded, part, places));
      const events = spansOf(group);
      const isNotice = callNote(text) !== undefined || spansOf(encryption).length > 0;
      return isNotice && events.length === 0 ? [[0, text.length]] : [...events, ...spansOf(system)];
    },
    viewOnce: (text) => {
      const folded = fold(text.slice(0, 200));
      return union(viewOnce.filter(([part]) => folded.includes(part)));
    },
    system: (text) => {
      const folded = ` ${fold(text.slice(0, 600))} `;
      const inGroup = union(group.filter(([part]) => folded.includes(part)));
      const inAny = union(system.filter(([part]) => folded.includes(part)));
      if (inGroup === undefined && inAny === undefined) return undefined;
      return { group: inGroup !== undefined, locales: [...new Set([...(inGroup ?? []), ...(inAny ?? [])])] };
    },
  };
}

function index(
  words: readonly ChatWords[],
  of: (words: ChatWords) => readonly string[],
  fold: (phrase: string) => string = foldPhrase,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const language of words) {
    for (const phrase of of(language)) {
      const folded = fold(phrase);
      const locales = found.get(folded) ?? [];
      if (!locales.includes(language.locale)) locales.push(language.locale);
      found.set(folded, locales);
    }
  }
  return found;
}

/** A part keeps the spaces at its ends: ' added ' is a word, not a piece of one. */
function foldPart(part: string): string {
  return `${part.startsWith(' ') ? ' ' : ''}${foldPhrase(part)}${part.endsWith(' ') ? ' ' : ''}`;
}

function union(found: readonly (readonly [string, Spoken])[]): Spoken | undefined {
  return found.length === 0 ? undefined : [...new Set(found.flatMap(([, locales]) => locales))];
}

/** Where the folded part stands in the text, without the spaces at its ends. */
function occurrences(folded: string, part: string, places: readonly number[]): Span[] {
  const found: Span[] = [];
  for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + 1)) {
    const start = at + (part.startsWith(' ') ? 1 : 0);
    const end = at + part.length - (part.endsWith(' ') ? 1 : 0);
    found.push([places[start] ?? 0, places[end] ?? 0]);
  }
  return found;
}

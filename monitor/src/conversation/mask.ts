/** Hides who is who in a text that is shown: names, phone numbers, e-mails and identifiers become dots of the same length. */
import { foldedWords, foldFor, identifiersIn } from '@atalaia/rules';

/** Stands for one UTF-16 unit, so that hits keep their places. */
const dot = '•';

/** Parts of names that are also everyday words: hidden only inside the whole name. */
export const particles: ReadonlySet<string> = new Set(
  'a as da das de del der di do dos du e el la las los o os of the van von y'.split(' '),
);
/** A run of this many digits is a number of somebody: a phone in a link, a document, an account. */
const longDigits = /\p{Nd}{8,}/gu;
/** WhatsApp writes who was mentioned as an at sign and the digits of the number. */
const mention = /@\p{Nd}{5,}/gu;

/** What WhatsApp's bold and italics, addresses and names of files put between words without a blank. */
const gluing = /[_*~`]/;
export const allGluing = /[_*~`]/g;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The names to hide, prepared once for a page of messages. */
export interface Mask {
  readonly hide: (text: string) => string;
}

/**
 * Makes the mask for these names. Each word of a name is hidden wherever it stands as a word, however it is cased,
 * accented or spelled with look-alike characters; a name without letters is hidden as it is written. `names`: e-mails,
 * documents and numbers of nobody in particular stay, mentions by number go.
 */
export function maskFor(
  names: readonly string[],
  what: 'names' | 'names-and-identifiers' = 'names-and-identifiers',
): Mask {
  const fold = foldFor(true);
  const words = new Set<string>();
  const sequences = new Map<string, (readonly string[])[]>();
  const wordless: string[] = [];
  for (const name of names) {
    const parts = foldedWords(fold, name).map((word) => word.folded);
    const [first] = parts;
    if (first === undefined) {
      if (name.trim() !== '') wordless.push(name.trim());
      continue;
    }
    // Also as one word, as in an address: @inesparreira.
    words.add(parts.join(''));
    for (const part of parts) if (part.length > 1 && !particles.has(part)) words.add(part);
    sequences.set(first, [...(sequences.get(first) ?? []), parts]);
  }

  const nameSpans = (text: string): Span[] => {
    const spans = wordSpans(text);
    if (gluing.test(text)) spans.push(...wordSpans(text.replace(allGluing, ' ')));
    for (const name of wordless) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        spans.push({ start: at, end: at + name.length });
      }
    }
    return spans;
  };

  const wordSpans = (text: string): Span[] => {
    const spans: Span[] = [];
    const found = foldedWords(fold, text);
    for (const [at, word] of found.entries()) {
      if (words.has(word.folded)) spans.push(word);
      for (const parts of sequences.get(word.folded) ?? []) {
        const last = found[at + parts.length - 1];
        if (last && parts.every((part, k) => found[at + k]?.folded === part)) {
          spans.push({ start: word.start, end: last.end });
        }
      }
    }
    return spans;
  };

  const otherSpans = what === 'names' ? mentionSpans : identifierSpans;
  return { hide: (text) => dotted(text, [...nameSpans(text), ...otherSpans(text)]) };
}

function mentionSpans(text: string): Span[] {
  return spansOf(text, mention);
}

function identifierSpans(text: string): Span[] {
  return [...identifiersIn(text), ...spansOf(text, longDigits), ...spansOf(text, mention)];
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

/** The text with every unit of the spans replaced; its length stays. */
export function dotted(text: string, spans: readonly Span[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    shown += text.slice(at, from) + dot.repeat(end - from);
    at = end;
  }
  return shown + text.slice(at);
}

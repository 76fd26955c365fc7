/** The contact or group that an exported file is named after. */
import type { ChatWords } from './words.ts';

/** "WhatsApp Chat with Ana.txt" → "Ana"; undefined if the name is not one that WhatsApp gives. */
export function titleOfFile(fileName: string, words: readonly ChatWords[]): string | undefined {
  const base = (fileName.split(/[/\\]/).at(-1) ?? '').normalize('NFC').replace(/\.(?:txt|zip)$/i, '');
  const spaced = base.includes(' ') ? base : base.replaceAll('_', ' ');
  const folded = spaced.toLowerCase();
  const prefixes = words.flatMap((language) => language.fileName).sort((a, b) => b.length - a.length);
  const prefix = prefixes.find((known) => folded.startsWith(known.toLowerCase()));
  const title =
    prefix === undefined
      ? ''
      : spaced
          .slice(prefix.length)
          .replace(/ \(\d+\)$/, '')
          .trim();
  return title === '' ? undefined : title;
}

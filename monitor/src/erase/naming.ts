/** Tells whether a text speaks of somebody who is being erased. Asked before their keys go: their names must open. */
import { foldedWords, foldFor } from '@atalaia/rules';
import type { Erasure, Records, Vault } from '@atalaia/storage';
import { wordsOf } from './mentions.ts';

/** A name may be as short; what stands between names in Portuguese, Spanish and Italian is in every second text. */
const shortest = 2;
const particles: ReadonlySet<string> = new Set(['da', 'de', 'di', 'do', 'du', 'el', 'la', 'le']);
/** A number is written with and without its country, its area and the ninth digit: these are in all of them. */
const lastDigits = 8;

/** By any word of a name or a phone number of theirs: too many texts rather than too few. */
export async function namingOf(
  deps: { readonly records: Pick<Records, 'get'>; readonly vault: Pick<Vault, 'openText'> },
  whole: Erasure['whole'],
): Promise<(text: string) => boolean> {
  const words = await wordsOf(deps, whole, shortest);
  const names = new Set([...words].filter((word) => !particles.has(word)));
  const phones = [...names].filter((name) => /^\d{8,}$/.test(name)).map((phone) => phone.slice(-lastDigits));
  return (text) => {
    if (foldedWords(foldFor(true), text).some(({ folded }) => names.has(folded))) return true;
    // A phone number may be written in groups.
    const digits = text.replace(/\D/g, '');
    return phones.some((phone) => digits.includes(phone));
  };
}

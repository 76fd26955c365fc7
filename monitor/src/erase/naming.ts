/** Tells whether a text speaks of somebody who is being erased. Asked before their keys go: their names must open. */
import { foldedWords, foldFor } from '@atalaia/rules';
import type { Erasure, Records, Vault } from '@atalaia/storage';
import { wordsOf } from './mentions.ts';

/** A name may be as short; what stands between names in Portuguese, Spanish and Italian is in every second text. */
const shortest = 2;
const particles: ReadonlySet<string> = new Set(['da', 'de', 'di', 'do', 'du', 'el', 'la', 'le']);
/** A number is written with and without its country, its area and the ninth digit: these are in all of them. */
const lastDigits = 8;

interface OpenNames {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** By any word of a name or a phone number of theirs: too many texts rather than too few. */
export async function namingOf(deps: OpenNames, whole: Erasure['whole']): Promise<(text: string) => boolean> {
  const words = await wordsOf(deps, whole, shortest);
  const names = new Set([...words].filter((word) => !particles.has(word)));
  const holdsPhone = phonesIn(names);
  return (text) => foldedWords(foldFor(true), text).some(({ folded }) => names.has(folded)) || holdsPhone(text);
}

/** By a phone number of theirs alone. */
export async function phoningOf(deps: OpenNames, whole: Erasure['whole']): Promise<(text: string) => boolean> {
  return phonesIn(await wordsOf(deps, whole, shortest));
}

function phonesIn(words: ReadonlySet<string>): (text: string) => boolean {
  const phones = [...words].filter((word) => /^\d{8,}$/.test(word)).map((phone) => phone.slice(-lastDigits));
  return (text) => {
    // It may be written in groups.
    const digits = text.replace(/\D/g, '');
    return phones.some((phone) => digits.includes(phone));
  };
}

/** Forgets the words of searches for somebody who is being erased: the trail keeps that there was a search, and the hash of its words. */
import { foldedWords, foldFor } from '@atalaia/rules';
import { auditEntries, type Erasure, type Records, type Vault } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { openText } from '../open-text.ts';
import { searchActs, searchOwner, searchPlace } from '../search/record.ts';
import { type DropReasons, dropReasons } from './drop-reasons.ts';
import { wordsOf } from './mentions.ts';

export type ForgetSearches = DropReasons & {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText' | 'shredOwner'>;
};

/** A name may be as short; what stands between names in Portuguese, Spanish and Italian is in every second search. */
const shortest = 2;
const particles: ReadonlySet<string> = new Set(['da', 'de', 'di', 'do', 'du', 'el', 'la', 'le']);
/** A number is written with and without its country, its area and the ninth digit: these are in all of them. */
const lastDigits = 8;

/**
 * Before their keys go, for their names are needed: a search that holds any word of a name or a phone number of theirs.
 * Too many go rather than too few. Doing it again changes nothing.
 */
export async function forgetSearches(deps: ForgetSearches, { whole }: Pick<Erasure, 'whole'>): Promise<void> {
  const words = await wordsOf(deps, whole, shortest);
  const names = new Set([...words].filter((word) => !particles.has(word)));
  if (names.size === 0) return;
  const every = everyPage((after) => deps.records.find(auditEntries, { index: 'byTime', limit: 500, ...after }));
  for await (const { doc } of every) {
    const { act, subject, sealedReason } = doc;
    if (!searchActs.some((one) => one === act) || subject === null || sealedReason === undefined) continue;
    const opened = await openText(deps.vault, searchPlace(subject), sealedReason);
    if (opened.kind !== 'text' || !speaksOf(names, opened.text)) continue;
    await deps.vault.shredOwner(searchOwner(subject));
    await dropReasons(deps, [subject]);
  }
}

function speaksOf(names: ReadonlySet<string>, text: string): boolean {
  if (foldedWords(foldFor(true), text).some(({ folded }) => names.has(folded))) return true;
  // A phone number may be written in groups.
  const digits = text.replace(/\D/g, '');
  return [...names].some((name) => /^\d{8,}$/.test(name) && digits.includes(name.slice(-lastDigits)));
}

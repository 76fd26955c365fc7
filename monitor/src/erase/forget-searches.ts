/** Forgets the words of searches for somebody who is being erased: the trail keeps that there was a search, and the hash of its words. */
import {
  auditEntries,
  type BlindIndexer,
  type Erasure,
  type Person,
  persons,
  type Records,
  type Search,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { openText } from '../open-text.ts';
import { leadsTo } from '../person/seek.ts';
import { searchActs, searchOwner, searchPlace } from '../search/record.ts';
import { searchTokens } from '../search/tokens.ts';
import { type DropReasons, dropReasons } from './drop-reasons.ts';
import { goesWith } from './goes-with.ts';
import { namingOf } from './naming.ts';

export type ForgetSearches = DropReasons & {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText' | 'shredOwner'>;
  readonly blind: BlindIndexer;
  readonly search: Pick<Search, 'query'>;
};

/** A search that finds more messages than these is nobody's own. */
const mostFound = 200;

/**
 * Before their keys go, for their names are needed: a search that holds any word of a name or a phone number of theirs,
 * that finds messages of theirs alone, or by which they themselves were sought. Too many go rather than too few. Doing
 * it again changes nothing.
 */
export async function forgetSearches(deps: ForgetSearches, { whole }: Pick<Erasure, 'whole'>): Promise<void> {
  if (whole.length === 0) return;
  const speaksOf = await namingOf(deps, whole);
  const gone: Person[] = [];
  for (const id of whole) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (person) gone.push(person);
  }
  const every = everyPage((after) => deps.records.find(auditEntries, { index: 'byTime', limit: 500, ...after }));
  for await (const { doc } of every) {
    const { subject, sealedReason } = doc;
    const act = searchActs.find((one) => one === doc.act);
    if (act === undefined || subject === null || sealedReason === undefined) continue;
    const opened = await openText(deps.vault, searchPlace(subject), sealedReason);
    if (opened.kind !== 'text') continue;
    const { text } = opened;
    const isTheirs =
      speaksOf(text) ||
      (act === 'person-sought' ? await leadsTo(deps, text, gone) : await findsTheirsAlone(deps, whole, text));
    if (!isTheirs) continue;
    await deps.vault.shredOwner(searchOwner(subject));
    await dropReasons(deps, [subject]);
  }
}

/** Words that nobody else wrote are as good as theirs. */
async function findsTheirsAlone(deps: ForgetSearches, whole: Erasure['whole'], text: string): Promise<boolean> {
  const tokens = searchTokens(deps.blind, text);
  const found = await deps.search.query({ tokens, numbers: 'all', limit: mostFound });
  if (found.length === 0 || found.length === mostFound) return false;
  for (const { message } of found) if (!(await goesWith(deps, whole, message))) return false;
  return true;
}

/** Records that somebody searched, with what they typed sealed. */
import type { NewId, Place, Vault } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';

export interface RecordSearch {
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly newId: NewId;
}

/** What is searched for: words in the archive, or a person. */
export const searchActs = ['archive-searched', 'person-sought'] as const;

export interface SearchMade {
  readonly act: (typeof searchActs)[number];
  /** `company`, or the id of the number searched. */
  readonly chain: string;
  readonly words: string;
  /** Code of the purpose. */
  readonly purpose: string;
  readonly results: number;
}

/** The words are sealed under a key of this search alone: they may name somebody, and then go when that person is erased. */
export async function recordSearch(deps: RecordSearch, actor: Actor, search: SearchMade): Promise<void> {
  const { act, chain, words, purpose, results } = search;
  const id = deps.newId();
  const key = await deps.vault.keyOf(searchOwner(id));
  if (!key) throw new Error('A new search has no key.');
  const reason = key.seal(searchPlace(id), words);
  await deps.audit.record({ chain, actor, act, subject: id, detail: { purpose, results }, reason });
}

/** Whose key seals the words of one search. */
export function searchOwner(search: string): `secret:search.${string}` {
  return `secret:search.${search}`;
}

/** Where the words of one search are sealed. */
export function searchPlace(search: string): Place {
  return { collection: 'searches', id: search, field: 'words' };
}

/** Counts messages of other people in which a person is named: their words are theirs, so they stay, and that is said. */
import { setImmediate } from 'node:timers/promises';
import { foldedWords, foldFor } from '@atalaia/rules';
import {
  type BlindIndexer,
  type MessageId,
  messages,
  type PersonId,
  persons,
  type Records,
  type Search,
  type Vault,
} from '@atalaia/storage';
import { openNames } from '../person/label.ts';
import { searchTokens } from '../search/tokens.ts';

export interface CountMentions {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly search: Pick<Search, 'query'>;
}

/** Results asked for at once, and looked at for one word of a name at most: a first name may be in every second message. */
const pageSize = 1000;
const mostLookedAt = 10_000;
/** Messages looked at before other work gets its turn. */
const atOnce = 100;
/** Shorter words are particles. */
const shortest = 3;

/**
 * Messages, known to the search index, that hold a word of a name or a phone number of theirs and are not `theirs`.
 * Counts too many rather than too few: another human may have the same first name.
 */
export async function countMentions(
  deps: CountMentions,
  human: readonly PersonId[],
  isTheirs: (message: MessageId) => Promise<boolean>,
): Promise<number> {
  const found = new Set<MessageId>();
  let lookedAt = 0;
  for (const word of await wordsOf(deps, human)) {
    for (const message of await messagesWith(deps, word)) {
      if (++lookedAt % atOnce === 0) await setImmediate();
      if (!found.has(message) && (await deps.records.get(messages, message)) && !(await isTheirs(message))) {
        found.add(message);
      }
    }
  }
  return found.size;
}

/** The words that name them: of names, those of fewer than `least` letters left out, and phone numbers with and without the country. */
export async function wordsOf(
  deps: Pick<CountMentions, 'records' | 'vault'>,
  human: readonly PersonId[],
  least = shortest,
): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  const fold = foldFor(true);
  for (const id of human) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    const { name, phone } = await openNames(deps.vault, person);
    for (const { folded } of foldedWords(fold, name ?? '')) if (folded.length >= least) words.add(folded);
    const digits = (phone ?? '').replace(/\D/g, '');
    if (digits !== '') for (const form of [digits, digits.slice(2)]) words.add(form);
  }
  return words;
}

async function messagesWith(deps: Pick<CountMentions, 'blind' | 'search'>, word: string): Promise<MessageId[]> {
  const tokens = searchTokens(deps.blind, word);
  const found: MessageId[] = [];
  let before: number | undefined;
  while (found.length < mostLookedAt) {
    const page = await deps.search.query({ tokens, numbers: 'all', limit: pageSize, ...(before && { before }) });
    found.push(...page.map(({ message }) => message));
    const last = page.at(-1);
    if (!last || page.length < pageSize || last.at === before) break;
    before = last.at;
    await setImmediate();
  }
  return found;
}

/** Searches the sealed archive for words: with a purpose, recorded before it is answered, results masked. */
import {
  type BlindIndexer,
  conversations,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  type Records,
  type Search,
  type Vault,
} from '@atalaia/storage';
import { type Authorized, may, maySee } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { MessageView } from '../api/conversation-views.ts';
import type { NumberView } from '../api/views.ts';
import { showMessages } from '../conversation/show.ts';
import type { ShowDeps } from '../conversation/show-words.ts';
import { numberViews } from '../number/view.ts';
import { Problem } from '../problem.ts';
import { type RecordSearch, recordSearch } from './record.ts';
import { searchTokens } from './tokens.ts';

export interface RunSearch extends ShowDeps, RecordSearch {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText' | 'keyOf'>;
  readonly blind: BlindIndexer;
  readonly search: Pick<Search, 'query'>;
}

export interface SearchResult {
  readonly conversation: string;
  readonly number: NumberView;
  readonly message: MessageView;
}

/** Results on a page; more only if more were written in one instant. */
const pageSize = 50;
const mostInOneInstant = 1000;

/**
 * Messages that hold every word, the newest first; `next` is what to pass as `before` for older ones.
 * @throws Problem `bad-request` if no word can be searched for; `not-found` for a foreign number.
 */
export async function runSearch(
  deps: RunSearch,
  authorized: Authorized<'archive:search'>,
  input: {
    readonly words: string;
    readonly purpose: string;
    readonly number?: string | undefined;
    readonly before?: number | undefined;
  },
): Promise<{ results: SearchResult[]; next: number | null }> {
  const tokens = searchTokens(deps.blind, input.words);
  if (tokens.length === 0) {
    throw new Problem('bad-request', 'Search for a word of at least two letters or digits.', { pointer: '/words' });
  }
  const limited = authorized.numbers !== null || input.number !== undefined;
  const numbers = limited ? await visibleNumbers(deps, authorized, input.number) : 'all';
  const { found, next } = await findPage(deps, tokens, numbers, input.before);
  const kept: Message[] = [];
  for (const { message } of found) {
    const doc = (await deps.records.get(messages, message))?.doc;
    if (doc && maySee(authorized, doc.number)) kept.push(doc);
  }
  const results = await showResults(deps, kept, may(authorized.actor, 'reserved:see'));
  await recordSearch(deps, authorized.actor, {
    act: 'archive-searched',
    chain: input.number ?? 'company',
    words: input.words,
    purpose: input.purpose,
    results: results.length,
  });
  return { results, next };
}

interface Found {
  readonly message: MessageId;
  readonly at: number;
}

/** One page. All messages of its last instant are on it: an export without seconds has many to a minute. */
async function findPage(
  deps: Pick<RunSearch, 'search'>,
  tokens: Parameters<Search['query']>[0]['tokens'],
  numbers: readonly NumberId[] | 'all',
  before: number | undefined,
): Promise<{ readonly found: readonly Found[]; readonly next: number | null }> {
  const query = (limit: number) =>
    deps.search.query({ tokens, numbers, limit, ...(before === undefined ? {} : { before }) });
  const page = await query(pageSize + 1);
  const beyond = page[pageSize];
  if (!beyond) return { found: page, next: null };
  const whole = page.filter(({ at }) => at > beyond.at);
  if (whole.length > 0) return { found: whole, next: beyond.at + 1 };
  const instant = (await query(mostInOneInstant)).filter(({ at }) => at === beyond.at);
  return { found: instant, next: beyond.at };
}

/** Masked whatever was revealed: a page of results shows many conversations. Messages whose key is gone are left out. */
async function showResults(deps: RunSearch, found: readonly Message[], reserved: boolean): Promise<SearchResult[]> {
  const labelOf = numberViews(deps);
  const views = new Map<MessageId, MessageView>();
  for (const [id, page] of Map.groupBy(found, (message) => message.conversation)) {
    const conversation = (await deps.records.get(conversations, id))?.doc;
    if (!conversation) continue;
    const shown = await showMessages(deps, conversation, page, { revealed: false, reserved });
    for (const [at, message] of page.entries()) {
      const view = shown.views[at];
      if (view && view.text !== null) views.set(message.id, view);
    }
  }
  const results: SearchResult[] = [];
  for (const { id, conversation, number } of found) {
    const message = views.get(id);
    if (message) results.push({ conversation, number: await labelOf(number), message });
  }
  return results;
}

/** Follows each number's capture order and puts its messages into the search index, in batches, away from the alerts. */
import {
  type BlindIndexer,
  type Clock,
  type Conversation,
  type ConversationId,
  conversations,
  type Feed,
  type Message,
  type NumberId,
  numbers,
  type Records,
  type Search,
  type SearchEntry,
  type Vault,
} from '@atalaia/storage';
import { followedTo, keepFollowedTo, settledFrom } from '../capture-order.ts';
import { everyPage } from '../every-page.ts';
import { openMessageText } from '../open-text.ts';
import { openRounds } from '../rounds.ts';
import { searchTokens } from './tokens.ts';

export interface FollowDeps {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly search: Pick<Search, 'index' | 'followedTo'>;
  readonly feed: Pick<Feed, 'subscribe'>;
  readonly clock: Clock;
  /** Told when indexing failed; it is tried again at the next round. */
  readonly reportFault: (fault: unknown) => void;
}

export interface SearchFollower extends AsyncDisposable {
  /** Indexes whatever was captured before the call; resolves when it can be found. */
  catchUp(): Promise<void>;
}

/** Messages per batch: few enough to hold the event loop only for milliseconds. */
const batchSize = 200;
/** Starts following. Everything that happens to a number wakes the follower; it resumes where it was when last stopped. */
export function openSearchFollower(deps: FollowDeps): SearchFollower {
  const rounds = openRounds(deps, (stopped) => indexAll(deps, stopped));
  return { catchUp: () => rounds.goRound(), [Symbol.asyncDispose]: () => rounds[Symbol.asyncDispose]() };
}

async function indexAll(deps: FollowDeps, stopped: () => boolean): Promise<void> {
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 1000, ...after }));
  for await (const { doc } of every) {
    while (!stopped() && (await indexBatch(deps, doc.id))) await new Promise(setImmediate);
  }
}

/** Indexes the next messages of the number; false if there were none. */
async function indexBatch(deps: FollowDeps, number: NumberId): Promise<boolean> {
  const kept = await followedTo(deps, 'search', number);
  // The index is behind if it was lost or is an older copy, the records if they are: what lies between is indexed again.
  const from = Math.min(kept, await deps.search.followedTo(number));
  const batch = await settledFrom(deps, number, from, batchSize);
  const last = batch.at(-1);
  if (!last) return false;
  const next = last.sequence + 1;
  await deps.search.index(await entriesOf(deps, batch), { number, next });
  // Indexing again replaces, so a crash between these two steps costs only time.
  if (next > kept) await keepFollowedTo(deps, 'search', number, next);
  return true;
}

async function entriesOf(deps: FollowDeps, batch: readonly Message[]): Promise<readonly SearchEntry[]> {
  const chats = new Map<ConversationId, Conversation | undefined>();
  const entries: SearchEntry[] = [];
  for (const message of batch) {
    const { id, conversation, number, at } = message;
    const opened = await openMessageText(deps.vault, message);
    const tokens = opened.kind === 'text' ? searchTokens(deps.blind, opened.text) : [];
    if (tokens.length === 0) continue;
    if (!chats.has(conversation)) {
      chats.set(conversation, (await deps.records.get(conversations, conversation))?.doc);
    }
    // Whose key seals it is whose erasure takes it out of the index.
    const person = chats.get(conversation)?.contact ?? message.author;
    entries.push({ message: id, person, number, at, tokens });
  }
  return entries;
}

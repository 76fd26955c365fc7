/** Follows each number's capture order and puts its messages into the search index, in batches, away from the alerts. */
import {
  type BlindIndexer,
  type Clock,
  type Conversation,
  type ConversationId,
  conversations,
  type Feed,
  type Message,
  messages,
  type NumberId,
  numbers,
  progress,
  type Records,
  type Search,
  type SearchEntry,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { searchTokens } from './tokens.ts';

export interface FollowDeps {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly search: Pick<Search, 'index'>;
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
/** How often new messages are looked for when nothing announces them, in milliseconds. */
const roundMs = 2000;
/** A missing sequence may still be on its way to the disk; after this long it never comes (its insert failed). */
const settledMs = 60_000;

/** Starts following. Everything that happens to a number wakes the follower; it resumes where it was when last stopped. */
export function openSearchFollower(deps: FollowDeps): SearchFollower {
  let stopped = false;
  let asked = 0;
  let done = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    try {
      while (done < asked && !stopped) {
        const goal = asked;
        await indexAll(deps, () => stopped);
        done = goal;
      }
    } finally {
      running = undefined;
    }
  }
  const catchUp = async () => {
    if (stopped) return;
    asked += 1;
    running ??= run();
    await running;
  };
  const wake = () => {
    if (!stopped && !running) catchUp().catch(deps.reportFault);
    else asked += 1;
  };

  const timer = setInterval(wake, roundMs);
  timer.unref();
  const subscription = deps.feed.subscribe((event) => {
    if (event.number !== undefined) wake();
  });

  return {
    catchUp,
    async [Symbol.asyncDispose]() {
      stopped = true;
      clearInterval(timer);
      subscription[Symbol.dispose]();
      await running?.catch(() => undefined);
    },
  };
}

async function indexAll(deps: FollowDeps, stopped: () => boolean): Promise<void> {
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 1000, ...after }));
  for await (const { doc } of every) {
    while (!stopped() && (await indexBatch(deps, doc.id))) await new Promise(setImmediate);
  }
}

/** Indexes the next messages of the number; false if there were none. */
async function indexBatch(deps: FollowDeps, number: NumberId): Promise<boolean> {
  const id = `search.${number}`;
  const kept = await deps.records.get(progress, id);
  const from = kept?.doc.sequence ?? 0;
  const page = await deps.records.find(messages, {
    index: 'bySequence',
    equals: { number },
    range: { from },
    limit: batchSize,
  });
  const batch = settled(
    page.items.map(({ doc }) => doc),
    from,
    deps.clock(),
  );
  const last = batch.at(-1);
  if (!last) return false;
  await deps.search.index(await entriesOf(deps, batch));
  // Indexing again replaces, so a crash between these two steps costs only time.
  const next = { id, sequence: last.sequence + 1 };
  if (kept) await deps.records.replace(progress, kept.version, next);
  else await deps.records.insert(progress, next);
  return true;
}

/** The messages up to the first gap that may still be filled. */
function settled(page: readonly Message[], from: number, now: number): readonly Message[] {
  let expected = from;
  for (const [index, message] of page.entries()) {
    if (message.sequence !== expected && now - message.capturedAt < settledMs) return page.slice(0, index);
    expected = message.sequence + 1;
  }
  return page;
}

async function entriesOf(deps: FollowDeps, batch: readonly Message[]): Promise<readonly SearchEntry[]> {
  const chats = new Map<ConversationId, Conversation | undefined>();
  const entries: SearchEntry[] = [];
  for (const message of batch) {
    const { id, conversation, number, at, sealedText } = message;
    const text =
      sealedText && (await deps.vault.openText({ collection: 'messages', id, field: 'sealedText' }, sealedText));
    const tokens = text === undefined ? [] : searchTokens(deps.blind, text);
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

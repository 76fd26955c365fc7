/** All messages that are one human's: their own chats with the company, whole, and what they wrote in groups. */
import {
  type ConversationId,
  conversations,
  type Message,
  messages,
  type PersonId,
  type Records,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { chatsWrittenIn } from './chats-written-in.ts';

interface HeldScope {
  /** Only what is from this instant on (ms); null = everything. */
  readonly since: number | null;
}

/** Rows at once: some milliseconds of reading. */
const pageSize = 200;

/**
 * Every message sealed under these persons' keys, edits and reactions as rows of their own: 1:1 chats whose contact
 * they are, one after the other and each by time; then what they wrote in groups, group after group, each by time.
 */
export async function* heldMessages(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  persons: readonly PersonId[],
  scope: HeldScope,
): AsyncGenerator<Message> {
  for await (const conversation of ownChats(deps, persons)) {
    const whole = { index: 'byConversation', equals: { conversation } } as const;
    yield* rowsOf((after) => deps.records.find(messages, { ...whole, ...rangeOf(scope), limit: pageSize, ...after }));
  }
  // Groups, and chats of which the contact is not known: there each one's words are under their own key.
  for (const author of persons) {
    for await (const conversation of chatsWrittenIn(deps, author, scope.since)) {
      if ((await deps.records.get(conversations, conversation))?.doc.contact !== null) continue;
      const theirs = { index: 'byAuthorInChat', equals: { author, conversation } } as const;
      yield* rowsOf((after) =>
        deps.records.find(messages, { ...theirs, ...rangeOf(scope), limit: pageSize, ...after }),
      );
    }
  }
}

/** Their 1:1 chats, on every number. */
async function* ownChats(
  deps: { readonly records: Pick<Records, 'find'> },
  contact: readonly PersonId[],
): AsyncGenerator<ConversationId> {
  const every = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact }, limit: pageSize, ...after }),
  );
  for await (const { doc } of every) yield doc.id;
}

async function* rowsOf(find: Parameters<typeof everyPage<Message>>[0]): AsyncGenerator<Message> {
  for await (const { doc } of everyPage(find)) yield doc;
}

function rangeOf({ since }: HeldScope) {
  return since === null ? {} : { range: { from: since } };
}

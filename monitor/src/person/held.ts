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

interface HeldScope {
  /** Only what is from this instant on (ms); null = everything. */
  readonly since: number | null;
  /** Only of this conversation. */
  readonly conversation?: ConversationId;
}

const pageSize = 500;

/**
 * Every message sealed under these persons' keys, edits and reactions as rows of their own: 1:1 chats whose contact
 * they are, one after the other and each by time; then what they wrote in groups, by time over all groups.
 */
export async function* heldMessages(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  persons: readonly PersonId[],
  scope: HeldScope,
): AsyncGenerator<Message> {
  for await (const conversation of ownChats(deps, persons)) {
    if (isWanted(scope, conversation)) yield* inChat(deps, conversation, scope);
  }
  // Groups, and chats of which the contact is not known: there each one's words are under their own key.
  const shared = new Map<ConversationId, boolean>();
  const isShared = async (id: ConversationId) => {
    const known = shared.get(id) ?? (await deps.records.get(conversations, id))?.doc.contact === null;
    shared.set(id, known);
    return known;
  };
  const written = everyPage((after) =>
    deps.records.find(messages, {
      index: 'byAuthor',
      equals: { author: persons },
      ...rangeOf(scope),
      limit: pageSize,
      ...after,
    }),
  );
  for await (const { doc } of written) {
    if (isWanted(scope, doc.conversation) && (await isShared(doc.conversation))) yield doc;
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

async function* inChat(
  deps: { readonly records: Pick<Records, 'find'> },
  conversation: ConversationId,
  scope: HeldScope,
): AsyncGenerator<Message> {
  const every = everyPage((after) =>
    deps.records.find(messages, {
      index: 'byConversation',
      equals: { conversation },
      ...rangeOf(scope),
      limit: pageSize,
      ...after,
    }),
  );
  for await (const { doc } of every) yield doc;
}

function isWanted({ conversation }: HeldScope, id: ConversationId): boolean {
  return conversation === undefined || conversation === id;
}

function rangeOf({ since }: HeldScope) {
  return since === null ? {} : { range: { from: since } };
}

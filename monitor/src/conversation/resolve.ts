/** Finds the conversation that an export continues, or begins a new one, without any phone number in the file. */
import {
  type BlindIndex,
  type BlindIndexer,
  type ConversationId,
  conversations,
  type Message,
  messages,
  type NumberId,
  type PersonId,
  type Records,
} from '@atalaia/storage';

/** Some messages of the export, looked up among those stored. System lines are left out: they are alike in many chats. */
export interface Sample {
  readonly fingerprint: BlindIndex;
  readonly author: string;
}

export interface Recognisable {
  readonly number: NumberId;
  readonly samples: readonly Sample[];
  /** The contact that importer or title name by phone number, if that is known already. */
  readonly contact: PersonId | undefined;
  /** Whether the chat may be that conversation by its title; asked where the matches are all by one author. */
  readonly fitsTitle: (conversation: ConversationId) => Promise<boolean>;
}

/** Messages in common that make two exports one chat, unless one of them has fewer. */
const enough = 3;

/** The stored conversation, or undefined if this chat is new. */
export async function recogniseConversation(
  deps: { readonly records: Pick<Records, 'find'> },
  chat: Recognisable,
): Promise<ConversationId | undefined> {
  return (await ofContact(deps, chat)) ?? (await overlapping(deps, chat));
}

/**
 * The id of a new conversation follows from the number and how the chat begins, so that an import that was killed and
 * is run again never makes a second one.
 */
export function newConversationId(
  blind: BlindIndexer,
  number: NumberId,
  beginning: readonly BlindIndex[],
  distinction: string,
): ConversationId {
  return blind.of('conversation', number, distinction, ...beginning) as string as ConversationId;
}

async function ofContact(
  deps: { readonly records: Pick<Records, 'find'> },
  { contact, number }: Recognisable,
): Promise<ConversationId | undefined> {
  if (contact === undefined) return undefined;
  const found = await deps.records.find(conversations, { index: 'byContact', equals: { contact, number }, limit: 1 });
  return found.items[0]?.doc.id;
}

/**
 * An agent may send the same words to many contacts in one minute, so the matches must come from two authors, or the
 * chat's title must fit.
 */
async function overlapping(
  deps: { readonly records: Pick<Records, 'find'> },
  chat: Recognisable,
): Promise<ConversationId | undefined> {
  const matches = new Map<ConversationId, Set<BlindIndex>>();
  const authors = new Map<ConversationId, Set<string>>();
  const authorOf = new Map(chat.samples.map(({ fingerprint, author }) => [fingerprint, author]));
  for (const message of await storedSamples(deps, chat)) {
    if (message.number !== chat.number || message.fingerprint === null) continue;
    added(matches, message.conversation, message.fingerprint);
    added(authors, message.conversation, authorOf.get(message.fingerprint) ?? '');
  }
  const byMatches = [...matches].toSorted(([, a], [, b]) => b.size - a.size);
  for (const [conversation, matched] of byMatches) {
    if (matched.size < Math.min(enough, authorOf.size, await fewMessages(deps, conversation))) continue;
    const proved = (authors.get(conversation)?.size ?? 0) >= 2 || (await chat.fitsTitle(conversation));
    if (proved) return conversation;
  }
  return undefined;
}

/** How many messages that conversation has, as far as it matters here. */
async function fewMessages(deps: { readonly records: Pick<Records, 'find'> }, conversation: ConversationId) {
  const found = await deps.records.find(messages, { index: 'byConversation', equals: { conversation }, limit: 100 });
  return Math.min(enough, found.items.filter(({ doc }) => doc.author !== null).length);
}

async function storedSamples(
  deps: { readonly records: Pick<Records, 'find'> },
  chat: Recognisable,
): Promise<readonly Message[]> {
  const found: Message[] = [];
  for (let from = 0; from < chat.samples.length; from += lookedUpAtOnce) {
    const some = chat.samples.slice(from, from + lookedUpAtOnce).map(({ fingerprint }) => fingerprint);
    const page = await deps.records.find(messages, {
      index: 'byFingerprint',
      equals: { fingerprint: some },
      limit: 1000,
    });
    found.push(...page.items.map(({ doc }) => doc));
  }
  return found;
}

const lookedUpAtOnce = 100;

function added<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key) ?? new Set();
  set.add(value);
  sets.set(key, set);
}

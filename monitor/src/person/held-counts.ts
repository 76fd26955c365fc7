/** How much is kept about one human: messages by kind, files, what they were told and answered. Nothing is opened. */
import { type ConversationId, consents, messages, type PersonId, persons, type Records } from '@atalaia/storage';
import type { PersonRights } from '../api/rights-views.ts';
import { aboutAnother } from '../conversation/aftermath.ts';
import { heldMessages } from './held.ts';

export interface HeldCounts {
  readonly held: PersonRights['held'];
  /** Where something of theirs stands. */
  readonly conversations: readonly ConversationId[];
  /** When the oldest of it was written; null where there is nothing. */
  readonly oldest: number | null;
}

/**
 * What happened to a message is none by itself, it shows under its kind. Of agents also what they wrote in chats of
 * others: the words are the contact's, that they wrote them is theirs.
 */
export async function heldCounts(
  deps: { readonly records: Pick<Records, 'get' | 'find' | 'count'> },
  human: readonly PersonId[],
): Promise<HeldCounts> {
  const byKind: Record<string, number> = {};
  const conversations = new Set<ConversationId>();
  const own = new Set(human);
  let [total, files, written] = [0, 0, 0];
  let oldest: number | null = null;
  for await (const { kind, media, conversation, at, author } of heldMessages(deps, human, { since: null })) {
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    if (!aboutAnother.has(kind)) total += 1;
    if (media !== undefined) files += 1;
    if (author !== null && own.has(author)) written += 1;
    conversations.add(conversation);
    oldest = Math.min(oldest ?? at, at);
  }
  const all = await deps.records.count(messages, { index: 'byAuthor', equals: { author: human } });
  const elsewhere = (await isAgent(deps, human)) ? (all.get('all') ?? 0) - written : 0;
  const told = await deps.records.count(consents, { index: 'byPerson', equals: { person: human } });
  return {
    held: { messages: total + elsewhere, files, consents: told.get('all') ?? 0, byKind },
    conversations: [...conversations],
    oldest,
  };
}

async function isAgent(deps: { readonly records: Pick<Records, 'get'> }, human: readonly PersonId[]): Promise<boolean> {
  for (const id of human) if ((await deps.records.get(persons, id))?.doc.role === 'agent') return true;
  return false;
}

/** How much is held about one human: messages by kind, files, what they were told and answered. Nothing is opened. */
import { type ConversationId, consents, messages, type PersonId, type Records } from '@atalaia/storage';
import type { PersonRights } from '../api/rights-views.ts';
import { aboutAnother } from '../conversation/aftermath.ts';
import { heldMessages } from './held.ts';

export interface HeldCounts {
  readonly held: PersonRights['held'];
  /** Where something under their own key stands. */
  readonly conversations: readonly ConversationId[];
  /** When the first and the last of these messages were written; null where there are none. */
  readonly oldest: number | null;
  readonly newest: number | null;
}

/**
 * What happened to a message is none by itself, it shows under its kind. What an agent wrote in chats of others counts
 * too: the words are the contact's, that they wrote them is theirs. `since`: messages from this instant on (ms); null = all.
 */
export async function heldCounts(
  deps: { readonly records: Pick<Records, 'get' | 'find' | 'count'> },
  human: readonly PersonId[],
  since: number | null,
): Promise<HeldCounts> {
  const byKind: Record<string, number> = {};
  const conversations = new Set<ConversationId>();
  const own = new Set(human);
  let [total, files, written] = [0, 0, 0];
  let [oldest, newest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const met = (at: number) => {
    oldest = Math.min(oldest, at);
    newest = Math.max(newest, at);
  };
  for await (const { kind, media, conversation, at, author } of heldMessages(deps, human, { since })) {
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    if (!aboutAnother.has(kind)) total += 1;
    if (media !== undefined) files += 1;
    if (author !== null && own.has(author)) written += 1;
    conversations.add(conversation);
    met(at);
  }
  const range = since === null ? {} : { range: { from: since } };
  const theirs = { index: 'byAuthor', equals: { author: human }, ...range } as const;
  const elsewhere = ((await deps.records.count(messages, theirs)).get('all') ?? 0) - written;
  for (const order of ['ascending', 'descending'] as const) {
    const [end] = (await deps.records.find(messages, { ...theirs, order, limit: 1 })).items;
    if (end) met(end.doc.at);
  }
  const told = await deps.records.count(consents, { index: 'byPerson', equals: { person: human } });
  return {
    held: { messages: total + elsewhere, files, consents: told.get('all') ?? 0, byKind },
    conversations: [...conversations],
    oldest: Number.isFinite(oldest) ? oldest : null,
    newest: Number.isFinite(newest) ? newest : null,
  };
}

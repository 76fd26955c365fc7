/** Brings a conversation's counters up to what is stored: how many messages, from when to when. */
import { type ConversationId, conversations, messages, type Records } from '@atalaia/storage';

/** Counted anew each time, so that a crash leaves no wrong sum behind. */
export async function tallyConversation(
  deps: { readonly records: Pick<Records, 'get' | 'find' | 'count' | 'replace'> },
  id: ConversationId,
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(conversations, id);
    if (!found) return;
    const equals = { conversation: id };
    const [counts, first, last] = await Promise.all([
      deps.records.count(messages, { index: 'byConversation', equals }),
      deps.records.find(messages, { index: 'byConversation', equals, limit: 1 }),
      deps.records.find(messages, { index: 'byConversation', equals, order: 'descending', limit: 1 }),
    ]);
    const tallied = {
      ...found.doc,
      messages: counts.values().reduce((sum, count) => sum + count, 0),
      firstAt: first.items[0]?.doc.at ?? null,
      lastAt: last.items[0]?.doc.at ?? null,
    };
    if ((await deps.records.replace(conversations, found.version, tallied)) !== 'stale') return;
  }
}

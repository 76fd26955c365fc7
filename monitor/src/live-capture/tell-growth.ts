/** Tells open screens that a conversation grew or that a message in it changed: ids and counts; what was said is read by asking. */
import type { ConversationId, Feed, Message, Records } from '@atalaia/storage';
import { targetOf } from '../conversation/aftermath.ts';

export interface TellGrowth {
  readonly records: Pick<Records, 'get'>;
  readonly feed: Pick<Feed, 'publish'>;
}

/** `stored`: rows that are new in the archive. */
export async function tellGrowth(deps: TellGrowth, stored: readonly Message[]): Promise<void> {
  const grown = new Map<ConversationId, Message[]>();
  for (const row of stored) {
    const target = await targetOf(deps, row);
    if (target) deps.feed.publish({ kind: 'message-changed', id: target.id, number: row.number });
    else grown.set(row.conversation, [...(grown.get(row.conversation) ?? []), row]);
  }
  for (const [id, [first, ...more]] of grown) {
    if (!first) continue;
    const fields = { messages: 1 + more.length };
    deps.feed.publish({ kind: 'conversation-grew', id, number: first.number, fields });
  }
}

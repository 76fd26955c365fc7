/** The chats in which somebody wrote, found without reading all that they wrote there. */
import { setImmediate } from 'node:timers/promises';
import { type ConversationId, messages, type PersonId, type Records } from '@atalaia/storage';

/** Chats found before other work gets its turn: an agent has written in thousands. */
const atOnce = 50;

/** Each once, in no order that means anything. `since`: only where they wrote from this instant on (ms); null = ever. */
export async function* chatsWrittenIn(
  deps: { readonly records: Pick<Records, 'find'> },
  author: PersonId,
  since: number | null,
): AsyncGenerator<ConversationId> {
  let from: string | undefined;
  for (let found = 1; ; found++) {
    const next = await deps.records.find(messages, {
      index: 'byAuthorInChat',
      equals: { author },
      ...(from !== undefined && { range: { from } }),
      limit: 1,
    });
    const conversation = next.items[0]?.doc.conversation;
    if (conversation === undefined) return;
    if (since === null || (await wroteSince(deps, author, conversation, since))) yield conversation;
    if (found % atOnce === 0) await setImmediate();
    // Comes after this id and before every other: the sign is less than any in an id.
    from = `${conversation}!`;
  }
}

async function wroteSince(
  deps: { readonly records: Pick<Records, 'find'> },
  author: PersonId,
  conversation: ConversationId,
  from: number,
): Promise<boolean> {
  const later = { index: 'byAuthorInChat', equals: { author, conversation }, range: { from }, limit: 1 } as const;
  return (await deps.records.find(messages, later)).items.length > 0;
}

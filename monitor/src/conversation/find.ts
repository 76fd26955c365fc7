/** Finds a conversation for someone who may see it; a foreign one is as absent as one that never was. */
import { type Conversation, conversations, type Records } from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import { Problem } from '../problem.ts';

/** @throws Problem `not-found` if it does not exist or is on a number that is not theirs. */
export async function findConversation<P extends Permission>(
  deps: { readonly records: Pick<Records, 'get'> },
  authorized: Authorized<P>,
  id: string,
): Promise<Conversation> {
  const conversation = (await deps.records.get(conversations, id))?.doc;
  if (!conversation || !maySee(authorized, conversation.number)) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return conversation;
}

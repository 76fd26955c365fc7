/** Opens a page of a conversation: one disclosure, recorded with name and time before anything is shown. */
import type { Authorized } from '../access/permissions.ts';
import type { ConversationPage } from '../api/conversation-views.ts';
import type { Audit } from '../audit/audit.ts';
import { refuseShut } from '../person/refuse-shut.ts';
import { type DisclosureDeps, prepareDisclosure } from './disclosure.ts';
import { findConversation } from './find.ts';
import type { PageRequest } from './page.ts';

export interface ReadConversation extends DisclosureDeps {
  readonly audit: Audit;
}

/** @throws Problem `not-found` for a conversation or message that is not theirs; `bad-request` for a place that is none; `person-locked`, `person-restricted` while its contact is being erased. */
export async function readConversation(
  deps: ReadConversation,
  authorized: Authorized<'conversation:read'>,
  input: PageRequest & { readonly id: string },
): Promise<ConversationPage> {
  const conversation = await findConversation(deps, authorized, input.id);
  await refuseShut(deps, authorized.actor, [conversation.contact]);
  const page = await prepareDisclosure(deps, authorized.actor, conversation, input);
  await deps.audit.record({
    chain: conversation.number,
    actor: authorized.actor,
    act: 'conversation-read',
    subject: conversation.id,
    detail: {
      messages: page.messages.length,
      first: page.messages[0]?.id ?? null,
      last: page.messages.at(-1)?.id ?? null,
      revealed: page.revealedUntil !== null,
    },
  });
  return page;
}

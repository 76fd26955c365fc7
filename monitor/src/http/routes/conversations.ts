/** Routes of conversations: listing, reading a page, showing names for a while. */
import { authorize } from '../../access/permissions.ts';
import { type ListConversations, listConversations } from '../../conversation/list.ts';
import { type ReadConversation, readConversation } from '../../conversation/read.ts';
import { concealPersons, type RevealPersons, revealPersons } from '../../conversation/reveal.ts';
import { os, signedIn } from '../implement-contract.ts';

export function conversationsRoutes(deps: ListConversations & ReadConversation & RevealPersons) {
  return os.conversations.router({
    list: os.conversations.list
      .use(signedIn)
      .handler(({ context, input }) => listConversations(deps, authorize(context.actor, 'conversation:read'), input)),
    read: os.conversations.read
      .use(signedIn)
      .handler(({ context, input }) => readConversation(deps, authorize(context.actor, 'conversation:read'), input)),
    reveal: os.conversations.reveal
      .use(signedIn)
      .handler(({ context, input }) => revealPersons(deps, authorize(context.actor, 'person:reveal'), input)),
    conceal: os.conversations.conceal.use(signedIn).handler(async ({ context, input }) => {
      await concealPersons(deps, authorize(context.actor, 'person:reveal'), input);
      return {};
    }),
  });
}

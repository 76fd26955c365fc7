/** A page of a conversation as one disclosure shows it. */
import { type Clock, type Conversation, conversations, placeOf } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import { may } from '../access/permissions.ts';
import type { ConversationPage } from '../api/conversation-views.ts';
import { numberViews } from '../number/view.ts';
import { openText } from '../open-text.ts';
import { linesOf } from './lines.ts';
import { type MessagePage, type PageRequest, pageOf } from './page.ts';
import { revealedUntil } from './revealed.ts';
import { showMessages } from './show.ts';
import type { ShowDeps } from './show-words.ts';

export interface DisclosureDeps extends ShowDeps {
  readonly clock: Clock;
}

/** Prepares the page for this actor. The caller records the disclosure before it answers. @throws as `pageOf` */
export async function prepareDisclosure(
  deps: DisclosureDeps,
  actor: Actor,
  conversation: Conversation,
  request: PageRequest,
): Promise<ConversationPage> {
  const page: MessagePage = await pageOf(deps, conversation.id, request);
  const until = await revealedUntil(deps, actor, conversation.id);
  const { cast, views } = await showMessages(deps, conversation, page.messages, {
    revealed: until !== null,
    reserved: may(actor, 'reserved:see'),
  });
  const { sealedTitle } = conversation;
  const place = placeOf(conversations, conversation.id, 'sealedTitle');
  const opened = await openText(deps.vault, place, sealedTitle);
  const title = opened.kind === 'text' && opened.text !== '' ? opened.text : null;
  return {
    id: conversation.id,
    number: await numberViews(deps)(conversation.number),
    group: conversation.group,
    title: title === null || cast.revealed ? title : cast.mask.hide(title),
    persons: [...cast.views.values()],
    erasedAt: conversation.erasedAt ?? null,
    revealedUntil: until,
    now: deps.clock(),
    messages: [...views],
    lines: await linesOf(deps, conversation, page.messages, page.span, (person) => cast.views.get(person)),
    before: page.before,
    after: page.after,
    last: page.last,
  };
}

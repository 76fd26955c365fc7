/** Makes shells of the chats of those who went whole, takes them out of groups, and counts anew what others still have. */
import {
  alerts,
  type BlindIndexer,
  type Conversation,
  type ConversationId,
  conducts,
  conversations,
  type Erasure,
  type Records,
  reveals,
  users,
} from '@atalaia/storage';
import { tallyConversation } from '../conversation/tally.ts';
import { everyPage } from '../every-page.ts';
import { type DropReasons, dropReasons } from './drop-reasons.ts';
import { type StripAlert, stripAlert } from './strip-alert.ts';
import { conversationsOn } from './what-goes.ts';

export type SweepConversations = StripAlert &
  DropReasons & {
    readonly records: Pick<Records, 'get' | 'find' | 'count' | 'replace' | 'remove'>;
    readonly blind: BlindIndexer;
  };

/** After the messages. A shell is made last of what is done to a chat, so that a kill in between loses none. @throws the abort of `signal` */
export async function sweepConversations(
  deps: SweepConversations,
  erasure: Erasure,
  signal: AbortSignal,
): Promise<void> {
  const { scope, whole, numbers, persons } = erasure;
  for (const contact of whole) {
    signal.throwIfAborted();
    // A shell has no contact: the next page is always the first one.
    for (;;) {
      const page = await deps.records.find(conversations, { index: 'byContact', equals: { contact }, limit: 100 });
      if (page.items.length === 0) break;
      for (const { doc } of page.items) await makeShell(deps, erasure, doc);
    }
  }
  const [gone, named] = [new Set(whole), new Set(persons)];
  for await (const chat of conversationsOn(deps, numbers)) {
    signal.throwIfAborted();
    if (chat.persons.some((person) => gone.has(person))) await takeOutOf(deps, erasure, chat);
    if (scope.kind === 'person') continue;
    if (scope.kind === 'conversation' && chat.id === scope.conversation) await endConversation(deps, chat);
    const concerned = scope.kind === 'number' || scope.kind === 'period' || chat.persons.some((one) => named.has(one));
    if (concerned && chat.erasedAt === undefined) await tallyConversation(deps, chat.id);
  }
}

async function makeShell(deps: SweepConversations, erasure: Erasure, chat: Conversation): Promise<void> {
  await stripAlerts(deps, erasure, chat.id);
  await forgetFollowing(deps, chat.id);
  await endReveals(deps, chat.id);
  await dropReasons(deps, [chat.id]);
  await change(deps, chat.id, (now) => ({
    ...now,
    contact: null,
    persons: now.persons.filter((person) => !erasure.whole.includes(person)),
    ...(erasure.mode === 'erase' && { messages: 0, firstAt: null, lastAt: null }),
    erasedAt: erasure.shreddedAt ?? erasure.confirmedAt,
  }));
}

/** A group, or a chat in which they wrote for the company: it is somebody else's too. */
async function takeOutOf(deps: SweepConversations, erasure: Erasure, chat: Conversation): Promise<void> {
  await stripAlerts(deps, erasure, chat.id);
  await change(deps, chat.id, (now) => ({
    ...now,
    persons: now.persons.filter((person) => !erasure.whole.includes(person)),
  }));
  if (chat.contact === null && erasure.mode === 'erase') await tallyConversation(deps, chat.id);
}

/** The chat goes on, empty; a group's title may name people. */
async function endConversation(deps: SweepConversations, chat: Conversation): Promise<void> {
  await forgetFollowing(deps, chat.id);
  await change(deps, chat.id, ({ sealedTitle: _, ...now }) => now);
}

/** Alerts about them, whichever of their hits are left. */
async function stripAlerts(deps: SweepConversations, erasure: Erasure, conversation: ConversationId): Promise<void> {
  const every = everyPage((after) =>
    deps.records.find(alerts, { index: 'byConversation', equals: { conversation }, limit: 200, ...after }),
  );
  for await (const { doc } of every) {
    if (doc.person === null || !erasure.whole.includes(doc.person)) continue;
    // Reasons first: by its person the alert is found again after a crash.
    await dropReasons(deps, [doc.id]);
    await stripAlert(deps, erasure, doc.id);
  }
}

/** What conduct rules remembered of the chat. */
async function forgetFollowing(deps: SweepConversations, conversation: ConversationId): Promise<void> {
  for (const origin of ['live', 'import']) {
    await deps.records.remove(conducts, deps.blind.of('conversation', 'conduct', conversation, origin));
  }
}

async function endReveals(deps: SweepConversations, conversation: ConversationId): Promise<void> {
  const everybody = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc } of everybody) {
    const shown = await deps.records.find(reveals, {
      index: 'byUser',
      equals: { user: doc.id, conversation },
      limit: 1000,
    });
    for (const { doc: reveal } of shown.items) await deps.records.remove(reveals, reveal.id);
  }
}

async function change(
  deps: SweepConversations,
  id: ConversationId,
  to: (now: Conversation) => Conversation,
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(conversations, id);
    if (!found || (await deps.records.replace(conversations, found.version, to(found.doc))) !== 'stale') return;
  }
}

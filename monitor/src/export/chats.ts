/** The conversations of which an export holds something: the person's own, whole, and those they wrote in among others. */
import {
  type Conversation,
  type ConversationId,
  conversations,
  type Message,
  messages,
  persons,
  type Records,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { chatsWrittenIn } from '../person/chats-written-in.ts';
import { isShut } from '../person/refuse-shut.ts';
import type { ExportedChat } from './schema.ts';
import type { Subject } from './subject.ts';

type ChatDeps = { readonly records: Pick<Records, 'get' | 'find'> };

export interface Chat {
  /** 1, 2, … in the export. */
  readonly chat: number;
  readonly kind: ExportedChat['kind'];
  readonly conversation: Conversation;
}

/** Rows at once: some milliseconds of reading. */
const pageSize = 200;

/** Direct chats first, then groups and those in which the person wrote for the company. */
export async function chatsOf(deps: ChatDeps, { persons, own, since }: Subject): Promise<readonly Chat[]> {
  const found = new Map<ConversationId, Omit<Chat, 'chat'>>();
  const direct = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact: persons }, limit: pageSize, ...after }),
  );
  for await (const { doc } of direct) found.set(doc.id, { kind: 'direct', conversation: doc });
  for (const author of persons) {
    for await (const id of chatsWrittenIn(deps, author, since)) {
      const conversation = found.has(id) ? undefined : (await deps.records.get(conversations, id))?.doc;
      if (!conversation || (conversation.contact !== null && own.has(conversation.contact))) continue;
      found.set(id, { kind: conversation.group ? 'group' : 'for-company', conversation });
    }
  }
  return [...found.values()].toSorted(byKindAndAge).map((one, index) => ({ chat: index + 1, ...one }));
}

function byKindAndAge(a: Omit<Chat, 'chat'>, b: Omit<Chat, 'chat'>): number {
  const isDirect = (one: Omit<Chat, 'chat'>) => Number(one.kind === 'direct');
  return isDirect(b) - isDirect(a) || a.conversation.createdAt - b.conversation.createdAt;
}

/** The rows of one conversation that are exported, by time. Of a chat with others: the person's own, and what answers them. */
export async function* rowsOf(deps: ChatDeps, subject: Subject, chat: Chat): AsyncGenerator<Message> {
  const { since } = subject;
  const { conversation } = chat;
  const every = everyPage((after) =>
    deps.records.find(messages, {
      index: 'byConversation',
      equals: { conversation: conversation.id },
      ...(since === null ? {} : { range: { from: since } }),
      limit: pageSize,
      ...after,
    }),
  );
  for await (const { doc } of every) if (await isPartOf(deps, subject, chat, doc)) yield doc;
}

/** Whether a row of the conversation is exported; the portal shows the same. */
export async function isPartOf(
  deps: ChatDeps,
  subject: Subject,
  { kind, conversation }: Chat,
  row: Message,
): Promise<boolean> {
  if (subject.since !== null && row.at < subject.since) return false;
  if (kind === 'direct' || (row.author !== null && subject.own.has(row.author))) return true;
  if (!(await isOwn(deps, subject, row.quotes, conversation.id))) return false;
  const other = row.author === null ? undefined : (await deps.records.get(persons, row.author))?.doc;
  // What somebody else had restricted, or is being erased, is nobody's to be handed (LGPD art. 18 IV; GDPR art. 18 (2)).
  return !other || !isShut(other, false);
}

async function isOwn(
  deps: ChatDeps,
  { own }: Subject,
  id: Message['quotes'],
  conversation: ConversationId,
): Promise<boolean> {
  const quoted = id ? (await deps.records.get(messages, id))?.doc : undefined;
  return quoted?.conversation === conversation && quoted.author !== null && own.has(quoted.author);
}

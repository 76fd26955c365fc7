/** The messages that a replay looks at: of its numbers and its time, one conversation after the other, as they were written. */
import {
  type Conversation,
  conversations,
  type Message,
  messages,
  numbers,
  type Records,
  type Replay,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

interface Deps {
  readonly records: Pick<Records, 'find' | 'count'>;
}

type Scope = Pick<Replay, 'numbers' | 'from' | 'until'>;

const atOnce = 100;

export interface InScope {
  readonly conversation: Conversation;
  readonly message: Message;
}

export async function* messagesInScope(deps: Deps, scope: Scope): AsyncGenerator<InScope> {
  for await (const conversation of conversationsInScope(deps, scope)) {
    const every = everyPage((after) =>
      deps.records.find(messages, { ...queryOf(conversation, scope), limit: atOnce, ...after }),
    );
    for await (const { doc } of every) yield { conversation, message: doc };
  }
}

export async function countInScope(deps: Deps, scope: Scope): Promise<number> {
  let total = 0;
  for await (const conversation of conversationsInScope(deps, scope)) {
    const counted = await deps.records.count(messages, queryOf(conversation, scope));
    total += counted.get('all') ?? 0;
  }
  return total;
}

async function* conversationsInScope(deps: Deps, scope: Scope): AsyncGenerator<Conversation> {
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 1000, ...after }));
  for await (const { doc: number } of every) {
    if (scope.numbers !== null && !scope.numbers.includes(number.id)) continue;
    const chats = everyPage((after) =>
      deps.records.find(conversations, { index: 'byNumber', equals: { number: number.id }, limit: atOnce, ...after }),
    );
    for await (const { doc } of chats) yield doc;
  }
}

function queryOf({ id }: Conversation, { from, until }: Scope) {
  const range = { ...(from === null ? {} : { from }), ...(until === null ? {} : { before: until }) };
  return { index: 'byConversation', equals: { conversation: id }, range } as const;
}

/** Which messages an erasure is about, and what becomes of each: it goes, or it stays without its file or its author. */
import {
  type Conversation,
  type ConversationId,
  conversations,
  type Erasure,
  type ErasureId,
  type Message,
  type MessageId,
  messages,
  type PersonId,
  type Records,
  type Scope,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { besidesHeld, mayGo } from '../hold/must-stay.ts';
import { chatsWrittenIn } from '../person/chats-written-in.ts';
import { type Range, rangeOf } from '../scope/reach.ts';

/**
 * `loses-author`: in a contact's own chat the words of an agent are sealed under the contact's key and stay, and who
 * wrote them goes. Where the words were sealed under the agent's own key, the message goes with it.
 */
export type Fate = 'goes' | 'loses-file' | 'loses-author';

/** What is erased. `whole`: who goes whole. */
export interface What {
  /** Of an erasure that is under way. */
  readonly id?: ErasureId;
  readonly scope: Scope;
  readonly whole: readonly PersonId[];
  /** Of a retention policy: what a hold or an open alert protects stays. */
  readonly source?: Erasure['source'];
}

export interface Going {
  readonly message: Message;
  readonly fate: Fate;
}

type Find = { readonly records: Pick<Records, 'find' | 'get'> };

/** Rows at once: some milliseconds of reading. */
const pageSize = 200;

/** Every message once, with its fate; it may be altered or removed while the walk goes on. */
export async function* whatGoes(deps: Find, { id, scope, whole, source }: What): AsyncGenerator<Going> {
  switch (scope.kind) {
    case 'person':
      return yield* ofPersons(deps, whole);
    case 'message':
      return yield* ofMessage(deps, scope.message);
    case 'file':
      return yield* ofFile(deps, scope.message);
    case 'conversation':
      return yield* going(inConversation(deps, scope.conversation));
    case 'number':
      return yield* going(
        everyMessage(deps, { index: 'bySequence', equals: { number: scope.number }, limit: pageSize }),
      );
    case 'period': {
      for await (const chat of conversationsOn(deps, [scope.number])) {
        const rows = inConversation(deps, chat.id, rangeOf(scope));
        yield* going(source === 'retention' ? mayGo(deps, rows, id) : besidesHeld(deps, rows));
      }
      return;
    }
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}

/** Every conversation of these numbers. */
export async function* conversationsOn(
  deps: Find,
  number: readonly Conversation['number'][],
): AsyncGenerator<Conversation> {
  if (number.length === 0) return;
  const every = everyPage((after) =>
    deps.records.find(conversations, { index: 'byNumber', equals: { number }, limit: pageSize, ...after }),
  );
  for await (const { doc } of every) yield doc;
}

/** Their own chats, whole; what they wrote where nobody is the contact; who they are where somebody else is. */
async function* ofPersons(deps: Find, persons: readonly PersonId[]): AsyncGenerator<Going> {
  if (persons.length === 0) return;
  const chats = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact: persons }, limit: pageSize, ...after }),
  );
  for await (const { doc } of chats) yield* going(inConversation(deps, doc.id));
  const own = new Set(persons);
  for (const author of persons) {
    for await (const conversation of chatsWrittenIn(deps, author, null)) {
      const contact = (await deps.records.get(conversations, conversation))?.doc.contact ?? null;
      if (contact !== null && own.has(contact)) continue;
      const fate = contact === null ? 'goes' : 'loses-author';
      const written = { index: 'byAuthorInChat', equals: { author, conversation }, limit: pageSize } as const;
      for await (const message of everyMessage(deps, written)) yield { message, fate };
    }
  }
}

/** The message, and everything that happened to it: versions of its words, its file, reactions. */
async function* ofMessage(deps: Find, id: MessageId): AsyncGenerator<Going> {
  const message = (await deps.records.get(messages, id))?.doc;
  for await (const row of about(deps, id)) {
    if (message === undefined || row.conversation === message.conversation) yield { message: row, fate: 'goes' };
  }
  if (message) yield { message, fate: 'goes' };
}

/** The file alone: it lies with its message, or in a row of its own that was stored once it was fetched. */
async function* ofFile(deps: Find, asked: MessageId): AsyncGenerator<Going> {
  const found = (await deps.records.get(messages, asked))?.doc;
  const id = found?.kind === 'file-kept' ? (found.target ?? asked) : asked;
  for await (const row of about(deps, id)) if (row.kind === 'file-kept') yield { message: row, fate: 'goes' };
  const message = (await deps.records.get(messages, id))?.doc;
  if (message && message.fileErasedAt === undefined) yield { message, fate: 'loses-file' };
}

function about(deps: Find, target: MessageId): AsyncGenerator<Message> {
  return everyMessage(deps, { index: 'byTarget', equals: { target }, limit: pageSize });
}

function inConversation(deps: Find, conversation: ConversationId, range?: Range): AsyncGenerator<Message> {
  return everyMessage(deps, {
    index: 'byConversation',
    equals: { conversation },
    limit: pageSize,
    ...(range && { range }),
  });
}

async function* everyMessage(
  deps: Find,
  query: Omit<Parameters<typeof deps.records.find<Message, typeof messages.indexes>>[1], 'after'>,
): AsyncGenerator<Message> {
  for await (const { doc } of everyPage((after) => deps.records.find(messages, { ...query, ...after }))) yield doc;
}

async function* going(found: AsyncIterable<Message>): AsyncGenerator<Going> {
  for await (const message of found) yield { message, fate: 'goes' };
}

/** Whether two scopes reach the same: what a hold protects and what an erasure would take. */
import {
  type Conversation,
  type ConversationId,
  conversations,
  messages,
  type NumberId,
  type PersonId,
  persons,
  type Records,
  type Scope,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { isWithin, type Range, type Reach, rangeOf } from './reach.ts';

export interface ReachDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
}

type Part = Extract<Scope, { kind: 'message' | 'file' }>;
type Whole = Extract<Scope, { kind: 'number' | 'period' }>;

/**
 * True if there is something that lies in both; the order does not matter. Two persons meet in the 1:1 chats of the
 * one in which the other wrote: what stands there is sealed under one key.
 */
export async function overlap(deps: ReachDeps, one: Reach, other: Reach): Promise<boolean> {
  if (isPart(one.scope)) return partIn(deps, one.scope, other);
  if (isPart(other.scope)) return partIn(deps, other.scope, one);
  if (one.scope.kind === 'person') return humanIn(deps, one.persons, other.scope, other.persons);
  if (other.scope.kind === 'person') return humanIn(deps, other.persons, one.scope, one.persons);
  if (one.scope.kind === 'conversation') return conversationIn(deps, one.scope.conversation, other.scope);
  if (other.scope.kind === 'conversation') return conversationIn(deps, other.scope.conversation, one.scope);
  return one.scope.number === other.scope.number && meet(rangeOf(one.scope), rangeOf(other.scope));
}

function isPart(scope: Scope): scope is Part {
  return scope.kind === 'message' || scope.kind === 'file';
}

async function partIn(deps: ReachDeps, { message: id }: Part, other: Reach): Promise<boolean> {
  const message = (await deps.records.get(messages, id))?.doc;
  const chat = message && (await deps.records.get(conversations, message.conversation))?.doc;
  if (message && isWithin(message, chat?.contact ?? null, other)) return true;
  const later = everyPage((after) =>
    deps.records.find(messages, { index: 'byTarget', equals: { target: id }, limit: 200, ...after }),
  );
  for await (const { doc } of later) if (isWithin(doc, chat?.contact ?? null, other)) return true;
  // What edits, revokes or answers a message by a tap belongs to it.
  const beside = isPart(other.scope) && (await deps.records.get(messages, other.scope.message))?.doc;
  return beside ? beside.id === id || beside.target === id : false;
}

async function humanIn(
  deps: ReachDeps,
  human: ReadonlySet<PersonId>,
  scope: Exclude<Scope, Part>,
  others: ReadonlySet<PersonId>,
): Promise<boolean> {
  switch (scope.kind) {
    case 'person':
      return (
        [...human].some((person) => others.has(person)) ||
        (await wroteToContact(deps, human, others)) ||
        (await wroteToContact(deps, others, human))
      );
    case 'conversation': {
      const conversation = (await deps.records.get(conversations, scope.conversation))?.doc;
      return conversation !== undefined && takesPart(conversation, human);
    }
    case 'number':
      return isKnownOn(deps, human, scope.number);
    case 'period':
      return (await isKnownOn(deps, human, scope.number)) && (await wroteOn(deps, human, scope.number, rangeOf(scope)));
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}

function takesPart({ contact, persons }: Conversation, human: ReadonlySet<PersonId>): boolean {
  return persons.some((person) => human.has(person)) || (contact !== null && human.has(contact));
}

/** Whether any of `writers` wrote in a 1:1 chat of the contact. */
async function wroteToContact(
  deps: ReachDeps,
  contact: ReadonlySet<PersonId>,
  writers: ReadonlySet<PersonId>,
): Promise<boolean> {
  for await (const conversation of chatsOf(deps, contact)) if (takesPart(conversation, writers)) return true;
  return false;
}

async function isKnownOn(deps: ReachDeps, human: ReadonlySet<PersonId>, number: NumberId): Promise<boolean> {
  for (const id of human) {
    if ((await deps.records.get(persons, id))?.doc.numbers.includes(number)) return true;
  }
  return false;
}

/** Whether something of theirs on the number lies in the range: in their 1:1 chats, or what they wrote elsewhere. */
async function wroteOn(
  deps: ReachDeps,
  human: ReadonlySet<PersonId>,
  number: NumberId,
  range: Range,
): Promise<boolean> {
  for await (const { id, number: on } of chatsOf(deps, human)) {
    if (on === number && (await hasMessages(deps, id, range))) return true;
  }
  for (const author of human) {
    const wrote = everyPage((after) =>
      deps.records.find(messages, { index: 'byAuthor', equals: { author }, range, limit: 500, ...after }),
    );
    for await (const { doc } of wrote) if (doc.number === number) return true;
  }
  return false;
}

async function* chatsOf(deps: ReachDeps, human: ReadonlySet<PersonId>): AsyncGenerator<Conversation> {
  const every = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact: [...human] }, limit: 500, ...after }),
  );
  for await (const { doc } of every) yield doc;
}

async function conversationIn(
  deps: ReachDeps,
  id: ConversationId,
  other: Whole | Extract<Scope, { kind: 'conversation' }>,
): Promise<boolean> {
  if (other.kind === 'conversation') return other.conversation === id;
  if ((await deps.records.get(conversations, id))?.doc.number !== other.number) return false;
  return other.kind === 'number' || hasMessages(deps, id, rangeOf(other));
}

async function hasMessages(deps: ReachDeps, conversation: ConversationId, range: Range): Promise<boolean> {
  const found = await deps.records.find(messages, {
    index: 'byConversation',
    equals: { conversation },
    range,
    limit: 1,
  });
  return found.items.length > 0;
}

function meet(one: Range, other: Range): boolean {
  const from = Math.max(one.from ?? Number.NEGATIVE_INFINITY, other.from ?? Number.NEGATIVE_INFINITY);
  return from < Math.min(one.before ?? Number.POSITIVE_INFINITY, other.before ?? Number.POSITIVE_INFINITY);
}

/** Whom an erasure or a hold is about, and which numbers: looked up from what was chosen. */
import {
  type Conversation,
  conversations,
  type Message,
  messages,
  type NumberId,
  numbers,
  type Person,
  type PersonId,
  persons,
  type Records,
  type Scope,
} from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import { everyPage } from '../every-page.ts';
import { humanOf } from '../person/human.ts';
import { Problem } from '../problem.ts';

export interface FindScope {
  readonly records: Pick<Records, 'get' | 'find'>;
}

/** What an erasure touches. */
export interface Concerned {
  /** Everyone whose words are among what goes. */
  readonly persons: readonly PersonId[];
  /** Of them, those who go whole, keys and all. */
  readonly whole: readonly Person[];
  readonly numbers: readonly NumberId[];
  /** Under whose key the reason is sealed; null where it is about several people, or nobody. */
  readonly subject: PersonId | null;
}

/** @throws Problem `not-found` if there is no such thing, or part of it is on numbers that are not theirs. */
export async function findScope<P extends Permission>(
  deps: FindScope,
  authorized: Authorized<P>,
  scope: Scope,
): Promise<Concerned> {
  const found = await concernedBy(deps, scope);
  if (!found?.numbers.every((number) => maySee(authorized, number))) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return found;
}

/** Undefined where nothing is there. */
export async function concernedBy(deps: FindScope, scope: Scope): Promise<Concerned | undefined> {
  switch (scope.kind) {
    case 'person':
      return ofPerson(deps, scope.person);
    case 'message':
    case 'file':
      return ofMessage(deps, (await deps.records.get(messages, scope.message))?.doc);
    case 'conversation':
      return ofConversation((await deps.records.get(conversations, scope.conversation))?.doc);
    case 'number':
    case 'period':
      return ofNumber(deps, scope);
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}

/** All documents that a dpo found to be this one human. */
async function ofPerson(deps: FindScope, person: PersonId): Promise<Concerned | undefined> {
  const whole: Person[] = [];
  for (const id of await humanOf(deps, person)) {
    const doc = (await deps.records.get(persons, id))?.doc;
    if (doc) whole.push(doc);
  }
  if (whole.length === 0) return undefined;
  return {
    persons: whole.map(({ id }) => id),
    whole,
    numbers: [...new Set(whole.flatMap((one) => one.numbers))],
    subject: person,
  };
}

async function ofMessage(deps: FindScope, message: Message | undefined): Promise<Concerned | undefined> {
  if (!message) return undefined;
  const contact = (await deps.records.get(conversations, message.conversation))?.doc.contact ?? null;
  const { author, number } = message;
  const concerned = new Set([contact, author].filter((id) => id !== null));
  return { persons: [...concerned], whole: [], numbers: [number], subject: contact ?? author };
}

function ofConversation(conversation: Conversation | undefined): Concerned | undefined {
  if (!conversation) return undefined;
  const { contact, number } = conversation;
  const concerned = new Set([...(contact === null ? [] : [contact]), ...conversation.persons]);
  return { persons: [...concerned], whole: [], numbers: [number], subject: contact };
}

/** Contacts known on no other number go whole with it. Agents do not: they outlast a number, and are erased by name. */
async function ofNumber(
  deps: FindScope,
  scope: Extract<Scope, { kind: 'number' | 'period' }>,
): Promise<Concerned | undefined> {
  const { number } = scope;
  if (!(await deps.records.get(numbers, number))) return undefined;
  const concerned: PersonId[] = [];
  const whole: Person[] = [];
  const every = everyPage((after) => deps.records.find(persons, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc } of every) {
    if (!doc.numbers.includes(number)) continue;
    concerned.push(doc.id);
    if (scope.kind === 'number' && doc.role !== 'agent' && doc.numbers.length === 1) whole.push(doc);
  }
  return { persons: concerned, whole, numbers: [number], subject: null };
}

/** Begins a conversation, or notes who else takes part in it. */
import {
  type Clock,
  type Conversation,
  type ConversationId,
  conversations,
  type NumberId,
  type PersonId,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { companyKey } from '../company-key.ts';

export interface ConversationSeen {
  readonly id: ConversationId;
  readonly number: NumberId;
  readonly group: boolean;
  readonly contact: PersonId | null;
  /** A group's title; a 1:1 chat has none. */
  readonly title: string | undefined;
  readonly persons: readonly PersonId[];
}

interface BeginDeps {
  readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** The contact, once known, stays. */
export async function beginConversation(deps: BeginDeps, seen: ConversationSeen): Promise<Conversation> {
  for (;;) {
    const found = await deps.records.get(conversations, seen.id);
    if (!found) {
      const conversation = await newConversation(deps, seen);
      if ((await deps.records.insert(conversations, conversation)) === 'inserted') return conversation;
      continue;
    }
    const persons = [...new Set([...found.doc.persons, ...seen.persons])];
    const contact = found.doc.contact ?? seen.contact;
    if (persons.length === found.doc.persons.length && contact === found.doc.contact) return found.doc;
    const isNamed = contact !== found.doc.contact;
    const conversation = { ...found.doc, persons, contact, ...(isNamed && { contactSince: deps.clock() }) };
    if ((await deps.records.replace(conversations, found.version, conversation)) === 'replaced') return conversation;
  }
}

async function newConversation(deps: BeginDeps, seen: ConversationSeen): Promise<Conversation> {
  const { id, title } = seen;
  const place = placeOf(conversations, id, 'sealedTitle');
  return {
    id,
    number: seen.number,
    group: seen.group,
    contact: seen.contact,
    ...(title !== undefined && { sealedTitle: (await companyKey(deps.vault)).seal(place, title) }),
    persons: [...seen.persons],
    messages: 0,
    firstAt: null,
    lastAt: null,
    createdAt: deps.clock(),
  };
}

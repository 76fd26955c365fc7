/** Lists conversations, the one written in last first: people stay pseudonyms, nothing said is opened. */
import { type Conversation, type Cursor, conversations, persons, type Records, type Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { NumberView, PersonView } from '../api/views.ts';
import { numberViews } from '../number/view.ts';
import { personCode, personView } from '../person/label.ts';

export interface ConversationRow {
  readonly id: string;
  readonly number: NumberView;
  readonly group: boolean;
  /** Tells a group from others: its title may name people, and is shown where opening it is recorded. */
  readonly code: string;
  /** The contact of a 1:1 chat. */
  readonly person: PersonView | null;
  readonly messages: number;
  readonly lastAt: number | null;
  /** Its contact was erased then; null for all others. */
  readonly erasedAt: number | null;
}

export interface ListConversations {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** A page of at most `limit` conversations of the numbers they may see. @throws Problem `not-found` for a foreign number. */
export async function listConversations(
  deps: ListConversations,
  authorized: Authorized<'conversation:read'>,
  input: { readonly number?: string | undefined; readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ conversations: ConversationRow[]; next: string | null }> {
  const page = await deps.records.find(conversations, {
    index: 'byNumber',
    equals: { number: await visibleNumbers(deps, authorized, input.number) },
    order: 'descending',
    limit: input.limit,
    ...(input.cursor === undefined ? {} : { after: input.cursor }),
  });
  const labelOf = numberViews(deps);
  const rows: ConversationRow[] = [];
  for (const { doc } of page.items) {
    const { id, group, messages, lastAt, erasedAt = null } = doc;
    const [number, person] = [await labelOf(doc.number), await contactOf(deps, doc)];
    rows.push({ id, number, group, code: personCode(id), person, messages, lastAt, erasedAt });
  }
  return { conversations: rows, next: page.next ?? null };
}

async function contactOf(
  deps: { readonly records: Pick<Records, 'get'> },
  { contact }: Conversation,
): Promise<PersonView | null> {
  const person = contact && (await deps.records.get(persons, contact))?.doc;
  return person ? personView(person, null) : null;
}

/** Lists the people of the numbers someone may see: pseudonyms and consent badges, no names. Recorded like every look. */
import { setImmediate } from 'node:timers/promises';
import {
  type Cursor,
  conversations,
  messages,
  type NumberId,
  type Person,
  persons,
  type Records,
} from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { PersonView } from '../api/views.ts';
import type { Audit } from '../audit/audit.ts';
import { aboutAnother } from '../conversation/aftermath.ts';
import { everyPage } from '../every-page.ts';
import { personView } from './label.ts';

export interface ListPersons {
  readonly records: Pick<Records, 'find'>;
  readonly audit: Audit;
}

/** Rows of somebody looked through for the last one that is a message: reactions and edits are none. */
const lookedThrough = 20;
/** People looked at for one page that has somebody on it. */
const mostLookedAt = 1000;

/** `conversations` counts 1:1 chats with the person; `lastAt` is when they last wrote or were written to in one. */
export type PersonRow = PersonView & { readonly conversations: number; readonly lastAt: number | null };

/** A page of at most `limit` people, the latest met first. */
export async function listPersons(
  deps: ListPersons,
  authorized: Authorized<'person:list'>,
  input: { readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ persons: PersonRow[]; next: string | null }> {
  const { visible, next } = await visiblePersons(deps, authorized.numbers, input);
  const rows: PersonRow[] = [];
  for (const person of visible) rows.push(await personRow(deps, person, authorized.numbers));
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'person-listed',
    subject: null,
    detail: { persons: rows.length },
  });
  return { persons: rows, next };
}

/**
 * People of other numbers are passed over, until the page is at least half full or nobody is left; with anybody on it,
 * a page is answered before more than `mostLookedAt` were. Other work gets its turn in between.
 */
async function visiblePersons(
  deps: ListPersons,
  numbers: readonly NumberId[] | null,
  input: { readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ readonly visible: readonly Person[]; readonly next: string | null }> {
  const visible: Person[] = [];
  let after = input.cursor;
  let looked = 0;
  const isEnough = () => visible.length > 0 && (visible.length * 2 >= input.limit || looked >= mostLookedAt);
  do {
    const page = await deps.records.find(persons, {
      index: 'byCreation',
      order: 'descending',
      limit: input.limit - visible.length,
      ...(after === undefined ? {} : { after }),
    });
    for (const { doc } of page.items) {
      if (numbers === null || doc.numbers.some((number) => maySee({ numbers }, number))) visible.push(doc);
    }
    looked += page.items.length;
    after = page.next;
    await setImmediate();
  } while (after !== undefined && !isEnough());
  return { visible, next: after ?? null };
}

async function personRow(deps: ListPersons, person: Person, numbers: readonly NumberId[] | null): Promise<PersonRow> {
  let count = 0;
  let lastAt: number | null = await lastWritten(deps, person, numbers);
  const every = everyPage((after) =>
    deps.records.find(conversations, {
      index: 'byContact',
      equals: { contact: person.id, ...(numbers === null ? {} : { number: numbers }) },
      limit: 1000,
      ...after,
    }),
  );
  for await (const { doc } of every) {
    count += 1;
    if (doc.lastAt !== null && (lastAt === null || doc.lastAt > lastAt)) lastAt = doc.lastAt;
  }
  return { ...personView(person, null), conversations: count, lastAt };
}

/** When the person last wrote; unknown to someone limited to numbers unless the newest message is on one of these. */
async function lastWritten(
  deps: ListPersons,
  person: Person,
  numbers: readonly NumberId[] | null,
): Promise<number | null> {
  const page = await deps.records.find(messages, {
    index: 'byAuthor',
    equals: { author: person.id },
    order: 'descending',
    limit: lookedThrough,
  });
  const newest = page.items.find(({ doc }) => !aboutAnother.has(doc.kind))?.doc;
  return newest && maySee({ numbers }, newest.number) ? newest.at : null;
}

/** One line of a list of people: pseudonym, badge, how many chats, when the last word was. */
import { conversations, messages, type NumberId, type Person, type Records } from '@atalaia/storage';
import { maySee } from '../access/permissions.ts';
import type { PersonView } from '../api/views.ts';
import { aboutAnother } from '../conversation/aftermath.ts';
import { everyPage } from '../every-page.ts';
import { personView } from './label.ts';

interface ReadRow {
  readonly records: Pick<Records, 'find'>;
}

/** Rows of somebody looked through for the last one that is a message: reactions and edits are none. */
const lookedThrough = 20;

/** `conversations` counts 1:1 chats with the person; `lastAt` is when they last wrote or were written to in one. */
export type PersonRow = PersonView & { readonly conversations: number; readonly lastAt: number | null };

/** @param numbers Chats on others are not counted; null = all. */
export async function personRow(
  deps: ReadRow,
  person: Person,
  numbers: readonly NumberId[] | null,
): Promise<PersonRow> {
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
async function lastWritten(deps: ReadRow, person: Person, numbers: readonly NumberId[] | null): Promise<number | null> {
  const page = await deps.records.find(messages, {
    index: 'byAuthor',
    equals: { author: person.id },
    order: 'descending',
    limit: lookedThrough,
  });
  const newest = page.items.find(({ doc }) => !aboutAnother.has(doc.kind))?.doc;
  return newest && maySee({ numbers }, newest.number) ? newest.at : null;
}

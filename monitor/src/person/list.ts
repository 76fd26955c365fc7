/** Lists the people of the numbers someone may see: pseudonyms and consent badges, no names. Recorded like every look. */
import { setImmediate } from 'node:timers/promises';
import { type Cursor, type NumberId, type Person, persons, type Records } from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { type PersonRow, personRow } from './row.ts';

export interface ListPersons {
  readonly records: Pick<Records, 'find'>;
  readonly audit: Audit;
}

/** People looked at for one page that has somebody on it. */
const mostLookedAt = 1000;

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

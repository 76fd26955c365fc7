/** Reads a whole space of a journal, a page for each turn of the event loop: messages go on arriving meanwhile. */
import { setImmediate as nextTurn } from 'node:timers/promises';

interface Listed {
  readonly key: string;
  readonly order: number;
}

const PAGE = 250;
/** The most that a journal lists at once. */
const LARGEST_PAGE = 10_000;

/**
 * Pages in the order of the space; rows may be removed or changed meanwhile. Rows that share a place with the end of
 * a page come twice: whatever is done with them must be the same done twice.
 */
export async function* everyRow<Row extends Listed>(
  list: (limit: number, from: number) => readonly Row[],
): AsyncGenerator<readonly Row[]> {
  let limit = PAGE;
  for (let from = Number.MIN_SAFE_INTEGER; ; ) {
    const page = list(limit, from);
    const [first, last] = [page[0], page.at(-1)];
    if (first === undefined || last === undefined) return;
    yield page;
    if (page.length < limit) return;
    const sharesOnePlace = first.order === last.order;
    from = sharesOnePlace && limit === LARGEST_PAGE ? last.order + 1 : last.order;
    limit = sharesOnePlace ? Math.min(limit * 2, LARGEST_PAGE) : PAGE;
    await nextTurn();
  }
}

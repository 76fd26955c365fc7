/** How long an agent's own data stays because claims may be brought: five years after they last wrote for the company. */
import { type Person, type Records, roster } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** CF art. 7 XXIX and CLT art. 11: claims of the last five years of an employment. */
const limitationYears = 5;

/**
 * The instant, in milliseconds, at which the last limitation of these persons ends; null where none runs at `now`.
 * An agent who is still in a roster is counted as leaving now.
 */
export async function limitationOf(
  deps: { readonly records: Pick<Records, 'find'> },
  whole: readonly Person[],
  now: number,
): Promise<number | null> {
  let latest: number | null = null;
  for (const { id, role } of whole) {
    if (role !== 'agent') continue;
    const rows = everyPage((after) =>
      deps.records.find(roster, { index: 'byAgent', equals: { agent: id }, limit: 200, ...after }),
    );
    for await (const { doc } of rows) latest = Math.max(latest ?? 0, yearsAfter(doc.to ?? now));
  }
  return latest !== null && latest > now ? latest : null;
}

function yearsAfter(at: number): number {
  const end = new Date(at);
  end.setUTCFullYear(end.getUTCFullYear() + limitationYears);
  return end.getTime();
}

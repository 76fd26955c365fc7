/** Lists the company's numbers with what is going on at each. */
import { alerts, conversations, type MonitoredNumber, numbers, type Records, type Vault } from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { LinkView } from '../api/number-views.ts';
import type { NumberView } from '../api/views.ts';
import { everyPage } from '../every-page.ts';
import { linkViewOf } from './link-view.ts';
import type { Links } from './links.ts';
import { numberView } from './view.ts';

export interface ListNumbers {
  readonly records: Records;
  readonly vault: Vault;
  readonly links: Pick<Links, 'link'>;
}

export type ListedNumber = NumberView & {
  readonly conversations: number;
  readonly openAlerts: number;
  readonly lastMessageAt: number | null;
  /** Null where nobody has set it up for capture: it came with an import. */
  readonly link: LinkView | null;
  readonly armed: boolean;
};

/** Oldest first; only those that the actor may see. */
export async function listNumbers(
  deps: ListNumbers,
  authorized: Authorized<'number:list'>,
): Promise<readonly ListedNumber[]> {
  const seen: Promise<ListedNumber>[] = [];
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 1000, ...after }));
  for await (const { doc } of every) if (maySee(authorized, doc.id)) seen.push(listed(deps, doc));
  return Promise.all(seen);
}

async function listed(deps: ListNumbers, number: MonitoredNumber): Promise<ListedNumber> {
  const [view, chats, open, newest] = await Promise.all([
    numberView(deps, number),
    deps.records.count(conversations, { index: 'byNumber', equals: { number: number.id } }),
    deps.records.count(alerts, { index: 'byNumber', equals: { number: number.id, state: 'open' } }),
    deps.records.find(conversations, {
      index: 'byNumber',
      equals: { number: number.id },
      order: 'descending',
      limit: 1,
    }),
  ]);
  return {
    ...view,
    conversations: totalOf(chats),
    openAlerts: totalOf(open),
    lastMessageAt: newest.items[0]?.doc.lastAt ?? null,
    link: number.capture ? linkViewOf(deps.links, number) : null,
    armed: (number.capture?.armedAt ?? null) !== null,
  };
}

function totalOf(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, count) => sum + count, 0);
}

/** Lists the company's numbers with what is going on at each. */
import { alerts, conversations, type MonitoredNumber, numbers, type Records, type Vault } from '@atalaia/storage';
import { type Authorized, may, maySee } from '../access/permissions.ts';
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
  for await (const { doc } of every)
    if (maySee(authorized, doc.id)) seen.push(listed(deps, doc, may(authorized.actor, 'reserved:see')));
  return Promise.all(seen);
}

async function listed(deps: ListNumbers, number: MonitoredNumber, seesReserved: boolean): Promise<ListedNumber> {
  const onDesk = { number: number.id, state: 'open', place: null } as const;
  const [view, chats, open, reserved, newest] = await Promise.all([
    numberView(deps, number),
    deps.records.count(conversations, { index: 'byNumber', equals: { number: number.id } }),
    deps.records.count(alerts, { index: 'byNumber', equals: onDesk }),
    deps.records.count(alerts, { index: 'byAudience', equals: { audience: 'dpo', ...onDesk } }),
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
    openAlerts: totalOf(open) - (seesReserved ? 0 : totalOf(reserved)),
    lastMessageAt: newest.items[0]?.doc.lastAt ?? null,
    link: number.capture ? linkViewOf(deps.links, number) : null,
    armed: (number.capture?.armedAt ?? null) !== null,
  };
}

function totalOf(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, count) => sum + count, 0);
}

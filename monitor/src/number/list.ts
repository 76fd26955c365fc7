/** Lists the company's numbers with what is going on at each. */
import { alerts, conversations, type MonitoredNumber, numbers, type Records, type Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { NumberView } from '../api/views.ts';
import { numberView } from './view.ts';

export interface ListNumbers {
  readonly records: Records;
  readonly vault: Vault;
}

export type ListedNumber = NumberView & {
  readonly conversations: number;
  readonly openAlerts: number;
  readonly lastMessageAt: number | null;
};

/** Oldest first; only those that the actor may see. */
export async function listNumbers(
  deps: ListNumbers,
  authorized: Authorized<'number:list'>,
): Promise<readonly ListedNumber[]> {
  const all = await everyNumber(deps);
  const seen = all.filter(({ id }) => authorized.numbers === null || authorized.numbers.includes(id));
  return Promise.all(seen.map((number) => listed(deps, number)));
}

async function everyNumber(deps: ListNumbers): Promise<readonly MonitoredNumber[]> {
  const all: MonitoredNumber[] = [];
  let after: string | undefined;
  do {
    const page = await deps.records.find(numbers, {
      index: 'byCreation',
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...page.items.map(({ doc }) => doc));
    after = page.next;
  } while (after !== undefined);
  return all;
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
  };
}

function totalOf(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, count) => sum + count, 0);
}

/** What came to a number and what became of it, day by day, with the times in which nobody listened. */
import { gaps, type Ledger, ledgers, type NumberId, type Records, type Signer } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { GapView, LedgerDay } from '../api/number-views.ts';
import { gapReason } from '../completeness/gap-reason.ts';
import { addsUp, isSignedLedger } from '../completeness/record-ledger.ts';
import { findOwnNumber } from './amend.ts';

export interface ReadCompleteness {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly signer: Pick<Signer, 'publicKey'>;
}

const daysOnPage = 31;
const newestGaps = 100;

/** At most 31 days, the newest first, before `before` (YYYY-MM-DD) if it is given; and the newest gaps. @throws Problem `not-found` */
export async function readCompleteness(
  deps: ReadCompleteness,
  authorized: Authorized<'number:list'>,
  id: NumberId,
  before?: string,
): Promise<{ days: LedgerDay[]; gaps: GapView[]; next: string | null }> {
  await findOwnNumber(deps, authorized, id);
  const page = await deps.records.find(ledgers, {
    index: 'byNumber',
    equals: { number: id },
    ...(before === undefined ? {} : { range: { before } }),
    order: 'descending',
    limit: daysOnPage,
  });
  const days = page.items.map(({ doc }) => dayView(doc, deps.signer.publicKey));
  const lost = await deps.records.find(gaps, {
    index: 'byNumber',
    equals: { number: id },
    order: 'descending',
    limit: newestGaps,
  });
  return {
    days,
    gaps: lost.items.map(({ doc: { id, from, to, ...gap } }) => ({ id, from, to, reason: gapReason(gap) })),
    next: page.next === undefined ? null : (days.at(-1)?.day ?? null),
  };
}

function dayView(ledger: Ledger, publicKey: string): LedgerDay {
  const { id: _id, number: _number, signature, ...counts } = ledger;
  return {
    ...counts,
    addsUp: addsUp(ledger),
    signature: signature === null ? 'open' : isSignedLedger(ledger, publicKey) ? 'valid' : 'broken',
  };
}

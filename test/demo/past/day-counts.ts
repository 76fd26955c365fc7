/** What a number's ledger counts of one day while the history is written. */
import type { LedgerCounts } from '@atalaia/storage';
import type { Desk } from '../company.ts';

export interface DayCounts {
  stored: number;
  withheld: number;
  mediaKept: number;
  minutesDisconnected: number;
}

export function newDay(): Record<Desk, DayCounts> {
  const nothing = (): DayCounts => ({ stored: 0, withheld: 0, mediaKept: 0, minutesDisconnected: 0 });
  return { sales: nothing(), support: nothing(), collections: nothing() };
}

/** Everything that came is somewhere. */
export function countsOf({
  stored,
  withheld,
  mediaKept,
  excluded,
}: Omit<DayCounts, 'minutesDisconnected'> & { readonly excluded: number }): LedgerCounts {
  return {
    received: stored + withheld + excluded,
    stored,
    withheld,
    excluded,
    undecryptable: 0,
    mediaPending: 0,
    mediaKept,
    mediaExpired: 0,
  };
}

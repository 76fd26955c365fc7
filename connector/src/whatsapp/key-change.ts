/** Notices that somebody's identity key changed: they have another telephone, or another human has their number. */
import type { JournalChange } from '@atalaia/storage';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import { partyOf } from './identify.ts';

export interface KeyChangeDeps {
  readonly journal: Journal;
  readonly clock: () => number;
  readonly newId: () => string;
}

/**
 * What is to be told of it, to commit with the new key. `address`: as the Signal library writes it, `<user>.<device>`,
 * with `_1` after the user of a LID. The keys of linked devices come and go: only that of the telephone tells anything.
 */
export function tellKeyChange({ journal, clock, newId }: KeyChangeDeps, address: string): readonly JournalChange[] {
  const [, user, domain] = /^(\d+)(_1)?\.0$/.exec(address) ?? [];
  if (user === undefined) return [];
  const party = partyOf(journal, `${user}@${domain === undefined ? 's.whatsapp.net' : 'lid'}`);
  // Of whom nothing is kept there is nothing to protect.
  if (!party?.person) return [];
  const event = { kind: 'key-changed', id: `key-changed/${newId()}`, at: clock() } as const;
  return append(journal, [{ kind: 'event', party: party.id, chat: null, event }]);
}

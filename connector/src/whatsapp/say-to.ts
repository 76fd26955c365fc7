/** Words of the company for one person, written down to be sent in their chat when its turn comes. */
import type { JournalChange, PersonId } from '@atalaia/storage';
import { outgoing } from '../consent/outgoing.ts';
import type { Journal } from '../journal/journal.ts';

/** None if this number does not speak, or never met them: a number that is not armed says nothing. */
export function sayTo(
  journal: Journal,
  person: PersonId,
  text: string,
  parts: { readonly now: number; readonly newId: () => string },
): readonly JournalChange[] {
  const party = journal.alias.get(`person:${person}`);
  const chat = party === undefined ? undefined : journal.chat.get(party);
  if (chat === undefined || !journal.self.get('settings')?.armed) return [];
  return [journal.outbox.put(outgoing({ chat, kind: 'answer', text }, parts))];
}

/** Leaves each number's journal as it would stand after these days: whom it knows, and how far the notice came with them. */

import type { JournalChange } from '@atalaia/storage';
import { newStanding } from '../../../connector/src/consent/standing.ts';
import { openJournalRows } from '../../../connector/src/journal/journal.ts';
import { phoneKey } from '../../../connector/src/whatsapp/phone-key.ts';
import { type Contact, companyNumbers, type Desk } from '../company.ts';
import type { Chat } from './meet.ts';
import type { Writing } from './write-past.ts';

export async function knowContacts(writing: Writing): Promise<void> {
  for (const { desk } of companyNumbers) await knowAt(writing, desk);
}

async function knowAt({ past, installed, chats }: Writing, desk: Desk): Promise<void> {
  const opened = await past.deps.openJournal(installed.numbers[desk]);
  if (opened.kind !== 'opened') throw new Error(`The journal can't be opened: it is ${opened.kind}.`);
  using store = opened.journal;
  const journal = openJournalRows(store);
  const known = [...chats].filter(([contact]) => contact.desk === desk);
  store.commit(known.flatMap(([contact, chat]) => rowsOf(journal, past.deps.newId(), contact, chat)));
}

function rowsOf(
  journal: ReturnType<typeof openJournalRows>,
  party: string,
  contact: Contact,
  { person, conversation, notified, answer }: Chat,
): readonly JournalChange[] {
  const phone = `+${contact.phone}`;
  const jid = `${contact.phone}@s.whatsapp.net`;
  return [
    journal.party.put({
      id: party,
      lid: contact.lid,
      phone,
      person,
      state: contact.known === 'private' ? 'excluded' : 'active',
      perhaps: [],
      answer: answer?.kind ?? 'none',
      answeredT: answer?.t ?? null,
      renewed: false,
      language: null,
    }),
    journal.told.put(party, { lid: contact.lid, phone, name: contact.name }),
    journal.alias.put(`lid:${contact.lid}`, party),
    journal.alias.put(phoneKey(phone), party),
    journal.alias.put(`person:${person}`, party),
    journal.chat.put({ id: party, kind: 'contact', party, jid, conversation, subject: null }),
    ...(notified === null
      ? []
      : [
          journal.standing.put({
            ...newStanding(party, party),
            notified: {
              notice: notified.notice.id,
              generation: notified.notice.generation,
              fromT: notified.t,
              arrivedT: notified.t,
            },
            notice: notified.message,
            contactWrote: true,
            agentWrote: true,
            lastNoticeAt: notified.t * 1000,
          }),
        ]),
  ];
}

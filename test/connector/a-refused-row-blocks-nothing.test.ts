/** A row that the program always refuses: the others are told, it is counted and told as unreadable, and tried again later. */
import type { ConversationId, NumberId, PersonId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { append } from '../../connector/src/journal/inbox.ts';
import type { Journal } from '../../connector/src/journal/journal.ts';
import { count } from '../../connector/src/journal/ledger.ts';
import type { InboxRow } from '../../connector/src/journal/rows.ts';
import { startDrain } from '../../connector/src/whatsapp/drain.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { type MemoryArchive, memoryArchive } from './archive.ts';
import { emptyJournal } from './consent-chat.ts';
import { settingsOf } from './number.ts';
import { stanza } from './stanza.ts';

const day = '2026-03-02';
const own = { pn: '5511955500001@s.whatsapp.net', lid: null };
const party = 'party-0';

function message(index: number): InboxRow {
  const attrs = { id: `M${index}`, from: '5511988880200@s.whatsapp.net', t: String(1_780_000_000 + index) };
  const content = { kind: 'text', text: `mensagem ${index}` } as const;
  const decoded = { content, quotes: null, forwarded: false, secret: null, mentions: [] };
  return { kind: 'message', envelope: envelopeOf(stanza(attrs), own), chat: party, party, decoded, day };
}

function fill(journal: Journal): void {
  const met = {
    id: party,
    lid: null,
    phone: '+5511988880200',
    person: 'person-0' as PersonId,
    state: 'active',
  } as const;
  const silent = { perhaps: [], answer: 'none', answeredT: null, renewed: false, language: null } as const;
  const jid = '5511988880200@s.whatsapp.net';
  journal.commit([
    journal.self.put('settings', settingsOf('5511955500001')),
    journal.party.put({ ...met, ...silent }),
    journal.chat.put({ id: party, kind: 'contact', party, jid, conversation: 'c' as ConversationId, subject: null }),
    ...append(
      journal,
      Array.from({ length: 20 }, (_, index) => message(index)),
    ),
    count(journal, day, { received: 20, stored: 20 }),
  ]);
}

/** A program of now that refuses the message M7 or not; pauses after a failure are over at once. */
function drain(journal: Journal, archive: MemoryArchive, refuses: boolean) {
  return startDrain({
    number: 'number-1' as NumberId,
    journal,
    store: { emptyLog: () => undefined },
    archive: {
      ...archive,
      async capture(batch) {
        if (refuses && batch.some(({ ref }) => ref.id === 'M7')) throw new TypeError('The document does not fit.');
        await archive.capture(batch);
      },
    },
    own: () => own,
    clock: () => Date.UTC(2026, 2, 2, 15),
    newId: () => 'id',
    pause: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (ms <= 2000) resolve();
        else signal.addEventListener('abort', reject, { once: true });
      }),
    groupSubject: async () => undefined,
    planned: () => undefined,
    failed: () => undefined,
  });
}

test('the other rows are told, and a mended program tells the refused one too', async () => {
  await using home = await emptyJournal();
  const { journal } = home;
  fill(journal);
  const archive = memoryArchive();
  const refusing = drain(journal, archive, true);
  await archive.told('alert', ({ alert }) => alert === 'undecryptable');
  await archive.told('withheld', ({ reason }) => reason === 'undecryptable');
  await refusing[Symbol.asyncDispose]();
  expect(archive.messages.map(({ ref }) => ref.id)).toHaveLength(19);
  expect(journal.inbox.count()).toBe(0);
  expect(journal.ledger.get(day)).toMatchObject({ received: 20, stored: 19, undecryptable: 1 });

  const mended = drain(journal, archive, false);
  await archive.told('recovered');
  await mended[Symbol.asyncDispose]();
  expect(archive.messages.find(({ ref }) => ref.id === 'M7')).toMatchObject({ order: 8 });
  expect(journal.aside.count()).toBe(0);
  expect(journal.ledger.get(day)).toMatchObject({ received: 20, stored: 20, undecryptable: 0 });
});

test.each([
  ['9999999999999', 0],
  ['1780000000', 1_780_000_000],
])('a time of %s is %i', (t, expected) => {
  const envelope = envelopeOf(stanza({ id: 'M', from: '5511988880200@s.whatsapp.net', t }), own);
  expect(envelope.t).toBe(expected);
});

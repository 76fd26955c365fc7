/** Whom the archive knows as one person goes on as one on the number: their last word counts, under whichever name it comes. */
import type { ConversationId, NumberId, PersonId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import type { Archive } from '../../connector/src/archive.ts';
import { openJournalRows } from '../../connector/src/journal/journal.ts';
import { acquaint } from '../../connector/src/whatsapp/acquaint.ts';
import { settleDoubtOf } from '../../connector/src/whatsapp/decided.ts';
import { decode } from '../../connector/src/whatsapp/decode.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { partyOf } from '../../connector/src/whatsapp/identify.ts';
import { takeIn } from '../../connector/src/whatsapp/take-in.ts';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { memoryArchive } from './archive.ts';
import { settingsOf } from './number.ts';
import { bruno, carla, own, part, plaintextOf, stanza } from './stanza.ts';

const person = 'person-of-the-test' as PersonId;
const number = 'number-of-the-test' as NumberId;

/** A number whose archive says of everybody that they are this person, until it says otherwise. */
async function number1() {
  const home = await temporaryStorage();
  const opened = await home.storage.openJournal('number-1');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const journal = openJournalRows(opened.journal);
  journal.commit([journal.self.put('settings', { ...settingsOf('5511955500001'), armed: true })]);
  const known = memoryArchive();
  let met = person;
  const archive: Archive = {
    ...known,
    meet: async (sighting) => ({ ...(await known.meet(sighting)), person: met }),
    conversationWith: async () => 'conversation-of-the-test' as ConversationId,
  };
  let ids = 0;
  let t = 1_780_000_000;
  const phoneOf = () => undefined;
  const newId = () => `id-${ids++}`;
  return {
    journal,
    party: (jid: string) => partyOf(journal, jid),
    meetsNow(somebody: PersonId) {
      met = somebody;
    },
    /** Answers what the inbox says of it once the archive was asked who wrote. */
    async hears(from: string, text: string) {
      const bytes = Buffer.from(newId());
      const envelope = envelopeOf(stanza({ id: newId(), from, t: String(++t) }, part('msg', bytes)), own, bytes);
      const decoded = decode(plaintextOf({ conversation: text }), envelope, own);
      const before = journal.inbox.list(100).length;
      journal.commit(
        takeIn({ own: () => own, clock: () => 1_780_000_000_000, newId, phoneOf }, journal, envelope, decoded),
      );
      const rows = journal.inbox.list(100).map(({ row }) => row);
      await acquaint({ journal, archive, number, groupSubject: async () => undefined }, rows);
      return rows.slice(before).map((row) => (row.kind === 'withheld' ? row.reason : row.kind));
    },
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
}

test('a refusal under one name holds under the other, and renewed consent reverses it for both', async () => {
  await using one = await number1();
  await one.hears(carla.pn, 'Bom dia');
  await one.hears(carla.lid, 'SAIR');
  for (const jid of [carla.pn, carla.lid]) expect(one.party(jid)).toMatchObject({ person, answer: 'refused' });
  expect(one.party(carla.lid)?.id).toBe(one.party(carla.pn)?.id);
  expect(one.party(carla.pn)?.doubts).toEqual([]);
  expect(await one.hears(carla.pn, 'Mais uma coisa')).toEqual(['refused']);
  expect(await one.hears(carla.lid, 'ACEITO O REGISTRO')).toContain('message');
  for (const jid of [carla.pn, carla.lid]) expect(await one.hears(jid, 'Voltei')).toEqual(['message']);
});

test('a refusal made first under the name that was met first holds for the other', async () => {
  await using one = await number1();
  await one.hears(carla.lid, 'SAIR');
  expect(await one.hears(carla.pn, 'Oi')).toEqual(['not-notified']);
  expect(await one.hears(carla.pn, 'Oi de novo')).toEqual(['refused']);
});

test('consent under one name does not loosen what the other refused', async () => {
  await using one = await number1();
  await one.hears(carla.pn, 'ACEITO O REGISTRO');
  await one.hears(carla.lid, 'SAIR');
  expect(await one.hears(carla.pn, 'Oi')).toEqual(['refused']);
  expect(await one.hears(carla.lid, 'Oi')).toEqual(['refused']);
});

test("the chat that the second name began goes on as the person's", async () => {
  await using one = await number1();
  const { journal } = one;
  await one.hears(carla.pn, 'Oi');
  await one.hears(carla.lid, 'Oi');
  await one.hears(carla.lid, 'Ainda aí?');
  const id = one.party(carla.lid)?.id ?? '';
  expect(journal.chat.get(id)).toMatchObject({ party: id, jid: carla.lid, conversation: 'conversation-of-the-test' });
  expect(one.party(carla.pn)).toMatchObject({ lid: carla.lid.split('@')[0], phone: '+351915550102' });
});

test('what they agreed to after it was settled stands, however often that is told again', async () => {
  await using one = await number1();
  const { journal } = one;
  const before = 'person-before-the-test' as PersonId;
  await one.hears(carla.pn, 'SAIR');
  one.meetsNow(before);
  await one.hears(bruno.lid, 'Oi');
  const settle = () => journal.commit(settleDoubtOf(journal, before, person, 'same'));
  settle();
  for (const jid of [carla.pn, bruno.lid]) expect(one.party(jid)).toMatchObject({ person: before, answer: 'refused' });
  expect(await one.hears(bruno.lid, 'Aceito o registro')).toContain('message');
  // As at every start of the program.
  settle();
  expect(settleDoubtOf(journal, before, person, 'same')).toEqual([]);
  expect(await one.hears(bruno.lid, 'Voltei')).toEqual(['message']);
});

test('whom a human found to be the same is led to what the number knew under the other name', async () => {
  await using one = await number1();
  const { journal } = one;
  const before = 'person-before-the-test' as PersonId;
  await one.hears(carla.pn, 'SAIR');
  journal.commit(settleDoubtOf(journal, before, person, 'same'));
  one.meetsNow(before);
  await one.hears(carla.lid, 'Oi');
  for (const jid of [carla.pn, carla.lid]) expect(await one.hears(jid, 'Oi')).toEqual(['refused']);
  expect(await one.hears(carla.lid, 'Aceito o registro')).toContain('message');
  for (const jid of [carla.pn, carla.lid]) expect(await one.hears(jid, 'Voltei')).toEqual(['message']);
});

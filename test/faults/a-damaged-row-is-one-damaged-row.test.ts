/** A row that was damaged on disk is passed over and named; everything beside it goes on. */
import { type Message, type MessageId, messages, type PersonId, persons, type Sealed } from '@atalaia/storage';
import { expect, it } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { stateVerb } from '../../monitor/src/cli/state.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { findDamaged } from '../../monitor/src/find-damaged.ts';
import { runSearch } from '../../monitor/src/search/run.ts';
import { sweepPending } from '../../monitor/src/sweep-pending.ts';
import { type Archive, openArchive, user } from '../journeys/archive.ts';

const dora = user('dora', ['dpo'], null);

it('the sweep at start screens what comes after a damaged message and leaves it pending', async () => {
  await using archive = await openArchive();
  const { damaged, whole } = await withADamagedMessage(archive);
  for (const id of [damaged, whole]) await leavePending(archive, id);
  await sweepPending(archive.deps);
  expect((await archive.message(whole)).screening).toBe('screened');
  expect((await archive.message(damaged)).screening, 'is screened once its row is restored').toBe('pending');
});

it('search finds what was written after a damaged message', async () => {
  await using archive = await openArchive();
  const { whole } = await withADamagedMessage(archive);
  await archive.follower.catchUp();
  const asked = { words: 'boleto', purpose: 'investigation' };
  const { results } = await runSearch(archive.deps, authorize(dora, 'archive:search'), asked);
  expect(results.map(({ message }) => message.id)).toEqual([whole]);
});

it('a conversation shows a damaged message as damaged, not as erased, and the others as ever', async () => {
  await using archive = await openArchive();
  const { chat, contact } = await withADamagedMessage(archive);
  await damagePerson(archive, contact);
  const page = await readConversation(archive.deps, authorize(dora, 'conversation:read'), { id: chat });
  expect(page.messages.map(({ text, damaged: isDamaged }) => [text, isDamaged])).toEqual([
    [null, true],
    ['o boleto depois', false],
  ]);
});

it('the doctor counts and names what is damaged, and says that nothing is when nothing is', async () => {
  await using archive = await openArchive();
  expect(await said(archive)).toMatchObject({ status: 0, lines: expect.stringContaining('ok    every message') });
  const { damaged, contact } = await withADamagedMessage(archive);
  await damagePerson(archive, contact);
  const found = await Array.fromAsync(findDamaged(archive.deps));
  expect(found).toEqual([
    { collection: 'messages', id: damaged },
    { collection: 'persons', id: contact },
  ]);
  const { status, lines } = await said(archive);
  expect(status).toBe(1);
  expect(lines).toContain(`WRONG ${damaged} in messages is damaged`);
  expect(lines).toContain('WRONG 2 of the messages and persons');
});

async function withADamagedMessage(archive: Archive) {
  const number = await archive.addNumber('+5511912340001');
  const contact = await archive.addPerson('Marina', 'contact', number);
  const chat = await archive.addChat(number, contact, [contact]);
  const damaged = await archive.say(chat, contact, 'o boleto antes');
  const whole = await archive.say(chat, contact, 'o boleto depois');
  const found = await archive.deps.records.get(messages, damaged);
  if (!found?.doc.sealedText) throw new Error('The message has a text.');
  const broken = { ...found.doc, sealedText: withOneBitFlipped(found.doc.sealedText) };
  await archive.deps.records.replace(messages, found.version, broken);
  return { chat, contact, damaged, whole };
}

async function damagePerson({ deps: { records } }: Archive, id: PersonId): Promise<void> {
  const found = await records.get(persons, id);
  if (!found?.doc.sealedName) throw new Error('The person has a name.');
  await records.replace(persons, found.version, {
    ...found.doc,
    sealedName: withOneBitFlipped(found.doc.sealedName),
  });
}

/** As a crash leaves a message between its capture and its screening. */
async function leavePending({ deps: { records } }: Archive, id: MessageId): Promise<void> {
  const found = await records.get(messages, id);
  if (!found) throw new Error('No such message.');
  const pending: Message = { ...found.doc, screening: 'pending' };
  await records.replace(messages, found.version, pending);
}

function withOneBitFlipped(sealed: Sealed): Sealed {
  return sealed.with(-1, (sealed.at(-1) ?? 0) ^ 1) as Sealed;
}

async function said({ deps, home }: Archive): Promise<{ readonly status: number; readonly lines: string }> {
  const lines: string[] = [];
  const write = async (text: string) => void lines.push(text);
  const input = (async function* () {})();
  const io = { input, cwd: home, actor: { kind: 'system' } as const, out: write, err: write, progress() {} };
  return { status: await stateVerb.run([], io, deps), lines: lines.join('') };
}

/** Objectors, excluded, restricted and erased people are skipped and counted when a chat is brought in. */
import { type Person, persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { marksOf } from '../../monitor/src/erase/destroy-keys.ts';
import { changeDocument } from '../fixtures/change-document.ts';
import { asAndroidText, insuranceChat, type Line } from '../fixtures/chats.ts';
import { type Desk, openDesk } from '../fixtures/import-desk.ts';

async function change(desk: Desk, name: string, change: Partial<Person>): Promise<void> {
  for (const { id } of await desk.persons()) {
    if ((await desk.nameOf(id)) === name) await changeDocument(desk.deps.records, persons, id, change);
  }
}

const opening = insuranceChat.slice(0, 3);

test.each(['suppressed', 'excluded', 'restricted', 'locked'] as const)(
  'of a contact who is %s, the whole chat is withheld: the words of the agent too',
  async (state) => {
    await using desk = await openDesk();
    await desk.bring(asAndroidText(opening));
    await change(desk, 'Otávio Quaresma', { state });
    const { counts } = await desk.bring(asAndroidText(insuranceChat));
    expect(counts).toMatchObject({ entries: 7, stored: 0, alreadyStored: 3, withheld: 4, alerts: 0 });
    expect(await desk.messages()).toHaveLength(3);
  },
);

test('an erased objector whose chat comes under another name of file, with another beginning, is not stored: nor is the agent', async () => {
  await using desk = await openDesk();
  const { deps } = desk;
  await desk.bring(asAndroidText(opening));
  const [conversation] = await desk.conversations();
  if (!conversation?.contact) throw new Error('The contact is missing.');
  const { contact } = conversation;
  await deps.vault.shred([contact], await marksOf(deps, [contact], 'objected'));
  const { counts } = await desk.bring(asAndroidText(insuranceChat.slice(2)), { fileName: 'chat.txt' });
  expect(counts).toMatchObject({ stored: 0, withheld: 5 });
});

test('a refusal stops an import on consent, and not one that exercises rights', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(opening));
  await change(desk, 'Otávio Quaresma', { notice: 'refused' });
  const onConsent = await desk.bring(asAndroidText(insuranceChat), { basis: 'consent' });
  expect(onConsent.counts).toMatchObject({ stored: 0, withheld: 4 });
  const onRights = await desk.bring(asAndroidText(insuranceChat), { basis: 'exercise-of-rights' });
  expect(onRights.counts).toMatchObject({ stored: 4, withheld: 0 });
});

test('in a group only what concerns the excluded person is withheld: their words and the lines that name them', async () => {
  await using desk = await openDesk();
  const group: readonly Line[] = [
    { minute: 0, author: null, text: 'Marina Vasconcelos criou o grupo "Frota Sul"' },
    { minute: 1, author: 'Otávio Quaresma', text: 'Cheguei' },
    { minute: 2, author: 'Berenice Falcão', text: 'Olá' },
    { minute: 3, author: 'Marina Vasconcelos', text: 'Bem-vindos' },
  ];
  const more: readonly Line[] = [
    { minute: 4, author: 'Otávio Quaresma', text: 'Vou sair' },
    { minute: 5, author: null, text: 'Otávio Quaresma saiu' },
    { minute: 6, author: 'Berenice Falcão', text: 'Até mais' },
  ];
  const file = { fileName: 'Conversa do WhatsApp com Frota Sul.txt' };
  await desk.bring(asAndroidText(group), file);
  await change(desk, 'Otávio Quaresma', { state: 'excluded' });
  const { counts } = await desk.bring(asAndroidText([...group, ...more]), file);
  expect(counts).toMatchObject({ stored: 1, alreadyStored: 4, withheld: 2 });
});

test('of an erased person nothing is stored again under a destroyed key', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(opening));
  const [conversation] = await desk.conversations();
  if (!conversation?.contact) throw new Error('The contact is missing.');
  await desk.deps.vault.shred([conversation.contact]);
  const { counts } = await desk.bring(asAndroidText(insuranceChat));
  expect(counts).toMatchObject({ stored: 0, alreadyStored: 3, withheld: 4 });
});

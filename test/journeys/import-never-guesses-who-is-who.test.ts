/** Who is who in an imported chat: told by the file or the importer, never guessed, never merged silently. */
import { persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { changeDocument } from '../fixtures/change-document.ts';
import { asAndroidText, insuranceChat, type Line } from '../fixtures/chats.ts';
import { openDesk } from '../fixtures/import-desk.ts';

const untitled = { fileName: '_chat.txt' };

test('without a title and without being told, nobody is taken for the agent or the contact', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(insuranceChat), untitled);
  expect((await desk.persons()).map(({ role }) => role)).toEqual(['unknown', 'unknown']);
  expect(await desk.conversations()).toMatchObject([{ contact: null, group: false }]);
  expect((await desk.messages()).every(({ from }) => from === 'unknown')).toBe(true);
});

test('the importer may name the agent; then the other author is the contact', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(insuranceChat), { ...untitled, agent: 'Marina Vasconcelos' });
  const roles = await Promise.all((await desk.persons()).map(async ({ id, role }) => [await desk.nameOf(id), role]));
  expect(Object.fromEntries(roles)).toEqual({ 'Otávio Quaresma': 'contact', 'Marina Vasconcelos': 'agent' });
});

test('what a first import did not know, a second one of the same chat adds', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(insuranceChat), untitled);
  await desk.bring(asAndroidText(insuranceChat), {
    ...untitled,
    agent: 'Marina Vasconcelos',
    contact: '+5521998765432',
  });
  expect(await desk.persons()).toHaveLength(2);
  const [conversation] = await desk.conversations();
  const contact = (await desk.persons()).find(({ id }) => id === conversation?.contact);
  expect(contact).toMatchObject({ role: 'contact' });
  expect(contact?.sealedPhone).toBeDefined();
});

test('an agent name that nobody in the chat has, and a contact number for a group, are refused', async () => {
  await using desk = await openDesk();
  const noAgent = await desk.bring(asAndroidText(insuranceChat), { agent: 'Quem Não Está' });
  expect(noAgent).toMatchObject({ state: 'refused', problem: 'agent-not-in-chat' });
  expect((await desk.problem(noAgent))?.sentence).not.toContain('Quem');
  const group = await desk.bring(asAndroidText(groupChat), { ...groupFile, contact: '+5521998765432' });
  expect(group).toMatchObject({ state: 'refused', problem: 'contact-of-group' });
  expect(await desk.messages()).toHaveLength(0);
});

const groupFile = { fileName: 'Conversa do WhatsApp com Frota Sul.txt' };
const groupChat: readonly Line[] = [
  { minute: 0, author: null, text: 'Marina Vasconcelos criou o grupo "Frota Sul"' },
  { minute: 1, author: null, text: 'Marina Vasconcelos adicionou Otávio Quaresma' },
  { minute: 2, author: 'Otávio Quaresma', text: 'Cheguei' },
  { minute: 3, author: 'Marina Vasconcelos', text: 'Bem-vindo, Otávio Quaresma' },
  { minute: 4, author: 'Berenice Falcão', text: 'Olá a todos' },
];

test('in a group words are kept under their author, and names in system lines under the named person', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(groupChat), groupFile);
  expect(await desk.conversations()).toMatchObject([{ group: true, contact: null }]);
  const stored = await desk.messages();
  expect(stored[1]?.mentions).toHaveLength(2);
  expect(stored[1] && (await desk.text(stored[1]))).toBe('Marina Vasconcelos adicionou Otávio Quaresma');

  const otavio = stored[2]?.author;
  if (!otavio) throw new Error('Otávio is missing.');
  await desk.deps.vault.shred([otavio]);
  expect(await Promise.all(stored.map(desk.text))).toEqual([
    'Marina Vasconcelos criou o grupo "Frota Sul"',
    'Marina Vasconcelos adicionou ',
    '(destroyed)',
    'Bem-vindo, Otávio Quaresma',
    'Olá a todos',
  ]);
});

test('with and without the ninth digit are two persons, and the strictest standing of both holds', async () => {
  await using desk = await openDesk();
  const chatWith = (author: string): string =>
    asAndroidText([
      { minute: 0, author, text: 'Bom dia' },
      { minute: 1, author: 'Marina Vasconcelos', text: 'Olá' },
    ]);
  await desk.bring(chatWith('+55 21 8876-5432'), { fileName: 'Conversa do WhatsApp com +55 21 8876-5432.txt' });
  const [old] = await desk.conversations();
  await changeDocument(desk.deps.records, persons, old?.contact ?? '', { state: 'suppressed' });

  const ended = await desk.bring(chatWith('+55 21 98876-5432'), {
    fileName: 'Conversa do WhatsApp com +55 21 98876-5432.txt',
  });
  expect(ended.counts).toMatchObject({ stored: 0, withheld: 2 });
  const contacts = (await desk.persons()).filter(({ role }) => role === 'contact');
  expect(contacts).toHaveLength(2);
});

test('of somebody whom only system lines name, no name is kept where no erasure reaches', async () => {
  await using desk = await openDesk();
  const line = (minute: number, text: string): Line => ({ minute, author: null, text });
  await desk.bring(
    asAndroidText([
      line(0, 'As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta. Toque para saber mais.'),
      ...groupChat,
      line(5, 'Marina Vasconcelos adicionou Bruno Sampaio e Zuleica Prado'),
      line(6, 'Bruno Sampaio saiu'),
      line(7, '+55 21 98876-5432 entrou usando o link de convite deste grupo'),
      line(8, 'Marina Vasconcelos mudou o nome do grupo de "Turma do Bruno" para "Frota Sul"'),
      line(9, 'Zuleica Prado fez algo que só uma versão nova conhece'),
      line(10, 'Bruno Sampaio agora é admin'),
    ]),
    groupFile,
  );
  const lines = (await desk.messages()).filter(({ kind }) => kind === 'system');
  expect(await Promise.all(lines.map(desk.text))).toEqual([
    'As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta. Toque para saber mais.',
    'Marina Vasconcelos criou o grupo "Frota Sul"',
    'Marina Vasconcelos adicionou Otávio Quaresma',
    'Marina Vasconcelos adicionou …',
    '… saiu',
    '… entrou usando …',
    'Marina Vasconcelos mudou o nome do grupo … "Frota Sul"',
    '…',
    '… agora é admin',
  ]);
});

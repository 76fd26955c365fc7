/** A file that is no whole exported chat is refused with a sentence, and nothing of it is stored. */
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { beginImport, type ImportStatement } from '../../monitor/src/import/begin.ts';
import { asAndroidText, asZip, insuranceChat, picture } from '../fixtures/chats.ts';
import { type Desk, openDesk, operator } from '../fixtures/import-desk.ts';

async function expectNothingStored(desk: Desk): Promise<void> {
  expect(await desk.messages()).toHaveLength(0);
  expect(await desk.persons()).toHaveLength(0);
  expect(await desk.conversations()).toHaveLength(0);
}

test.each([
  ['an empty file', ''],
  ['a file that only looks like text', 'Lista de compras\narroz\nfeijão\n'],
  ['random bytes', picture(5000, 3)],
])('%s is refused with a sentence, and nothing is stored', async (_what, content) => {
  await using desk = await openDesk();
  const ended = await desk.bring(content, { fileName: 'conversa.txt' });
  expect(ended).toMatchObject({ state: 'refused', staged: null, counts: { stored: 0 } });
  const problem = await desk.problem(ended);
  expect(problem?.code).toMatch(/^[a-z-]+$/);
  expect(problem?.sentence).not.toContain('conversa');
  expect(problem?.sentence).not.toMatch(/arroz|Lista/);
  await expectNothingStored(desk);
});

test('a ZIP with one damaged attachment at its end is refused whole, and stored once it is mended', async () => {
  await using desk = await openDesk();
  const zip = await asZip({
    'Conversa do WhatsApp com Otávio Quaresma.txt': asAndroidText([
      ...insuranceChat,
      { minute: 7, author: 'Marina Vasconcelos', text: 'IMG-20260309-WA0001.jpg (arquivo anexado)' },
    ]),
    'IMG-20260309-WA0001.jpg': picture(100_000, 5),
  });
  const damaged = Buffer.from(zip);
  const inPicture = zip.indexOf('IMG-20260309-WA0001.jpg') + 50_000;
  damaged[inPicture] = (damaged[inPicture] ?? 0) ^ 0xff;
  const ended = await desk.bring(damaged, { fileName: 'Conversa do WhatsApp com Otávio Quaresma.zip' });
  expect(ended).toMatchObject({ state: 'refused', counts: { stored: 0 } });
  await expectNothingStored(desk);
  expect((await desk.bring(zip, { fileName: 'Conversa do WhatsApp com Otávio Quaresma.zip' })).counts.stored).toBe(8);
});

test.each<[string, Partial<ImportStatement>, string]>([
  ['a number that is none', { number: '+55119' }, '/number'],
  ['a contact that is none', { contact: 'Otávio' }, '/contact'],
  ['the company’s own number as contact', { contact: '+55 11 91234-5678' }, '/contact'],
  ['a time zone that is none', { zone: 'Brasil/Capital' }, '/zone'],
])('%s is refused before any file is read', async (_what, wrong, pointer) => {
  await using desk = await openDesk();
  const statement = { number: '+5511912345678', basis: 'contract', fileName: 'x.txt', ...wrong } as const;
  const refused = beginImport(desk.deps, authorize(operator, 'import:run'), statement);
  await expect(refused).rejects.toMatchObject({ code: 'bad-request', pointer });
});

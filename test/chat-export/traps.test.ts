/** Promise: an author is a person who wrote, a system line is WhatsApp's, however alike they look. */
import { describe, expect, test } from 'vitest';
import { readWhole } from './memory-source.ts';

const MARK = '\u200e';

async function authorsAndKinds(text: string, label?: string): Promise<readonly string[]> {
  const { entries } = await readWhole(text, label);
  return entries.map((entry) => `${entry.author ?? '-'} ${entry.kind}`);
}

const android = (...bodies: readonly string[]): string =>
  bodies.map((body, index) => `12/03/2024 10:${String(index).padStart(2, '0')} - ${body}`).join('\n');
const ios = (...bodies: readonly string[]): string =>
  bodies.map((body, index) => `[12/03/24, 10:${String(index).padStart(2, '0')}:00] ${body}`).join('\r\n');

describe('system lines that look authored', () => {
  test('a new subject with a colon', async () => {
    const text = android(
      'Loris changed the subject to “A: B”',
      'Loris: hello',
      'Loris changed the subject from “A: B” to “C: D”',
      'Ana changed the group description',
      'Ana: yes',
    );
    expect(await authorsAndKinds(text)).toEqual(['- system', 'Loris text', '- system', '- system', 'Ana text']);
    expect((await readWhole(text)).chat.title).toBe('C: D');
  });

  test('the title of a group on iOS is no author', async () => {
    const text = ios(
      `Obra Norte: ${MARK}As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta.`,
      `Obra Norte: ${MARK}Ana criou este grupo`,
      `Obra Norte: ${MARK}Ana adicionou você`,
      'Ana: oi',
      'Bia: olá',
    );
    const { chat, entries } = await readWhole(text);
    expect(entries.map((entry) => entry.author)).toEqual([null, null, null, 'Ana', 'Bia']);
    expect(chat).toMatchObject({ group: true, title: 'Obra Norte', counts: { people: 2, systemLines: 3 } });
  });

  test('a title in a language that we do not know', async () => {
    const text = ios(
      `Rakennus: ${MARK}Viestit ja puhelut salataan täysin.`,
      `Rakennus: ${MARK}Anna loi ryhmän`,
      'Anna: moi',
    );
    expect(await authorsAndKinds(text)).toEqual(['- system', '- system', 'Anna text']);
  });

  test('a title with a colon', async () => {
    const text = ios(
      `Obra: Fase 2: ${MARK}Messages and calls are end-to-end encrypted.`,
      'Ana: oi',
      'Bia: oi',
      'Caio: oi',
    );
    const { chat, entries } = await readWhole(text);
    expect(entries.map((entry) => entry.author)).toEqual([null, 'Ana', 'Bia', 'Caio']);
    expect(chat.title).toBe('Obra: Fase 2');
  });

  test('an event in a language that we do not know, under a person who writes', async () => {
    expect(await authorsAndKinds(ios('Anna: moi', `Anna: ${MARK}Anna lisäsi Bean`, 'Bea: moi'))).toEqual([
      'Anna text',
      '- system',
      'Bea text',
    ]);
  });

  test('a message that an admin deleted is still somebody’s', async () => {
    expect(await authorsAndKinds(ios(`Bob: ${MARK}This message was deleted by admin Ann Lee.`, 'Ann: hi'))).toEqual([
      'Bob deleted',
      'Ann text',
    ]);
  });

  test('the notice under the contact who also writes', async () => {
    const text = ios(`Ana: ${MARK}Messages and calls are end-to-end encrypted.`, 'Ana: hi', 'Eu: hi');
    expect(await authorsAndKinds(text)).toEqual(['- system', 'Ana text', 'Eu text']);
    expect((await readWhole(text, 'WhatsApp Chat - Ana.txt')).chat).toMatchObject({ group: false, title: 'Ana' });
  });

  test('calls, with and without their hints', async () => {
    expect(
      await authorsAndKinds(
        ios(
          `Ana: ${MARK}Missed voice call, ${MARK}Tap to call back`,
          `Ana: ${MARK}Video call, ${MARK}2 min`,
          'Ana: hi',
        ),
      ),
    ).toEqual(['- system', '- system', 'Ana text']);
  });
});

describe('messages that look like system lines', () => {
  test('people who write what WhatsApp would write', async () => {
    const text = ios(
      `Ana: ${MARK}image omitted`,
      'Ana: Bia left',
      'Bia: Ana created group “X”',
      'Bia: Missed voice call',
      'Ana: changed the subject to “A: B”',
    );
    expect(await authorsAndKinds(text)).toEqual(['Ana omitted', 'Ana text', 'Bia text', 'Bia text', 'Ana text']);
  });

  test('a name before a word and a colon', async () => {
    const text = android(
      'João: added: two chairs',
      'João: ok',
      'Ana: Prazo: sexta',
      'Ana: ok',
      'João: PIX: 1',
      'João: PIX: 2',
    );
    expect((await readWhole(text)).chat.authors).toEqual([
      { name: 'João', messages: 4 },
      { name: 'Ana', messages: 2 },
    ]);
  });

  test('dates inside a message do not begin an entry', async () => {
    const text = [
      '11/03/2024 09:00 - Ana: Agenda:',
      '12/03/2024 10:00 - reunião',
      '13/03/2024 11:00 - Sala: a azul',
      '11/03/2024 09:01 - Bia: ok',
      '11/03/2024 09:02 - Ana: <Mídia oculta>',
    ].join('\n');
    const { entries } = await readWhole(text);
    expect(entries.map((entry) => entry.author)).toEqual(['Ana', 'Bia', 'Ana']);
    expect(entries[0]?.text).toBe('Agenda:\n12/03/2024 10:00 - reunião\n13/03/2024 11:00 - Sala: a azul');
  });

  test('a pasted chat of another phone stays in its message', async () => {
    const text = `${ios('Ana: veja', 'Bia: ok')}\r\n12/03/2024, 10:00 - Caio: oi\r\n12/03/2024, 10:01 - Davi: oi`;
    const { entries, chat } = await readWhole(text);
    expect(chat.authors.map(({ name }) => name)).toEqual(['Ana', 'Bia']);
    expect(entries[1]?.text).toBe('ok\n12/03/2024, 10:00 - Caio: oi\n12/03/2024, 10:01 - Davi: oi');
  });
});

describe('names with a colon', () => {
  test('are whole when nothing else ever follows them', async () => {
    const text = android('Dr: Ana: oi', 'Dr: Ana: tudo bem?', 'Bia: Prazo: sexta', 'Dr: Ana: sim', 'Bia: ok');
    expect((await readWhole(text)).chat.authors).toEqual([
      { name: 'Dr: Ana', messages: 3 },
      { name: 'Bia', messages: 2 },
    ]);
  });

  test('are shown by the mark after them', async () => {
    const text = ios(`Dr: Ana: ${MARK}image omitted`, 'Dr: Ana: oi', 'Bia: ok');
    expect(await authorsAndKinds(text)).toEqual(['Dr: Ana omitted', 'Dr: Ana text', 'Bia text']);
  });
});

test('marks before the line, the name and the text', async () => {
  const text = `${MARK}[12/03/24, 10:00:00] \u200fאנה: ${MARK}<attached: 00000001-AUDIO-2024-03-12-10-00-00.opus>\r\n[12/03/24, 10:01:00] \u202a+55 11 91234-5678\u202c: oi`;
  const { entries } = await readWhole(text);
  expect(entries).toMatchObject([
    { author: 'אנה', kind: 'audio' },
    { author: '+55 11 91234-5678', kind: 'text' },
  ]);
});

test('a place with its address is a location', async () => {
  const { entries } = await readWhole(
    ios(`Ana: ${MARK}Café da Esquina (Rua das Flores, 10, Centro): https://foursquare.com/v/1`, 'Ana: oi'),
  );
  expect(entries[0]?.kind).toBe('location');
});

describe('texts', () => {
  test('a message without words, and one that ends in a colon', async () => {
    const { entries } = await readWhole(android('Ana: ', 'Ana: veja:', 'Bia: https://a.example/b:c'));
    expect(entries.map((entry) => entry.text)).toEqual(['', 'veja:', 'https://a.example/b:c']);
  });

  test('65,536 characters are one message', async () => {
    const long = 'á'.repeat(65_536);
    const { entries } = await readWhole(android(`Ana: ${long}`, 'Bia: ok'));
    expect(entries.map((entry) => entry.text.length)).toEqual([65_536, 2]);
  });

  test('UTF-16 and byte order marks', async () => {
    const text = android('Ana: çã', 'Bia: 😀');
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [Buffer.from(`\ufeff${text}`), little, Buffer.from(little).swap16()]) {
      const { entries } = await readWhole(bytes);
      expect(entries.map((entry) => entry.text)).toEqual(['çã', '😀']);
    }
  });

  test('the label of a document is no caption, its caption is', async () => {
    const file = '00000002-contrato.pdf';
    const text = ios(
      `Ana: contrato.pdf • ${MARK}3 pages ${MARK}<attached: ${file}>`,
      `Ana: assine por favor ${MARK}<attached: ${file}>`,
      `Ana: contrato.pdf • ${MARK}3 pages ${MARK}document omitted`,
    );
    const { entries } = await readWhole(text);
    expect(entries.map(({ kind, text: said }) => [kind, said])).toEqual([
      ['document', ''],
      ['document', 'assine por favor'],
      ['omitted', 'contrato.pdf • 3 pages'],
    ]);
  });

  test('unknown words around a file named by WhatsApp', async () => {
    const text = android('Ana: IMG-20240312-WA0001.jpg (tiedosto liitetty)', 'Ana: ok');
    expect((await readWhole(text)).entries[0]).toMatchObject({ kind: 'image', file: 'IMG-20240312-WA0001.jpg' });
  });
});

test('lines are counted as in the file', async () => {
  const { entries } = await readWhole('12/03/2024 10:00 - Ana: um\ndois\n\n12/03/2024 10:01 - Bia: três');
  expect(entries.map((entry) => entry.line)).toEqual([1, 4]);
});

test.each([
  ['Conversa do WhatsApp com Ana Souza.txt', 'Ana Souza'],
  ['WhatsApp Chat with Ana Souza.txt', 'Ana Souza'],
  ['Chat de WhatsApp con Ana Souza (2).txt', 'Ana Souza'],
  ['WhatsApp_Chat_with_Ana.txt', 'Ana'],
  ['export.txt', undefined],
])('%s is named after %s', async (label, title) => {
  expect((await readWhole(android('Ana: oi', 'Bia: oi'), label)).chat.title).toBe(title);
});

/** Promise: whatever people call themselves, what they write has an author, so that rules look at it as their words. */
import { describe, expect, test } from 'vitest';
import { readWhole } from './memory-source.ts';

const OPENING = 'As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta.';

/** Lines of a Brazilian Android phone, a minute apart. */
const android = (...bodies: readonly string[]): string =>
  [OPENING, ...bodies].map((body, index) => `09/03/2026 17:${String(index).padStart(2, '0')} - ${body}`).join('\n');

/** Author and text of what follows the opening notice. */
async function said(...bodies: readonly string[]): Promise<readonly (readonly [string | null, string])[]> {
  const { entries } = await readWhole(android(...bodies));
  return entries.slice(1).map(({ author, text }) => [author, text] as const);
}

const EVASION = 'me chama no meu zap';

describe('a name that writes more than once', () => {
  test.each(['“', '„', '«', '「', '『', '"'])('with an unpaired %s', async (mark) => {
    const name = `Zé ${mark}Rei`;
    const bodies = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? `${name}: ${EVASION} ${index}` : `Ana: ok ${index}`,
    );
    const { chat, entries } = await readWhole(android(...bodies));
    expect(entries.filter(({ author }) => author === name).map(({ text }) => text)).toEqual(
      [1, 3, 5, 7, 9, 11, 13, 15, 17, 19].map((index) => `${EVASION} ${index}`),
    );
    expect(chat.counts).toMatchObject({ entries: 21, messages: 20, systemLines: 1, people: 2 });
  });

  test('also if each line reads like a new subject', async () => {
    const name = 'Zé mudou o nome do grupo para “Rei';
    expect(await said(`${name}: ${EVASION}”`, 'Ana: oi', `${name}: ${EVASION} já”`)).toEqual([
      [name, `${EVASION}”`],
      ['Ana', 'oi'],
      [name, `${EVASION} já”`],
    ]);
  });
});

describe('a name that writes once', () => {
  test.each([
    'Zé saiu',
    'João adicionou Pedro',
    'Zé “Rei',
    'Zé "Rei',
    'Zé "Rei" saiu',
    'Zé mudou o nome do grupo',
    'Zé mudou o nome do grupo para “Rei',
    'Zé mudou o nome do grupo para "Rei',
    'Zé mudou o código de segurança',
    'Zé changed the subject to “Rei”',
  ])('%s', async (name) => {
    expect(await said('Ana: oi', `${name}: ${EVASION}`, 'Ana: ok')).toEqual([
      ['Ana', 'oi'],
      [name, EVASION],
      ['Ana', 'ok'],
    ]);
  });

  test('with words of another language than the phone’s, as a whole', async () => {
    const [line] = await said(`Zé changed the subject to “Rei: ${EVASION}”`, 'Ana: oi');
    expect(line).toEqual(['Zé changed the subject to “Rei', `${EVASION}”`]);
  });

  test('with words of WhatsApp in a message of several lines', async () => {
    const [line] = await said(`Zé mudou o nome do grupo para “Rei: a\n${EVASION}”`, 'Ana: oi');
    expect(line).toEqual(['Zé mudou o nome do grupo para “Rei', `a\n${EVASION}”`]);
  });
});

describe('a name of odd length', () => {
  test('5,000 characters are cut, and the message is whole', async () => {
    const name = `Zé ${'x'.repeat(5000)}`;
    const lines = await said(`${name}: ${EVASION}`, 'Ana: oi', `${name}: de novo: já`);
    expect(lines.map(([author, text]) => [author?.length, text])).toEqual([
      [110, EVASION],
      [3, 'oi'],
      [110, 'de novo: já'],
    ]);
    expect(lines[0]?.[0]).toBe(lines[2]?.[0]);
    expect(name.startsWith(lines[0]?.[0]?.slice(0, -1) ?? '-')).toBe(true);
  });

  test('no visible character', async () => {
    for (const name of ['', '\u200f', '\u00a0\u3000']) {
      expect(await said(`${name}: ${EVASION}`, 'Ana: oi')).toEqual([
        ['\ufffd', EVASION],
        ['Ana', 'oi'],
      ]);
    }
  });
});

test('a real new subject stays WhatsApp’s, with a colon in the title and however long', async () => {
  const long = `Obra: ${'x'.repeat(90)}`;
  expect(
    await said(
      'Ana mudou o nome do grupo de "Obra: fase 1" para "Obra: fase 2"',
      `Bia mudou o nome do grupo de “${long}” para “${long}!”`,
      `~ ${'Caio Pereira da Costa '.repeat(6)}mudou o nome do grupo para “A: B”`,
      'Ana: oi',
    ),
  ).toMatchObject([
    [null, expect.stringContaining('fase 2')],
    [null, expect.any(String)],
    [null, expect.any(String)],
    ['Ana', 'oi'],
  ]);
});

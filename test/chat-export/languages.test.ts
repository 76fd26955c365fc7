/** Promise: WhatsApp's own words are recognised in every language, on both platforms. */
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from './languages.ts';
import { meant, readWhole } from './memory-source.ts';
import { ANDROID_24, IOS_24, type PhoneStyle, stamp } from './phone.ts';

const MAP = 'https://maps.google.com/?q=-23.55,-46.63';

function conversation(platform: 'android' | 'ios', words: Language): { text: string; wanted: readonly object[] } {
  const ios = platform === 'ios';
  const style: PhoneStyle = { ...(ios ? IOS_24 : ANDROID_24), ...words.style };
  const mark = ios ? '\u200e' : '';
  const photo = ios ? '00000007-PHOTO-2024-01-20-10-07-00.jpg' : 'IMG-20240120-WA0007.jpg';
  const attached = (file: string): string =>
    ios ? `\u200e<${words.attached[1]}: ${file}>` : `${file} (${words.attached[0]})`;
  const caption = ios ? `legenda ${attached(photo)}` : `${attached(photo)}\nlegenda`;
  const said: readonly (readonly [body: string, author: string | null, entry: object])[] = [
    [ios ? `Obra: \u200e${words.encrypted}` : words.encrypted, null, { kind: 'system', text: words.encrypted }],
    [ios ? `\u200e${words.created}` : words.created, null, { kind: 'system', text: words.created }],
    ['Ana: bom dia', 'Ana', { kind: 'text', text: 'bom dia' }],
    ['Bia: um\ndois: três\n\nquatro', 'Bia', { kind: 'text', text: 'um\ndois: três\n\nquatro' }],
    [`Ana: ${ios ? `\u200e${words.omitted[1]}` : words.omitted[0]}`, 'Ana', { kind: 'omitted', text: '' }],
    [`Bia: ${mark}${words.deleted[0]}`, 'Bia', { kind: 'deleted', text: '' }],
    [`Ana: ${mark}${words.deleted[1]}`, 'Ana', { kind: 'deleted', text: '' }],
    [`Ana: ${caption}`, 'Ana', { kind: 'image', text: 'legenda', file: photo }],
    [`Bia: ${attached('00000008-Caio.vcf')}`, 'Bia', { kind: 'contact', text: '', file: '00000008-Caio.vcf' }],
    [`Ana: pago hoje ${mark}<${words.edited}>`, 'Ana', { kind: 'text', text: 'pago hoje', edited: true }],
    [`Bia: ${mark}${words.location}: ${MAP}`, 'Bia', { kind: 'location', text: `${words.location}: ${MAP}` }],
    [
      `Ana: ${mark}${words.poll}:\nQuando?\n${mark}A: hoje (${mark}1)`,
      'Ana',
      { kind: 'poll', text: `${words.poll}:\nQuando?\nA: hoje (1)` },
    ],
    [`Bia: ${ios ? `\u200e${words.viewOnce}` : `<${words.viewOnce}>`}`, 'Bia', { kind: 'view-once', text: '' }],
    [ios ? `Bia: \u200e${words.missedCall}` : words.missedCall, null, { kind: 'system', text: words.missedCall }],
    [ios ? `Bia: \u200e${words.left}` : words.left, null, { kind: 'system', text: words.left }],
    [`Ana: ${words.left}`, 'Ana', { kind: 'text', text: words.left }],
    ['Bia: fim', 'Bia', { kind: 'text', text: 'fim' }],
  ];
  const at = (index: number): string => `2024-01-20T10:${String(index).padStart(2, '0')}:00`;
  return {
    text: said.map(([body], index) => stamp(style, at(index)) + body).join(ios ? '\r\n' : '\n'),
    wanted: said.map(([, author, entry], index) => ({ at: at(index), author, ...entry })),
  };
}

describe.each(Object.entries(LANGUAGES))('%s', (locale, words) => {
  test.each(['android', 'ios'] as const)('%s: every kind of entry', async (platform) => {
    const { text, wanted } = conversation(platform, words);
    const { chat, entries } = await readWhole(text);
    expect(meant(entries)).toEqual(wanted);
    expect(chat.format.locale).toBe(locale);
    expect(chat.authors.map(({ name }) => name)).toEqual(['Ana', 'Bia']);
    expect(chat.group).toBe(true);
  });
});

/** Promise: whatever people write, on whatever phone, an export is read back as it was written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { meant, readWhole } from './memory-source.ts';
import { type PhoneStyle, stamp } from './phone.ts';
import { STYLES } from './phone-styles.ts';

const NAMES = [
  'Ana',
  'Bia Souza',
  '+55 11 91234-5678',
  'José (obra)',
  'Dr. Caio 🛠',
  'אבי',
  'محمد',
  '花子',
  '~ Davi',
  "O'Neil",
];

type Said =
  | { readonly kind: 'text' | 'edited' | 'photo'; readonly text: string }
  | { readonly kind: 'omitted' | 'deleted' | 'location' };

interface Message {
  readonly author: string;
  /** Seconds after the message before. */
  readonly after: number;
  readonly said: Said;
}

/** What a person may type: any line but one that begins like an entry, no blank ends, which WhatsApp cuts off. */
const line = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => text.replace(/[\r\n\0\u2028\u2029\ufeff\u200e]/g, ''))
  .filter((text) => !/^\s*[[\p{Nd}RHS令平昭]/u.test(text));
const typed = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join('\n').trim())
  .filter((text) => text !== '');
const said: fc.Arbitrary<Said> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text'), text: typed }) },
  fc.record({ kind: fc.constantFrom('edited', 'photo'), text: typed }),
  fc.record({ kind: fc.constantFrom('omitted', 'deleted', 'location') }),
);
const message = (names: readonly string[]): fc.Arbitrary<Message> =>
  fc.record({ author: fc.constantFrom(...names), after: fc.integer({ min: 0, max: 200_000 }), said });
const conversation = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 })
  .chain((names) => fc.tuple(fc.constant(names), fc.array(message(names), { maxLength: 25 })));

const ROUNDS = 20;
const seed = printedSeed();

describe.each(Object.entries(LANGUAGES))(`%s (seed ${seed})`, (_, words) => {
  test('a conversation survives the export', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, fc.constantFrom(...STYLES), async ([names, messages], [, style]) => {
        // Everybody also says something plain, as people do; the first date tells day from month.
        const plain = (author: string): Message => ({ author, after: 0, said: { kind: 'text', text: 'ok' } });
        const all = [...names.map(plain), ...messages];
        const { text, wanted } = written(all, style, words);
        const { chat, entries } = await readWhole(text);
        expect(meant(entries)).toEqual(wanted);
        expect(chat.counts.messages).toBe(all.length);
      }),
      { seed, numRuns: ROUNDS },
    );
  });
});

const MAP = 'https://maps.google.com/?q=-23.55,-46.63';

function written(messages: readonly Message[], style: PhoneStyle, words: Language): { text: string; wanted: object[] } {
  const ios = style.platform === 'ios';
  const era = style.calendar === 'reiwa' ? 'R' : '';
  let time = Date.UTC(2023, 11, 31, 9, 30);
  const lines: string[] = [];
  const wanted: object[] = [];
  for (const { author, after, said: what } of messages) {
    time += after * 1000;
    const { body, entry } = render(what, ios, words);
    lines.push(`${stampOf(style, time, era)}${author}: ${body}`);
    wanted.push({ at: local(style, time), author, ...entry });
  }
  return { text: lines.join(ios ? '\r\n' : '\n'), wanted };
}

function render(what: Said, ios: boolean, words: Language): { body: string; entry: object } {
  const mark = ios ? '\u200e' : '';
  switch (what.kind) {
    case 'text':
      return { body: what.text, entry: { kind: 'text', text: what.text } };
    case 'edited':
      return { body: `${what.text} ${mark}<${words.edited}>`, entry: { kind: 'text', text: what.text, edited: true } };
    case 'photo': {
      const file = ios ? '00000007-PHOTO-2024-01-20-10-07-00.jpg' : 'IMG-20240120-WA0007.jpg';
      const body = ios
        ? `${what.text} \u200e<${words.attached[1]}: ${file}>`
        : `${file} (${words.attached[0]})\n${what.text}`;
      return { body, entry: { kind: 'image', text: what.text, file } };
    }
    case 'omitted':
      return { body: ios ? `\u200e${words.omitted[1]}` : words.omitted[0], entry: { kind: 'omitted', text: '' } };
    case 'deleted':
      return { body: `${mark}${words.deleted[0]}`, entry: { kind: 'deleted', text: '' } };
    case 'location':
      return {
        body: `${mark}${words.location}: ${MAP}`,
        entry: { kind: 'location', text: `${words.location}: ${MAP}` },
      };
    default:
      return what satisfies never;
  }
}

function stampOf(style: PhoneStyle, time: number, era: string): string {
  return stamp(style, new Date(time).toISOString().slice(0, 19)).replace(/^\[/, `[${era}`);
}

function local(style: PhoneStyle, time: number): string {
  const iso = new Date(time).toISOString().slice(0, 19);
  return style.platform === 'ios' ? iso : `${iso.slice(0, 16)}:00`;
}

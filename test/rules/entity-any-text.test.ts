/** Whatever the text, detectors tell places that exist, in order, and get through the longest messages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityDetectors } from '../../rules/src/entity/all.ts';
import { entityNames } from '../../rules/src/entity/detector.ts';
import { readingsOf } from '../../rules/src/entity/reading.ts';

const LONGEST = 65_536;
const seed = Number(process.env['ATALAIA_SEED'] ?? 20261121);

const pieces = fc.constantFrom(
  ...['0', '1', '52998224725', '529.982.247-25', '4111 1111 1111 1111', 'DE89 3704 0044 0532 0130 00', '811218-9876'],
  ...[
    'um',
    'dois',
    'três',
    'meia',
    ' e depois ',
    'O',
    'l',
    'S',
    '-',
    '.',
    ' ',
    '\n',
    ',',
    '/',
    '(',
    '+55',
    '@',
    '@x.com',
  ],
  ...['senha é ', 'código ', 'pix ', 'chave: ', 'cpf ', 'iban', '000201', '6304', 'bc1q', '0x', 'T', 'X1234567L'],
  ...['5️⃣', '🔹', '５', '①', '\u200b', '\ud800', '\udc00', 'é', 'İ', 'ﬁ', '\u0000'],
);
const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 });

test('places lie within the text, in order, never empty, and two of a sort never overlap', () => {
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      for (const name of entityNames) {
        let reached = 0;
        for (const { start, end, confidence } of entityDetectors[name](readingsOf(text))) {
          expect(start, `${name} in ${JSON.stringify(text)}`).toBeGreaterThanOrEqual(reached);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(confidence).toBeGreaterThanOrEqual(0.5);
          expect(confidence).toBeLessThanOrEqual(1);
          reached = end;
        }
      }
    }),
    { seed, numRuns: 300 },
  );
});

describe('the longest hostile messages are read to their end', () => {
  const units = [
    '1',
    '1 ',
    '1.1-',
    '+55 ',
    '000201',
    'senha: a',
    'DE8',
    'D E 8 ',
    'um dois ',
    'bc1q',
    'O0',
    '1 e ',
    'pix 1',
    'eyJa.',
  ];
  test.each(units)('%j again and again', (unit) => {
    const text = unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST);
    for (const name of entityNames) expect(entityDetectors[name](readingsOf(text)).length).toBeLessThan(LONGEST);
  });
});

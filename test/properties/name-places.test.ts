/** Names come out of a system line whole and go back in as they were; nothing of them stays in the stored text. */
import type { PersonId } from '@atalaia/storage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putNamesIn, takeNamesOut } from '../../monitor/src/person/name-places.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();

const names = ['Ana', 'Ana Paula', 'Zé', '李雷', 'Ana (Obra)', '0'] as const;
const known = names.map((name, n) => ({ name, person: `person-${n}-0123456789` as PersonId }));
const nameOf = (person: PersonId): string => known.find((one) => one.person === person)?.name ?? '';

const piece = fc.oneof(
  fc.constantFrom(...names, ' adicionou ', ' ', 'Anabela', '\uFFFC', '\uFFFC0\uFFFC', '7'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const line = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

test('putting names in undoes taking them out', () => {
  fc.assert(
    fc.property(line, (text) => {
      const out = takeNamesOut(text, known);
      expect(putNamesIn(out.text, out.mentions, nameOf)).toBe(text);
    }),
    { seed, numRuns: 3000 },
  );
});

test('a name that stands alone is gone, a longer word that begins like it stays', () => {
  const out = takeNamesOut('Ana Paula adicionou Zé; Anabela saiu, Ana (Obra) também', known);
  expect(out.text).toBe('\uFFFC0\uFFFC adicionou \uFFFC1\uFFFC; Anabela saiu, \uFFFC2\uFFFC também');
  expect(out.mentions.map(nameOf)).toEqual(['Ana Paula', 'Zé', 'Ana (Obra)']);
});

/** Masking keeps every hit in its place and leaves nothing of a name, a number or an identifier. */
import { foldedWords, foldFor } from '@atalaia/rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskFor } from '../../monitor/src/conversation/mask.ts';
import { printedSeed } from '../fixtures/seed.ts';

fc.configureGlobal({ seed: printedSeed() });

const given = fc.constantFrom(
  'Marina',
  'João',
  'Zé',
  'Łukasz',
  'Conceição',
  'ANA',
  'D’Ávila',
  'Nguyễn',
  '王芳',
  'Ολγα',
);
const family = fc.constantFrom(
  'da Luz',
  'dos Santos',
  'Tavares',
  'de la Cruz',
  'van Dyck',
  'Lima e Silva',
  '🌻',
  'Jr.',
);
const name = fc.oneof(
  given,
  fc.tuple(given, family).map((parts) => parts.join(' ')),
  fc.constant('🌹🌹'),
);
const words = fc.array(fc.constantFrom('oi', 'da', 'e', 'bom dia', 'prazo', '•', '👩‍👧', 'R$ 10,00', '\n', '\ud83d'), {
  maxLength: 6,
});
/** How names are written in chats: shouted, small, without accents, bold, glued to punctuation. */
const spelled = (text: string) =>
  fc.constantFrom(
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    text.normalize('NFD'),
    text.normalize('NFD').replace(/\p{M}/gu, ''),
    `*${text}*`,
    `${text},`,
    `(${text}!)`,
  );

const folded = (text: string) => foldedWords(foldFor(true), text).map((word) => word.folded);
const particles = new Set(['da', 'dos', 'de', 'la', 'van', 'e']);

test('the length stays, and no word of a name stands in the masked text', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), words, words, (names, before, after) => {
      const mask = maskFor(names);
      fc.assert(
        fc.property(spelled(names[0] ?? ''), (written) => {
          const text = `${before.join(' ')} ${written} ${after.join(' ')}`;
          const shown = mask.hide(text);
          expect(shown.length).toBe(text.length);
          const left = new Set(folded(shown));
          for (const one of names) {
            for (const word of folded(one))
              if (!particles.has(word) && word.length > 1) expect(left).not.toContain(word);
            if (folded(one).length === 0) expect(shown).not.toContain(one);
          }
        }),
        { numRuns: 8 },
      );
    }),
    { numRuns: 150 },
  );
});

test('any text keeps its length, and what is shown of it is what stood there', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 3 }), fc.string({ unit: 'binary', maxLength: 200 }), (names, text) => {
      const shown = maskFor(names).hide(text);
      expect(shown.length).toBe(text.length);
      const kept = Array.from({ length: text.length }, (_, at) => (shown[at] === '•' ? '•' : text[at])).join('');
      expect(shown).toBe(kept);
    }),
  );
});

test('phones, e-mails and documents are hidden; words beside them are not', () => {
  const mask = maskFor(['Marina da Luz', '+55 11 98765-4321']);
  const hidden: readonly (readonly [string, string])[] = [
    ['liga no 11 98765-4321 hoje', 'liga no ••••••••••••• hoje'],
    ['wa.me/5511987654321', 'wa.me/•••••••••••••'],
    ['@5511987654321 veja', '•••••••••••••• veja'],
    ['cpf 529.982.247-25 ok', 'cpf •••••••••••••• ok'],
    ['escreve pra marina.luz@example.com', 'escreve pra ••••••••••••••••••••••'],
    ['a sala da Marina', 'a sala da ••••••'],
    ['Marina da Luz e Mariana', '••••••••••••• e Mariana'],
    ['marina_luz_contrato.pdf', '••••••_•••_contrato.pdf'],
    ['*Marina*Luz e _Marina_', '*••••••*••• e _••••••_'],
    ['é a @marinadaluz mesmo', 'é a @••••••••••• mesmo'],
    ['são R$ 1.250,00 em 10/03', 'são R$ 1.250,00 em 10/03'],
  ];
  for (const [text, shown] of hidden) expect(mask.hide(text)).toBe(shown);
});

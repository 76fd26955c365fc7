/** Listed words are found however they are disguised, at their exact place, and nothing honest is taken for one. */
import { describe, expect, test } from 'vitest';
import { lookAgain } from '../../rules/src/evasion/look-again.ts';
import { foldFor } from '../../rules/src/fold.ts';
import { compileLexicon, scanLexicon } from '../../rules/src/lexicon.ts';
import { makeWords, readWords } from '../../rules/src/words.ts';
import { chatText, type Random, randomFrom } from '../bench/chat-text.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { narrow, wide } from './evasions.ts';
import { ordinaryChat } from './ordinary-chat.ts';

const seed = printedSeed();

const terms = [
  ...['propina', 'suborno', 'pix', 'senha', 'laranja', 'fachada', 'comissao', 'telegram', 'doleiro', 'vazamento'],
  ...[
    'caixinha',
    'arrego',
    'viado',
    'otario',
    'idiota',
    'kickback',
    'bribe',
    'password',
    'insider',
    'soborno',
    'coima',
  ],
  ...['por fora', 'caixa dois', 'meu zap pessoal', 'apaga essa conversa', 'sem nota fiscal', 'retorno garantido'],
  ...['off the books', 'delete this chat', 'pago en negro', 'dinheiro vivo', 'lucro certo todo mes'],
];
const words = makeWords();
const listed = listOf(terms);

function listOf(these: readonly string[]) {
  return {
    these,
    lexicon: compileLexicon(
      these.map((term, target) => ({ term, target })),
      foldFor(true),
    ),
  };
}

/** `term: text under it`, for every find that the second look adds, or for all. */
function finds(list: ReturnType<typeof listOf>, text: string, which: 'all' | 'added' = 'all'): string[] {
  readWords(words, list.lexicon.fold, text);
  const plain = scanLexicon(list.lexicon, text, words);
  const triples = lookAgain(list.lexicon, text, words, plain);
  if (which === 'added' && triples.length === plain.length) return [];
  const found: string[] = [];
  for (let at = 0; at < triples.length; at += 3) {
    found.push(`${list.these[triples[at] ?? 0]}: ${text.slice(triples[at + 1], triples[at + 2])}`);
  }
  return found;
}

/** The share of disguised terms in ordinary sentences that are found exactly where they stand. */
function shareFound(random: Random, disguise: (term: string) => string): { share: number; missed: string[] } {
  const missed: string[] = [];
  let tried = 0;
  for (const term of terms) {
    for (let round = 0; round < 3; round++) {
      const hidden = disguise(term);
      if (hidden === term) continue;
      tried++;
      // Who spaces letters parts words by more.
      const gap = /^\S \S/u.test(hidden) ? '   ' : ' ';
      const text = `${pick(random, before)}${gap}${hidden}${gap}${pick(random, behind)}`;
      if (!finds(listed, text).includes(`${term}: ${hidden}`)) missed.push(hidden);
    }
  }
  return { share: 1 - missed.length / Math.max(1, tried), missed };
}

const before = ['quero', 'manda a', 'vc tem', 'o cara falou em', 'preciso de', '🙂', 'oi,'];
const behind = ['hoje', 'pra mim', 'blz?', '!!', 'amanhã cedo', '🙏', ', ok'];

function pick(random: Random, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

describe('95 of 100 disguised terms are found', () => {
  test.each(Object.entries({ ...narrow, ...wide }))('%s', (_, evade) => {
    const random = randomFrom(seed);
    const { share, missed } = shareFound(random, (term) => evade(term, random));
    expect(share, missed.join(' | ')).toBeGreaterThanOrEqual(0.95);
  });

  test('two ways at once', () => {
    const random = randomFrom(seed + 1);
    const figures: string[] = [];
    let sum = 0;
    let pairs = 0;
    for (const [first, one] of Object.entries(narrow)) {
      for (const [second, other] of Object.entries({ ...narrow, ...wide })) {
        if (first === second) continue;
        const { share, missed } = shareFound(random, (term) => other(one(term, random), random));
        sum += share;
        pairs++;
        if (share < 0.95)
          figures.push(`${first} + ${second}: ${Math.round(share * 100)} % (${missed.slice(0, 4).join(' | ')})`);
      }
    }
    expect(sum / pairs, figures.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('nothing honest is taken for a disguised term', () => {
  test.each([
    ['a spaced word that holds a listed one', 'c o m p u t a d o r'],
    ['spaced words that end with a listed one, or begin with it', 'a q u i  d i s s o  r e a l i z e i  o p i x'],
    ['a dotted word that holds a listed one', 'r.e.p.u.t.a.c.a.o'],
    ['letters of a row that part of a word follows', 'p u t ada'],
    ['single words of one letter', 'a e o, i ou u'],
    ['measures', '10k 3x 5kg 30min 10h 2gb 4x4 m3 2o 1a 3ex'],
    ['prices', 'R$50 R$ 1.500,00 US$20 €5 $10 50$'],
    ['codes and models', 'a1b2 mp3 ps4 L395 BR101 user123 A4 iPhone15 co2 h2o NF-e 5G W3C'],
    ['a word and a number', 'cartao 4 parcelas, lote 2, caixa 20'],
    ['doubled letters', 'carro passar coop leem voo cooperar'],
    ['laughter and numerals', 'kkkkkkk hahaha rsrsrs aaaaa III VIII'],
    ['an address and a mention', 'ana@exemplo.com.br @pedro #promo'],
    ['words that an emoji parts', 'oi😂tudo bem👍obrigado'],
    ['words joined by a dash', 'vê-la pega-lo guarda-chuva'],
    ['another alphabet', 'мне сор росы не нужен'],
  ])('%s', (_, text) => {
    const short = [
      'puta',
      'ex',
      'as',
      'ia',
      'tela',
      'vela',
      'caro',
      'pasar',
      'k',
      'a',
      'cop',
      'pica',
      'kg',
      'ila',
      'mpe',
      'qui',
      'diss',
      'realize',
      'pix',
    ];
    expect(finds(listOf(short), text, 'added')).toEqual([]);
  });

  test('spaced words of ordinary chat hold no other word, with all words of another length as the list', () => {
    const spoken = new Set(ordinaryChat.flatMap((line) => line.toLowerCase().match(/\p{L}{3,}/gu) ?? []));
    for (const odd of [0, 1]) {
      const list = listOf([...spoken].filter((word) => word.length % 2 === odd));
      const texts = [...spoken]
        .filter((word) => word.length % 2 !== odd)
        .map((word) => `vem ${[...word].join(' ')}, tá`);
      expect(texts.flatMap((text) => finds(list, text, 'added'))).toEqual([]);
    }
  });

  test('in ordinary chat, numbers and codes, with all words of ordinary chat as the list', () => {
    const random = randomFrom(seed);
    const spoken = [...new Set(ordinaryChat.flatMap((line) => line.toLowerCase().match(/\p{L}+/gu) ?? []))];
    const list = listOf(spoken);
    const texts = [
      ...ordinaryChat,
      ...chatText(random, { lines: 3000, terms: 0 }).lines,
      ...Array.from({ length: 3000 }, () => code(random)),
    ];
    const wrong = texts.flatMap((text) => finds(list, text, 'added').map((find) => `${find} in ${text}`));
    expect(wrong).toEqual([]);
  });
});

describe('twice the text takes at most about twice the second looks', () => {
  test.each(['a1 ', 'a b ', 'a.b', 'a🙂', 'aaab ', '1a', 'p1x a ', '🅿 ', 'a b c d e f g h ijk ', 'i!1|l1|!i '])(
    '%s',
    (unit) => {
      const long = unit.repeat(Math.floor(8192 / unit.length));
      const [once, twice] = [stepsFor(long), stepsFor(long + long)];
      expect(once).toBeGreaterThan(0);
      expect(twice).toBeLessThanOrEqual(2.1 * once);
      expect(twice / (2 * long.length)).toBeLessThan(600);
    },
  );
});

/** How often the second look reads the word list and its own tables. */
function stepsFor(text: string): number {
  const { lexicon } = listOf(['a', 'b', 'i', 'ai', 'ib', 'pix', 'a a', 'b a', 'a a a a a a a a']);
  let steps = 0;
  const counted = <T extends object>(tables: T): T =>
    new Proxy(tables, {
      get(target, key) {
        steps++;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const { evasion } = lexicon;
  if (evasion === undefined) return 0;
  const { suspicion, lookAlikes } = evasion;
  readWords(words, lexicon.fold, text);
  lookAgain(
    {
      ...lexicon,
      fold: { ...lexicon.fold, table: counted(lexicon.fold.table) },
      places: counted(lexicon.places),
      evasion: {
        suspicion: { ...suspicion, kinds: counted(suspicion.kinds) },
        lookAlikes: counted(lookAlikes),
        words: counted(evasion.words),
        phrases: counted(evasion.phrases),
      },
    },
    text,
    words,
    [],
  );
  return steps;
}

/** A price, measure, model, plate, time or protocol number as business chats hold them. */
function code(random: Random): string {
  const number = (digits: number) => String(Math.floor(random() * 10 ** digits)).padStart(digits, '0');
  const letters = (count: number) =>
    Array.from({ length: count }, () => String.fromCharCode(0x41 + Math.floor(random() * 26))).join('');
  const forms = [
    () => `R$${number(3)},${number(2)}`,
    () => `${number(2)}x de R$ ${number(3)}`,
    () => `${number(1)}${pick(random, ['kg', 'm', 'h', 'x', 'gb', 'l', 'km', 'cm', 'k'])}`,
    () => `${number(2)}h${number(2)}`,
    () => `${letters(3)}${number(4)}`,
    () => `${letters(3)}${number(1)}${letters(1)}${number(2)}`,
    () => `${letters(1)}${number(3)}`,
    () => `${letters(2)}-${number(5)}-${number(1)}`,
    () => `${number(4)} ${number(4)} ${number(4)} ${number(4)}`,
    () => `${letters(2)}${number(9)}${letters(2)}`,
  ];
  return `pedido ${forms[Math.floor(random() * forms.length)]?.() ?? ''} ok`;
}

/** What one person said, is called and is reached by, in every spelling that a trace of it may have. */
import { picture } from '../fixtures/chats.ts';
import type { Account } from '../whatsapp/server/types.ts';
import { needlesOfMedia, needlesOfWord, wordsOf } from './hunt.ts';

/** Rui is erased. His name, numbers and these words are looked for; no word of them is anybody else's. */
export const rui = { name: 'Ruivaldo Queirós', phone: '5521988760004', asWritten: '+55 21 98876-0004' } as const;

export const said = {
  chat: 'encomenda confidencialíssima quarenta tijolinhos',
  edited: 'encomenda retificadíssima cinquenta telhinhas',
  deleted: 'desabafo arrependidíssimo',
  answer: 'reservadíssima amanhecendo cedinho',
  evidence: 'guardei a senha do banco debaixo do capacho',
  caption: 'planta baixinha anexada',
  fileName: 'orçamento-segredinho.pdf',
  place: 'Sítio Jabuticabeira Escondida',
  poll: 'perguntinha votadíssima',
  options: ['alternativa primeirona', 'alternativa segundona'],
  group: 'segredo contadíssimo diante de todos',
  toMarta: 'respondendo publicamente: jamais esqueceria',
  imported: 'antigamente comprávamos caramujos baratos',
  importedFile: 'recibo-antiguinho.jpg',
  inGroup: 'lamentação grupalíssima ressentida',
  byNumber: 'telefonema esquecidíssimo',
} as const;

/** Whose card he sent: a third person, in his words. */
export const card = { name: 'Genoveva Tamarindo', phone: '5521977770099' } as const;

/** Written about him by the dpo, and by himself at the portal. */
export const written = {
  comment: 'conversei longamente com Ruivaldo',
  answer: 'prezadíssimo Ruivaldo, aceitamos',
  correction: 'escrevi errado: eram ladrilhos hidráulicos',
  searches: ['tijolinhos Queirós', 'telhinhas', 'caramujos baratos'],
} as const;

export const pictures = {
  live: picture(6_000, 20_260_711),
  imported: picture(3_000, 20_260_712),
  hers: picture(2_000, 3),
} as const;

/** Words by which others name him, in messages of their own: these stay. */
export const marta = {
  name: 'Marta Quintanilha',
  phone: '5521955510003',
  about: 'martadiz que o Ruivaldo prometeu voltar',
  group: 'martadiz ao grupo inteiro que Queirós sumiu',
  plain: 'martadiz apenas que vem domingo',
  mention: 'martadiz olha isto',
  quote: 'martadiz que leu aquilo',
  again: 'martadiz que ainda espera',
} as const;

/** Another customer, of whom there are imported chats only. */
export const tadeu = { name: 'Tadeu Siqueira', chat: 'tadeudiz que paga amanhã', group: 'tadeudiz no grupo' } as const;

const ruisWords = [said, written, card].flatMap((group) => Object.values<string | readonly string[]>(group)).flat();

/** What was written by him or about him, but none of his own name and number. */
const words = ruisWords.flatMap(wordsOf).filter((word) => !/Ruivaldo|Queir|guardei|capacho|debaixo/.test(word));

function numbersOf({ lid }: Account): readonly string[] {
  const national = rui.phone.slice(2);
  const last = rui.phone.slice(-8);
  return [
    rui.phone,
    national,
    last,
    `55${national.slice(0, 2)}${national.slice(3)}`,
    rui.asWritten.slice(7),
    lid.split('@')[0] ?? '',
  ];
}

/** As written, without accents, in decomposed letters, and as it stands in a web address. */
function spellings(word: string): readonly string[] {
  const decomposed = word.normalize('NFD');
  const all = [word, decomposed.replace(/\p{M}/gu, ''), decomposed, encodeURIComponent(word)];
  return [...new Set(all)].filter((one) => Buffer.byteLength(one) >= 6);
}

/** Everything of his that must be nowhere. `account`: his, on WhatsApp. */
export function needlesOfRui(account: Account) {
  const evidence = wordsOf(said.evidence).filter((word) => !['senha', 'banco'].includes(word));
  return [
    ...[...words, ...evidence, ...wordsOf(rui.name), 'Ruival', ...numbersOf(account)]
      .flatMap(spellings)
      .flatMap(needlesOfWord),
    ...needlesOfMedia('his picture', pictures.live),
    ...needlesOfMedia('his imported picture', pictures.imported),
  ];
}

/** Words that only he used: by their keyed hashes he could be searched for. */
export const onlyHis: readonly string[] = words;

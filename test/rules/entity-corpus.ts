/** Chat lines with identifiers, and lines with numbers that only look like them, made from a seed. */

/** A text and the one identifier it holds; without `expected` it holds none of that sort. */
export interface Line {
  readonly text: string;
  readonly expected?: string;
}

export type Random = () => number;

/** A small generator of repeatable chance (mulberry32): the same seed gives the same lines. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
}

/** Check digit by weights, modulo 11, as Receita Federal defines it: remainders 0 and 1 give 0. */
export function mod11(symbols: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, at) => total + weight * (symbols.charCodeAt(at) - 48), 0);
  return sum % 11 < 2 ? 0 : 11 - (sum % 11);
}

export function makeCpf(random: Random): string {
  const base = digits(random, 9);
  const first = mod11(base, [10, 9, 8, 7, 6, 5, 4, 3, 2]);
  return `${base}${first}${mod11(`${base}${first}`, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])}`;
}

export function makeCnpj(random: Random, lettered: boolean): string {
  const symbols = lettered ? '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ' : '0123456789';
  const root = Array.from({ length: 8 }, () => pick(random, [...symbols])).join('');
  const base = `${root}${lettered ? Array.from({ length: 4 }, () => pick(random, [...symbols])).join('') : `000${1 + Math.floor(random() * 9)}`}`;
  const first = mod11(base, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  return `${base}${first}${mod11(`${base}${first}`, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])}`;
}

export function luhn(base: string): number {
  const sum = [...base].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const cardHeads: readonly (readonly [head: string, length: number])[] = [
  ['4', 16],
  ['51', 16],
  ['55', 16],
  ['2223', 16],
  ['34', 15],
  ['37', 15],
  ['36', 14],
  ['6011', 16],
  ['3530', 16],
  ['509040', 16],
  ['650485', 16],
  ['606282', 16],
];

export function makeCard(random: Random): string {
  const [head, length] = pick(random, cardHeads);
  const base = head + digits(random, length - head.length - 1);
  return `${base}${luhn(base)}`;
}

export function makeMobile(random: Random): string {
  const area = pick(random, ['11', '21', '31', '41', '51', '61', '71', '81', '91', '85', '62', '47', '19']);
  return `${area}9${pick(random, ['6', '7', '8', '9'])}${digits(random, 7)}`;
}

/** Lets an identifier end in a wrong check digit. */
export function spoil(number: string, random: Random): string {
  return `${number.slice(0, -1)}${(Number(number.slice(-1)) + 1 + Math.floor(random() * 9)) % 10}`;
}

export function group(number: string, shape: readonly number[], gaps: readonly string[]): string {
  let at = 0;
  return shape
    .map((length, index) => {
      const piece = number.slice(at, at + length);
      at += length;
      return index === 0 ? piece : `${gaps[index - 1] ?? ''}${piece}`;
    })
    .join('');
}

const fullWidth = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
const withZeroWidth = (text: string) => text.replace(/(\d{3})/, '$1\u200b');
const withNoBreakSpaces = (text: string) => text.replaceAll(' ', '\u00a0');
const spelledOut = (text: string) => [...text.replace(/\D/g, '')].join(' ');

export function writeCpf(cpf: string, random: Random): string {
  return pick(random, [
    () => group(cpf, [3, 3, 3, 2], ['.', '.', '-']),
    () => group(cpf, [3, 3, 3, 2], ['.', '.', '-']),
    () => cpf,
    () => group(cpf, [3, 3, 3, 2], [' ', ' ', ' ']),
    () => group(cpf, [3, 3, 3, 2], ['.', '.', '/']),
    () => group(cpf, [3, 3, 3, 2], ['-', '-', '-']),
    () => group(cpf, [9, 2], ['-']),
    () => fullWidth(group(cpf, [3, 3, 3, 2], ['.', '.', '-'])),
    () => withZeroWidth(group(cpf, [3, 3, 3, 2], ['.', '.', '-'])),
    () => withNoBreakSpaces(group(cpf, [3, 3, 3, 2], [' ', ' ', ' '])),
    () => group(cpf, [3, 3, 3, 2], ['.', '.', '–']),
    () => spelledOut(cpf),
  ])();
}

export function writeCnpj(cnpj: string, random: Random): string {
  return pick(random, [
    () => group(cnpj, [2, 3, 3, 4, 2], ['.', '.', '/', '-']),
    () => group(cnpj, [2, 3, 3, 4, 2], ['.', '.', '/', '-']).toLowerCase(),
    () => cnpj,
    () => group(cnpj, [8, 4, 2], ['/', '-']),
    () => withZeroWidth(group(cnpj, [2, 3, 3, 4, 2], ['.', '.', '/', '-'])),
    () => fullWidth(group(cnpj, [2, 3, 3, 4, 2], ['.', '.', '/', '-'])),
  ])();
}

export function writeCard(card: string, random: Random): string {
  const shape = card.length === 15 ? [4, 6, 5] : card.length === 14 ? [4, 6, 4] : [4, 4, 4, 4];
  return pick(random, [
    () => group(card, shape, [' ', ' ', ' ']),
    () => group(card, shape, ['-', '-', '-']),
    () => group(card, shape, ['.', '.', '.']),
    () => card,
    () => withNoBreakSpaces(group(card, shape, [' ', ' ', ' '])),
    () => fullWidth(group(card, shape, [' ', ' ', ' '])),
  ])();
}

export function writePhone(mobile: string, random: Random): string {
  const area = mobile.slice(0, 2);
  const local = `${mobile.slice(2, 7)}-${mobile.slice(7)}`;
  return pick(random, [
    () => `(${area}) ${local}`,
    () => `(${area})${local}`,
    () => `${area} ${local}`,
    () => `+55 ${area} ${local}`,
    () => `+55 (${area}) ${local}`,
    () => `+55${mobile}`,
    () => `55${mobile}`,
    () => `55 ${area} ${mobile.slice(2)}`,
    () => mobile,
    () => `${area} ${mobile.slice(2)}`,
    () => `${area} 9 ${mobile.slice(3, 7)}-${mobile.slice(7)}`,
    () => `0${area} ${local}`,
    () => withNoBreakSpaces(`(${area}) ${local.replace('-', ' ')}`),
    () => `${area}.${mobile.slice(2, 7)}.${mobile.slice(7)}`,
    () => fullWidth(`(${area}) ${local}`),
  ])();
}

/** Numbers of daily business that are none of ours: protocols, orders, prices, dates, tracking, serials, boletos, invoice keys. */
export function makeHardNegative(random: Random): string {
  const d = (count: number) => digits(random, count);
  const imei = `35${d(12)}`;
  return pick(random, [
    () => `seu protocolo é ${d(11)}, prazo de 5 dias`,
    () => `Protocolo de atendimento: 2026${d(10)}`,
    () => `protocolo 2026112${d(7)} aberto`,
    () => `pedido nº ${d(11)} saiu p entrega`,
    () => `o pedido #${d(16)} ja foi faturado`,
    () => `codigo de rastreio NX${d(9)}BR`,
    () => `rastreamento ${d(14)}`,
    () => `IMEI ${imei}${luhn(imei)}`,
    () => `ficou R$ ${1 + Math.floor(random() * 9)}.${d(3)}.${d(3)},${d(2)} no total`,
    () => `total de 1.${d(3)},90 em 12x de ${d(3)},75`,
    () => `dia 21/11/2026 as 20:53 ate 22/11/2026 14:00`,
    () => `entre 10h30 e 14h45 do dia 03.12.2026`,
    () => `NF ${d(9)} serie 1 emitida`,
    () => `chave de acesso 3526 11${d(2)} ${d(4)} ${d(4)} ${d(4)} ${d(4)} ${d(4)} ${d(4)} ${d(4)} ${d(4)} ${d(4)}`,
    () => `boleto 34191.79001 01043.${d(6)} 91020.${d(6)} 8 ${d(14)}`,
    () => `linha digitavel ${d(47)}`,
    () => `CEP ${d(5)}-${d(3)}, numero ${d(3)}`,
    () => `conta ${d(5)}-${d(1)} agencia ${d(4)}`,
    () => `cod de barras 789${d(10)}`,
    () => `ean 400${d(10)}`,
    () => `contrato ${d(12)} vence em 2027`,
    () => `https://loja.example.com/p/${d(11)}?ref=${d(16)}`,
    () => `placa ABC1D23 renavam ${d(11)}`,
    () => `medidas 120 200 300 45 cm`,
    () => `a senha do wifi é casa${d(8)}`,
    () => `periodo 2024-2025 e 2025-2026`,
    () => `id 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3d${d(4)}`,
    () => `nosso numero ${d(11)}`,
    () => `transação NSU ${d(12)} aprovada`,
    () => `lote ${d(8)} val 11/2027`,
    () => `sao 1234567,89 no total`,
    () => `temos 10 20 30 ou 50 unidades`,
    () => `preço de 1.299,00 por 999,00`,
    () => `serial ${d(8)}-${d(4)}-${d(4)}`,
    () => `versao 10.2.3.4444 build ${d(8)}`,
    () => `timestamp 176${d(7)}`,
  ])();
}

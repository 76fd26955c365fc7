/** Writes numbers as people do in chats, and as they do when they would rather not be found. */
import { group, pick, type Random } from './entity-corpus.ts';

export function writePis(pis: string, random: Random): string {
  return pick(random, [group(pis, [3, 5, 2, 1], ['.', '.', '-']), pis, group(pis, [3, 5, 2, 1], [' ', ' ', ' '])]);
}

export function writeBoleto(line: string, random: Random): string {
  const shape = [5, 5, 5, 6, 5, 6, 1, 14];
  return pick(random, [
    () => line,
    () => group(line, shape, ['.', ' ', '.', ' ', '.', ' ', ' ']),
    () => group(line, shape, ['.', ' ', '.', ' ', '.', ' ', ' ']),
    () => group(line, [10, 11, 11, 1, 14], [' ', ' ', ' ', ' ']),
    () => group(line, shape, ['.', '\n', '.', ' ', '.', '\n', ' ']),
    () => group(line, shape, ['.', '  ', '.', '  ', '.', '  ', '  ']),
  ])();
}

export function writeBill(line: string, random: Random): string {
  return pick(random, [
    () => line,
    () => group(line, [12, 12, 12, 12], [' ', ' ', ' ']),
    () => group(line, [11, 1, 11, 1, 11, 1, 11, 1], ['-', ' ', '-', ' ', '-', ' ', '-']),
    () => group(line, [11, 1, 11, 1, 11, 1, 11, 1], [' ', ' ', ' ', ' ', ' ', ' ', ' ']),
  ])();
}

export function writeIban(iban: string, random: Random): string {
  return pick(random, [
    () => iban,
    () => (iban.match(/.{1,4}/g) ?? []).join(' '),
    () => (iban.match(/.{1,4}/g) ?? []).join('-'),
    () => iban.toLowerCase(),
    () => (iban.match(/.{1,4}/g) ?? []).join('\u00a0'),
  ])();
}

export function writeDni(number: string, random: Random): string {
  return pick(random, [number, `${number.slice(0, -1)}-${number.slice(-1)}`]);
}

const spelled = ['zero', 'um', 'dois', 'três', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove'];
const spelledToo = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `number` (digits and capitals) in one of the ways people hide it. */
export function disguised(number: string, random: Random): { way: string; text: string } {
  const signs = [...number];
  const half = Math.floor(number.length / 2);
  const ways: Readonly<Record<string, () => string>> = {
    letters: () => number.replaceAll('0', 'O').replaceAll('1', 'l'),
    words: () => signs.map((sign) => spelled[Number(sign)] ?? sign).join(' '),
    'english words': () => signs.map((sign) => spelledToo[Number(sign)] ?? sign).join(', '),
    keycaps: () => signs.map((sign) => (/\d/.test(sign) ? `${sign}\ufe0f\u20e3` : sign)).join(''),
    spaced: () => signs.join(' '),
    dashed: () => signs.join('-'),
    'full width': () => number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    'in two': () =>
      `${number.slice(0, half)} ${pick(random, ['e depois', 'e', 'depois', 'e aí', '...', '+'])} ${number.slice(half)}`,
    emoji: () => signs.join(pick(random, ['🔹', '✨'])),
    ringed: () => number.replace(/[1-9]/g, (digit) => String.fromCharCode(0x245f + Number(digit))),
  };
  const way = pick(random, Object.keys(ways));
  return { way, text: (ways[way] as () => string)() };
}

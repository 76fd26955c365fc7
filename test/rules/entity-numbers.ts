/** Makes numbers with right check digits, each by its public specification and independent of the detectors. */
import { createHash } from 'node:crypto';
import { digits, luhn, mod11, pick, type Random } from './entity-corpus.ts';

export function makePis(random: Random): string {
  const base = `1${digits(random, 9)}`;
  return `${base}${mod11(base, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2])}`;
}

/** A random key: a UUID of version 4. */
export function makeRandomKey(random: Random): string {
  const hex = (count: number) => Array.from({ length: count }, () => pick(random, [...'0123456789abcdef'])).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(random, ['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}

/** The line of a bank slip: 47 digits. */
export function makeBoleto(random: Random): string {
  const bank = pick(random, ['001', '033', '104', '237', '341', '748', '756', '260', '077']);
  const free = digits(random, 25);
  const due = `${1000 + Math.floor(random() * 8999)}${String(Math.floor(random() * 1e7)).padStart(10, '0')}`;
  const check = bankCheck(`${bank}9${due}${free}`);
  const fields = [`${bank}9${free.slice(0, 5)}`, free.slice(5, 15), free.slice(15)];
  return `${fields.map((field) => `${field}${luhn(field)}`).join('')}${check}${due}`;
}

/** The line of a utility bill: 48 digits. */
export function makeBill(random: Random): string {
  const byTen = random() < 0.5;
  const check = (base: string) => (byTen ? luhn(base) : keyCheck(base));
  const head = `8${pick(random, ['1', '2', '3', '4', '5', '6', '7', '9'])}${byTen ? pick(random, ['6', '7']) : pick(random, ['8', '9'])}`;
  const rest = digits(random, 40);
  const code = `${head}${check(`${head}${rest}`)}${rest}`;
  return [0, 11, 22, 33].map((at) => `${code.slice(at, at + 11)}${check(code.slice(at, at + 11))}`).join('');
}

/** The same line with a wrong check digit in its first field, which no other digit can make up for. */
export function spoilField(line: string): string {
  return spoilAt(line, line.length === 47 ? 9 : 11);
}

/** The same IBAN with a wrong check digit. */
export function spoilIban(iban: string): string {
  return spoilAt(iban, 3);
}

function spoilAt(number: string, at: number): string {
  return `${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`;
}

/** The key of an electronic invoice: 44 digits, near to a boleto's bar code and none. */
export function makeInvoiceKey(random: Random): string {
  const state = pick(random, ['35', '33', '31', '41', '43', '52']);
  const base = `${state}${pick(random, ['2511', '2602', '2609'])}${digits(random, 14)}55001${digits(random, 9)}1${digits(random, 8)}`;
  return `${base}${keyCheck(base)}`;
}

const ibanShapes: readonly (readonly [country: string, parts: string])[] = [
  ['DE', 'n18'],
  ['ES', 'n20'],
  ['PT', 'n21'],
  ['FR', 'n10c11n2'],
  ['IT', 'a1n10c12'],
  ['GB', 'a4n14'],
  ['NL', 'a4n10'],
  ['BR', 'n23a1c1'],
  ['PL', 'n24'],
  ['SE', 'n20'],
  ['CH', 'n5c12'],
  ['NO', 'n11'],
];

export function makeIban(random: Random): string {
  const [country, parts] = pick(random, ibanShapes);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const account = parts.replace(/([nac])(\d+)/g, (_, sort: string, count: string) =>
    Array.from({ length: Number(count) }, () =>
      pick(random, sort === 'n' || (sort === 'c' && random() < 0.7) ? [...'0123456789'] : letters),
    ).join(''),
  );
  const number = [...`${account}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${account}`;
}

export function makePesel(random: Random): string {
  const base = `${String(Math.floor(random() * 100)).padStart(2, '0')}${pick(random, ['01', '12', '21', '32'])}${pick(random, ['01', '15', '28'])}${digits(random, 4)}`;
  return `${base}${(10 - (weighted(base, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10}`;
}

export function makeNip(random: Random): string {
  for (;;) {
    const base = `${1 + Math.floor(random() * 9)}${digits(random, 8)}`;
    const check = weighted(base, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    if (check < 10) return `${base}${check}`;
  }
}

export function makePersonnummer(random: Random): string {
  const day = 1 + Math.floor(random() * 28) + (random() < 0.1 ? 60 : 0);
  const base = `${digits(random, 2)}${pick(random, ['01', '07', '12'])}${String(day).padStart(2, '0')}${digits(random, 3)}`;
  return `${base}${luhn(base)}`;
}

export function makeDniOrNie(random: Random): string {
  const foreign = random() < 0.4;
  const prefix = pick(random, ['X', 'Y', 'Z']);
  const number = digits(random, foreign ? 7 : 8);
  const value = Number(foreign ? `${'XYZ'.indexOf(prefix)}${number}` : number);
  return `${foreign ? prefix : ''}${number}${'TRWAGMYFPDXBNJZSQVHLCKE'[value % 23]}`;
}

export function makeSsn(random: Random): string {
  const area = 100 + Math.floor(random() * 560);
  return `${area}-${10 + Math.floor(random() * 89)}-${1000 + Math.floor(random() * 8999)}`;
}

/** An address of Bitcoin (1…, 3…) or Tron (T…). */
export function makeWallet(random: Random): string {
  const payload = Buffer.from([
    pick(random, [0x00, 0x05, 0x41]),
    ...Array.from({ length: 20 }, () => 1 + Math.floor(random() * 255)),
  ]);
  const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const bytes = Buffer.concat([payload, sha(sha(payload)).subarray(0, 4)]);
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let address = '';
  for (; value > 0n; value /= 58n) address = `${alphabet[Number(value % 58n)]}${address}`;
  return payload[0] === 0 ? `1${address}` : address;
}

export function makeSecret(random: Random): string {
  const word = pick(random, ['Casa', 'verao', 'Maria', 'lojaSP', 'hunter', 'gato', 'Flamengo', 'admin']);
  return `${word}${pick(random, ['', '@', '#', '_'])}${digits(random, pick(random, [2, 3, 4]))}`;
}

function weighted(base: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(base[at]), 0);
}

function ofEleven(base: string): number {
  const sum = [...base].reverse().reduce((total, digit, at) => total + Number(digit) * (2 + (at % 8)), 0);
  return 11 - (sum % 11);
}

function bankCheck(base: string): number {
  const check = ofEleven(base);
  return check > 9 ? 1 : check;
}

function keyCheck(base: string): number {
  const check = ofEleven(base);
  return check > 9 ? 0 : check;
}

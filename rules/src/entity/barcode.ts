/** Knows the long numbers under bar codes: Brazilian bank slips (boletos), utility bills and electronic invoices. */
import { passesLuhn } from './luhn.ts';
import { hasDigitRun } from './readable.ts';

/** Where a long number stands, in offsets of the text asked about. */
export interface Barcode {
  readonly kind: 'boleto' | 'invoice';
  readonly start: number;
  readonly end: number;
}

const lengths = [48, 47, 44];
const longChain = /\d(?:[ .\-\n]{0,3}\d){43,}/g;

/** All of them with right check digits, bare or in any groups; linear, as a number of 48 digits is tried from each group at most. */
export function barcodesIn(text: string): Barcode[] {
  if (!hasDigitRun(text, 44)) return [];
  return Array.from(text.matchAll(longChain)).flatMap((chain) => inChain(chain[0], chain.index));
}

function inChain(chain: string, offset: number): Barcode[] {
  const groups = Array.from(chain.matchAll(/\d+/g));
  const found: Barcode[] = [];
  for (let first = 0; first < groups.length; first++) {
    const taken = longestFrom(groups, first);
    if (!taken) continue;
    const last = groups[taken.last] as RegExpExecArray;
    const start = offset + (groups[first] as RegExpExecArray).index;
    found.push({ kind: taken.kind, start, end: offset + last.index + last[0].length });
    first = taken.last;
  }
  return found;
}

function longestFrom(
  groups: readonly RegExpExecArray[],
  first: number,
): { kind: Barcode['kind']; last: number } | undefined {
  let digits = '';
  let best: { kind: Barcode['kind']; last: number } | undefined;
  for (let last = first; last < groups.length && digits.length < 48; last++) {
    digits += (groups[last] as RegExpExecArray)[0];
    // One in eleven of all runs of 44 digits is right by chance, so they are no part of more.
    const whole = first === 0 && last === groups.length - 1;
    const kind = lengths.includes(digits.length) && (whole || digits.length > 44) ? kindOf(digits) : undefined;
    if (kind) best = { kind, last };
  }
  return best;
}

function kindOf(digits: string): Barcode['kind'] | undefined {
  if (/^(\d)\1+$/.test(digits)) return undefined;
  if (digits.length === 44 && isInvoiceKey(digits)) return 'invoice';
  const isBoleto =
    digits.length === 47 ? isBankLine(digits) : digits.length === 48 ? isBillLine(digits) : isBarcode(digits);
  return isBoleto ? 'boleto' : undefined;
}

/** Linha digitável of a bank slip: three fields with their own digit, then the digit of the whole (FEBRABAN, Layout Padrão de Cobrança). */
function isBankLine(line: string): boolean {
  const fields = [line.slice(0, 10), line.slice(10, 21), line.slice(21, 32)];
  if (!fields.every(passesLuhn)) return false;
  return isBarcode(`${line.slice(0, 4)}${line.slice(32)}${line.slice(4, 9)}${line.slice(10, 20)}${line.slice(21, 31)}`);
}

/** Linha digitável of a utility or tax bill: four blocks of eleven digits and their own (FEBRABAN, Layout Padrão de Arrecadação). */
function isBillLine(line: string): boolean {
  const blocks = [0, 12, 24, 36].map((at) => line.slice(at, at + 12));
  const code = blocks.map((block) => block.slice(0, 11)).join('');
  const right = checkOfBill(code);
  return right !== undefined && blocks.every((block) => right(block.slice(0, 11), block.charAt(11))) && isBarcode(code);
}

function isBarcode(code: string): boolean {
  const rest = code.slice(0, 4) + code.slice(5);
  if (code.startsWith('8')) return checkOfBill(code)?.(code.slice(0, 3) + code.slice(4), code.charAt(3)) ?? false;
  // The fourth digit is the currency: 9 is the real.
  return code.charAt(3) === '9' && !code.startsWith('000') && code.charAt(4) === bankDigit(rest);
}

/** The third digit of a bill says which modulus its check digits follow. */
function checkOfBill(code: string): ((digits: string, check: string) => boolean) | undefined {
  if (!/^8[1-9]/.test(code)) return undefined;
  if (/^..[67]/.test(code)) return (digits, check) => passesLuhn(digits + check);
  if (/^..[89]/.test(code)) return (digits, check) => invoiceDigit(digits) === check;
  return undefined;
}

function bankDigit(digits: string): string {
  const digit = 11 - (weighted(digits) % 11);
  return digit > 9 ? '1' : String(digit);
}

/** Chave de acesso of NF-e, NFC-e, CT-e…: state, year and month, issuer, model (Manual de Orientação do Contribuinte, 5.4). */
function isInvoiceKey(key: string): boolean {
  return (
    /^[1-5]\d\d\d(?:0[1-9]|1[0-2])\d{14}(?:55|57|58|59|62|63|64|65|66|67)/.test(key) &&
    invoiceDigit(key.slice(0, 43)) === key.charAt(43)
  );
}

function invoiceDigit(digits: string): string {
  const digit = 11 - (weighted(digits) % 11);
  return digit > 9 ? '0' : String(digit);
}

/** Sum of the digits weighted 2 to 9, again and again, from the right. */
function weighted(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    sum += (digits.charCodeAt(digits.length - 1 - at) - 0x30) * (2 + (at % 8));
  }
  return sum;
}

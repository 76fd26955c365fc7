/** Finds addresses of cryptocurrency wallets: Bitcoin, Ethereum and Tron, by their checksums. */

import { isBase58Check } from './base58.ts';
import { isSegwit } from './bech32.ts';
import type { EntityDetector } from './detector.ts';
import { keccak256 } from './keccak.ts';
import { plainLetters } from './plain-letters.ts';
import { findIn } from './reading.ts';

const candidate = /(?<![\p{L}\d_])(?:0x[\da-f]{40}|bc1[\da-z]{11,71}|[13T][\da-z]{25,34})(?![\p{L}\d_])/giu;
// No address is shorter; most messages have no such word.
const longWord = /[^\s.,;:!?()-]{26}/;
const walletWords =
  /(?<![a-z])(?:wallet|carteira|cartera|billetera|eth|ether|ethereum|usdt|usdc|erc-?20|bep-?20|bnb|polygon|metamask|cripto\w*|crypto\w*|address|endereco|direccion|deposit\w*|tether|stablecoins?)(?![a-z])/;

/** Addresses with right checksums; an Ethereum address in one case has none and needs a word such as "wallet" beside it. */
export const findWallet: EntityDetector = (readings) => {
  if (!longWord.test(readings.text)) return [];
  return findIn(readings, (reading) =>
    Array.from(reading.text.matchAll(candidate)).flatMap((match) => {
      const start = match.index;
      const end = start + match[0].length;
      const around = reading.text.slice(Math.max(0, start - 60), start) + reading.text.slice(end, end + 40);
      return isAddress(match[0], around) ? [{ start, end, confidence: 1 }] : [];
    }),
  );
};

function isAddress(address: string, around: string): boolean {
  if (/^0x/i.test(address)) return isEthereum(address, around);
  if (/^bc1/i.test(address)) return isSegwit(address);
  // 0x00 and 0x05 begin Bitcoin's addresses, 0x41 those of Tron.
  return isBase58Check(address, address.startsWith('T') ? [0x41] : [0x00, 0x05]);
}

/** Capitals follow the hash of the small letters (EIP-55). */
function isEthereum(address: string, around: string): boolean {
  const digits = address.slice(2);
  const small = digits.toLowerCase();
  if (/^(.)\1+$/.test(small)) return false;
  if (digits === small || digits === digits.toUpperCase()) return walletWords.test(plainLetters(around));
  const hash = keccak256(new TextEncoder().encode(small));
  return Array.from(small, (sign, at) => {
    const nibble = ((hash[at >> 1] as number) >> (at % 2 === 0 ? 4 : 0)) & 15;
    return nibble >= 8 ? sign.toUpperCase() : sign;
  }).every((sign, at) => sign === digits[at]);
}

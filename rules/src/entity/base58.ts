/** Checks Base58Check, in which Bitcoin and Tron write addresses: 21 bytes and the head of their double SHA-256. */
import { createHash } from 'node:crypto';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const length = 25;

/** Whether `address` of at most 36 characters is 25 bytes that begin with one of `versions` and end in their checksum. */
export function isBase58Check(address: string, versions: readonly number[]): boolean {
  const bytes = decode(address);
  if (!bytes || !versions.includes(bytes[0] as number)) return false;
  const once = createHash('sha256')
    .update(bytes.subarray(0, length - 4))
    .digest();
  const twice = createHash('sha256').update(once).digest();
  return twice.subarray(0, 4).equals(bytes.subarray(length - 4));
}

function decode(address: string): Uint8Array | undefined {
  let value = 0n;
  for (const sign of address) {
    const digit = alphabet.indexOf(sign);
    if (digit < 0) return undefined;
    value = value * 58n + BigInt(digit);
  }
  const digits = value.toString(16);
  const leading = /^1*/.exec(address)?.[0].length ?? 0;
  if (digits.length > 2 * length || Math.ceil(digits.length / 2) + leading !== length) return undefined;
  return Buffer.from(digits.padStart(2 * length, '0'), 'hex');
}

/** Checks Bitcoin's segregated witness addresses (BIP 173 and BIP 350). */

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** What the checksum must leave: version 0 in the older code, 1 to 16 in bech32m. */
const bech32 = 1;
const bech32m = 0x2bc830a3;

/** Whether `address` ("bc1…", in one case) has the checksum its witness version asks for. */
export function isSegwit(address: string): boolean {
  const small = address.toLowerCase();
  if (address !== small && address !== address.toUpperCase()) return false;
  const values = Array.from(small.slice(3), (sign) => alphabet.indexOf(sign));
  if (values.includes(-1)) return false;
  const version = values[0] as number;
  if (version > 16 || (version === 0 && small.length !== 42 && small.length !== 62)) return false;
  // "bc" expanded: high bits, 0, low bits.
  return polymod([3, 3, 0, 2, 3, ...values]) === (version === 0 ? bech32 : bech32m);
}

function polymod(values: readonly number[]): number {
  let rest = 1;
  for (const value of values) {
    const top = rest >>> 25;
    rest = ((rest & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of generators.entries()) if ((top >>> bit) & 1) rest ^= generator;
  }
  return rest;
}

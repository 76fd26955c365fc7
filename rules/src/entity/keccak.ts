/** Keccak-256 as Ethereum uses it: SHA-3 before NIST changed the padding, so that `node:crypto` has none. */

const mask = (1n << 64n) - 1n;
const rate = 136;

/** The 32-byte hash of `message` (The Keccak reference, version 3.0; capacity 512). */
export function keccak256(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor(message.length / rate) + 1) * rate);
  padded.set(message);
  padded[message.length] = 0x01;
  padded[padded.length - 1] = (padded[padded.length - 1] as number) | 0x80;
  const view = new DataView(padded.buffer);
  let lanes: bigint[] = Array.from({ length: 25 }, () => 0n);
  for (let block = 0; block < padded.length; block += rate) {
    for (let lane = 0; lane < rate / 8; lane++) {
      lanes[lane] = (lanes[lane] as bigint) ^ view.getBigUint64(block + 8 * lane, true);
    }
    lanes = permuted(lanes);
  }
  const hash = new DataView(new ArrayBuffer(32));
  for (let lane = 0; lane < 4; lane++) hash.setBigUint64(8 * lane, lanes[lane] as bigint, true);
  return new Uint8Array(hash.buffer);
}

/** Keccak-f[1600]: 24 rounds of theta, rho, pi, chi and iota; lane x, y is at x + 5 y. */
function permuted(input: readonly bigint[]): bigint[] {
  let lanes = [...input];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    const at = (x: number, y: number) => lanes[(x % 5) + 5 * (y % 5)] as bigint;
    const parity = [0, 1, 2, 3, 4].map((x) => at(x, 0) ^ at(x, 1) ^ at(x, 2) ^ at(x, 3) ^ at(x, 4));
    const mixed = lanes.map(
      (lane, k) => lane ^ (parity[(k + 4) % 5] as bigint) ^ turned(parity[(k + 1) % 5] as bigint, 1),
    );
    // k % 5 is x, as lanes stand in rows of five.
    const moved = [...mixed];
    let [x, y] = [1, 0];
    for (let step = 0; step < 24; step++) {
      const value = mixed[x + 5 * y] as bigint;
      [x, y] = [y, (2 * x + 3 * y) % 5];
      moved[x + 5 * y] = turned(value, (((step + 1) * (step + 2)) / 2) % 64);
    }
    lanes = moved.map((lane, k) => {
      const row = k - (k % 5);
      return lane ^ (~(moved[row + ((k + 1) % 5)] as bigint) & mask & (moved[row + ((k + 2) % 5)] as bigint));
    });
    for (let bit = 0; bit < 7; bit++) {
      if (register & 1) lanes[0] = (lanes[0] as bigint) ^ (1n << BigInt((1 << bit) - 1));
      register = (register << 1) ^ (register >> 7 ? 0x171 : 0);
    }
  }
  return lanes;
}

function turned(lane: bigint, by: number): bigint {
  return ((lane << BigInt(by)) | (lane >> BigInt(64 - by))) & mask;
}

/** The code that opens a link together with its secret: eight letters and digits that nobody mixes up, told by a second way. */
import { timingSafeEqual } from 'node:crypto';
import type { BlindIndex, BlindIndexer } from '@atalaia/storage';
import type { NewSecret } from '../access/secret.ts';

/** 32 of them, so that a byte chooses one without bias: 40 bits in eight. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 8;

/** Eight characters without a separator. */
export function newCode(newSecret: NewSecret): string {
  const bytes = Buffer.from(newSecret(), 'base64url');
  return Array.from({ length }, (_, at) => alphabet[(bytes[at] ?? 0) % alphabet.length]).join('');
}

/** As it is written down and read aloud: `ABCD-EFGH`. */
export function spelled(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}

/** The keyed hash of a code as it was typed: case, spaces and hyphens count for nothing. */
export function hashOfCode(blind: BlindIndexer, share: BlindIndex, typed: string): BlindIndex {
  return blind.of('share', 'code', share, typed.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}

/** Takes the same time wherever the two differ. */
export function sameHash(one: BlindIndex, other: BlindIndex): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

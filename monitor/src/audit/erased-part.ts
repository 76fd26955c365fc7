/** What an entry `messages-erased` says: one part of the leaves that an erasure left on a number, and their root. */
import { hash } from 'node:crypto';
import type { ErasureId, Leaf, NumberId } from '@atalaia/storage';
import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { merkleRoot } from './merkle.ts';

export const erasedDetail = z.object({
  erasure: z.string(),
  part: z.int().min(0),
  count: z.int().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The subject of such an entry, so that one recorded just before a crash is found again. */
export function erasedSubject(erasure: ErasureId, number: NumberId, part: number): string {
  return `${erasure}.${number}.${part}`;
}

/** The id of the leaf that an erasure left for a message. */
export function leafId({ number, sequence }: Pick<Leaf, 'number' | 'sequence'>, erasure: ErasureId): string {
  return `${number}.${String(sequence).padStart(10, '0')}.${erasure}`;
}

/** In the order of capture. Covered are the place, the message that stood there, and what stays of it. */
export function erasedRoot(part: readonly Leaf[]): string {
  return merkleRoot(
    part.map(({ sequence, leaf, stays }) => hash('sha256', canonicalJson({ sequence, leaf, stays }), 'buffer')),
  );
}

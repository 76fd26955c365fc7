/** What the writer that gets killed writes: everything follows from one number, so that the parent can check it. */
import type { BlobId } from '@atalaia/storage';
import { type Letter, letter } from './letters.ts';

export function letterOf(n: number): Letter {
  return letter(`letter-${n}`, {
    at: n,
    box: `box-${n % 7}`,
    code: `code-${n}`,
    pages: [{ count: n }],
    note: 'x'.repeat(n % 3000),
  });
}

export const contentOf = (n: number) => `Conteúdo da carta ${n}. `.repeat(1 + (n % 50));
export const placeOf = (n: number) => ({ collection: 'letters', id: `letter-${n}`, field: 'sealedText' });
export const ownerOf = (n: number) => `person:writer-${n}`;
export const blobIdOf = (n: number) => `blob-of-the-writer-${n}` as BlobId;

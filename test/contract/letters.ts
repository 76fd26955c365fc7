/** A collection of the tests: it has every sort of field and index that a real one may have. */
import { defineCollection, type Sealed } from '@atalaia/storage';
import { z } from 'zod';

const letterSchema = z.object({
  id: z.string(),
  box: z.string(),
  at: z.number(),
  read: z.boolean().optional(),
  answer: z.string().nullable(),
  code: z.string().nullable().optional(),
  pages: z.array(z.object({ count: z.int() })),
  note: z.string().optional(),
  sealedText: z.instanceof(Uint8Array).optional(),
});
export type Letter = Omit<z.infer<typeof letterSchema>, 'sealedText'> & { sealedText?: Sealed | undefined };

export const letters = defineCollection({
  name: 'letters',
  schema: letterSchema as unknown as z.ZodType<Letter>,
  indexes: {
    byBox: ['box', 'at'],
    byRead: ['read', 'at'],
    byAnswer: ['answer'],
    byCode: ['box', 'code'],
    byTime: ['at'],
  },
  unique: ['byCode'],
  sealed: ['sealedText'],
});

export function letter(id: string, fields: Partial<Letter> = {}): Letter {
  return { id, box: 'north', at: 0, answer: null, pages: [], ...fields };
}

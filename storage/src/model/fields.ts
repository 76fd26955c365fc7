/** Schemas of the fields that documents share. */
import type { Severity } from '@atalaia/rules';
import { z } from 'zod';
import { idPattern } from '../ids.ts';
import type { Sealed } from '../seal.ts';

/** An id of brand `B`: random or a keyed hash. */
export const id = <B extends string>() => z.string().regex(idPattern) as unknown as z.ZodType<B>;
export const sealed = z.instanceof(Uint8Array) as unknown as z.ZodType<Sealed>;
/** Milliseconds since the epoch, UTC. */
export const instant = z.int();
export const counter = z.int().min(0);
/** The rules' severities, named again because storage takes types only from them; the compiler compares. */
export const severity = z.enum({ low: 'low', medium: 'medium', high: 'high', critical: 'critical' } satisfies {
  [S in Severity]: S;
});
/** Legal bases an archive may stand on: LGPD art. 7 I, IX, II, VI, V; GDPR art. 6 (1). */
export const legalBases = [
  'consent',
  'legitimate-interest',
  'legal-obligation',
  'exercise-of-rights',
  'contract',
] as const;
export type LegalBasis = (typeof legalBases)[number];
export const legalBasis = z.enum(legalBases);
export const language = z.enum(['pt-BR', 'en', 'es']);
export type Language = z.infer<typeof language>;
/** Who wrote a message, seen from the company. `unknown` where an export does not say: never guessed. */
export const authorship = z.enum(['agent', 'contact', 'unknown']);
export type Authorship = z.infer<typeof authorship>;

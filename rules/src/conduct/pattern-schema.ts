/** What a pack may write under `when` of a conduct rule. */
import { z } from 'zod';

/** `pack/rule`, or a whole pack. */
const named = z
  .string()
  .max(129)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/, {
    error: 'expected the name of a pack or of a rule, such as off-channel/personal-number',
  });
const rules = z.array(named).min(1).max(100);
/** Up to thirty days. */
const minutes = z.int().min(1).max(43_200);

export const conductPattern = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('no-answer'), minutes }),
  z.strictObject({ kind: z.literal('outside-hours'), answerWithin: z.int().min(0).max(43_200) }),
  z.strictObject({ kind: z.literal('deletion-after-hit'), rules, minutes }),
  z.strictObject({ kind: z.literal('signs-together'), rules, atLeast: z.int().min(2).max(20), minutes }),
  z.strictObject({ kind: z.literal('one-then-other'), first: rules, next: rules, minutes }),
]);

/** The kinds of patterns, for telling what was expected. */
export const conductKinds = conductPattern.options.map((option) => option.shape.kind.value);

/** Why a number did not hear WhatsApp, as screens have words for it. */
import type { Gap } from '@atalaia/storage';
import type { z } from 'zod';
import { gapReasonView } from '../api/conversation-views.ts';

/** `unknown` for what only a later version of the program has words for. */
export function gapReason({ reason }: Pick<Gap, 'reason'>): z.infer<typeof gapReasonView> {
  const known = gapReasonView.safeParse(reason);
  return known.success ? known.data : 'unknown';
}

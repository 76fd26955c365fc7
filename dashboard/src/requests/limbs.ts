/** Why a request is refused, or met in part: what the forms offer. */
import { type RequestDetail, requestLimb } from '@atalaia/monitor/api';

type Limb = (typeof requestLimb.options)[number];
export type Answer = RequestDetail['drafts'][number]['answer'];

export const limbs: readonly Limb[] = requestLimb.options;

export function isLimb(code: string | null): code is Limb {
  return limbs.some((limb) => limb === code);
}

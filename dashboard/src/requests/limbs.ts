/** Why a request is refused, or met in part: what the screens can name. */
import { type RequestDetail, requestLimb } from '@atalaia/monitor/api';

type Limb = (typeof requestLimb.options)[number];
export type Answer = RequestDetail['drafts'][number]['answer'];

export function isLimb(code: string | null): code is Limb {
  return requestLimb.options.some((limb) => limb === code);
}

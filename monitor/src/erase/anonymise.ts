/** Anonymises a person: they go, keys and all, as if erased; counts, hits and alerts without words stay for the figures. */
import type { Erasure, PersonId } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { type BeginErasure, beginErasure } from './begin.ts';

/** LGPD art. 18 IV, art. 12. `token`: of the preview of erasing the whole person. @throws as `beginErasure` */
export async function anonymisePerson(
  deps: BeginErasure,
  authorized: Authorized<'person:erase'>,
  input: { readonly id: string; readonly reason: string; readonly token: string },
): Promise<Erasure> {
  return beginErasure(deps, authorized, {
    scope: { kind: 'person', person: input.id as PersonId },
    mode: 'anonymise',
    reason: input.reason,
    token: input.token,
    objected: false,
    request: null,
    despiteLimitation: false,
  });
}

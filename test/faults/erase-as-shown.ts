/** Confirms an erasure of exactly what is previewed, while more is being written: what changed in between is looked at again. */
import type { Erasure, PersonId } from '@atalaia/storage';
import type { Authorized } from '../../monitor/src/access/permissions.ts';
import { type BeginErasure, beginErasure } from '../../monitor/src/erase/begin.ts';
import { type PreviewErasure, previewErasure } from '../../monitor/src/erase/preview.ts';
import { Problem } from '../../monitor/src/problem.ts';

/** @throws Problem as `beginErasure`, but never `changed-meanwhile` */
export async function eraseAsShown(
  deps: BeginErasure & PreviewErasure,
  authorized: Authorized<'person:erase'>,
  person: PersonId,
): Promise<Erasure> {
  const scope = { kind: 'person', person } as const;
  const asked = { scope, reason: 'pedido do titular', objected: false, request: null, despiteLimitation: false };
  for (;;) {
    const { token } = await previewErasure(deps, authorized, { scope });
    try {
      return await beginErasure(deps, authorized, { ...asked, token });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'changed-meanwhile') throw error;
    }
  }
}

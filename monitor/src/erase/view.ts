/** How an erasure is shown: what it is about, how far it is, what was counted. */
import type { Erasure, Records, Vault } from '@atalaia/storage';
import type { ErasureView } from '../api/rights-views.ts';
import { actorNames } from '../person/actor-name.ts';
import { readStatement } from './certificate.ts';

export interface ViewErasures {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Answers views; the name of each who confirmed is looked up once. */
export function erasureViews(deps: ViewErasures): (erasure: Erasure) => Promise<ErasureView> {
  const nameOf = actorNames(deps);
  return async (erasure) => {
    const {
      id,
      scope,
      mode,
      state,
      objected,
      source,
      confirmedAt,
      undoUntil,
      shreddedAt,
      endedAt,
      counts,
      certificate,
    } = erasure;
    return {
      id,
      scope,
      mode,
      state,
      objected,
      source,
      by: await nameOf(erasure.by),
      confirmedAt,
      undoUntil,
      shreddedAt,
      endedAt,
      journals: erasure.journals.length,
      counts,
      certifiedAt: certificate === null ? null : Date.parse(readStatement(certificate).issuedAt),
    };
  };
}

/** An export as screens show it: how far it is, what proves it, until when it can be fetched. */
import { type Export, persons, type Records, type Signer, type Vault } from '@atalaia/storage';
import type { ExportView } from '../api/rights-views.ts';
import { actorNames } from '../person/actor-name.ts';
import { personView } from '../person/label.ts';

export interface ViewExports {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly signer: Pick<Signer, 'fingerprint'>;
}

/** Answers views; the name of each who began one is looked up once. */
export function exportViews(deps: ViewExports): (file: Export) => Promise<ExportView> {
  const nameOf = actorNames(deps);
  return async (file) => {
    const { id, state, problem, done, total, size, sha256, createdAt, endedAt, expiresAt } = file;
    const person = file.person === null ? undefined : (await deps.records.get(persons, file.person))?.doc;
    return {
      id,
      person: person ? personView(person, null) : null,
      state,
      problem,
      done,
      total,
      size,
      sha256,
      fingerprint: deps.signer.fingerprint,
      by: await nameOf(file.by),
      createdAt,
      endedAt,
      expiresAt,
    };
  };
}

/** An export as screens show it. */
import { type Export, persons, type Records, type Signer, type Vault } from '@atalaia/storage';
import type { ExportView } from '../api/rights-views.ts';
import { actorNames, kindOfActor } from '../person/actor-name.ts';
import { personView } from '../person/label.ts';

export interface ViewExport {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly signer: Pick<Signer, 'fingerprint'>;
}

/** Without the file itself; `size` in bytes, `sha256` as hex, both null until it is made. */
export async function exportView(deps: ViewExport, shown: Export): Promise<ExportView> {
  const { id, state, problem, done, total, size, sha256, by, createdAt, endedAt, expiresAt } = shown;
  const person = shown.person && (await deps.records.get(persons, shown.person))?.doc;
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
    by: await actorNames(deps)(by),
    byKind: kindOfActor(by),
    createdAt,
    endedAt,
    expiresAt,
  };
}

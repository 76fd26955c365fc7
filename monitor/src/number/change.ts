/** Gives one of the company's numbers another label or time zone. */
import { type MonitoredNumber, type NumberId, numbers, placeOf, type Records, type Vault } from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { NumberView } from '../api/views.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { Problem } from '../problem.ts';
import { numberView } from './view.ts';
import { isZone } from './zone.ts';

export interface ChangeNumber {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly vault: Vault;
  readonly audit: Audit;
}

export interface NumberChange {
  readonly id: NumberId;
  /** Null takes the label away. */
  readonly label?: string | null | undefined;
  readonly zone?: string | undefined;
}

/** @throws Problem `not-found`, `bad-request` for an unknown zone, `changed-meanwhile`. */
export async function changeNumber(
  deps: ChangeNumber,
  authorized: Authorized<'number:change'>,
  change: NumberChange,
): Promise<NumberView> {
  const found = await deps.records.get(numbers, change.id);
  if (!found || !maySee(authorized, change.id)) {
    throw new Problem('not-found', 'There is no such number.');
  }
  if (change.zone !== undefined && !isZone(change.zone)) {
    throw new Problem('bad-request', 'This is not a time zone; give an IANA name such as America/Sao_Paulo.', {
      pointer: '/zone',
    });
  }
  const changed = await withChange(deps, found.doc, change);
  await deps.audit.record({
    chain: change.id,
    actor: authorized.actor,
    act: 'number-changed',
    subject: change.id,
    detail: { label: change.label !== undefined, zone: changed.zone },
  });
  if ((await deps.records.replace(numbers, found.version, changed)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this number a moment ago; look again, then try again.');
  }
  return numberView(deps, changed);
}

async function withChange(
  deps: Pick<ChangeNumber, 'vault'>,
  number: MonitoredNumber,
  change: NumberChange,
): Promise<MonitoredNumber> {
  const { sealedLabel: before, ...rest } = { ...number, ...(change.zone !== undefined && { zone: change.zone }) };
  if (change.label === undefined) return before === undefined ? rest : { ...rest, sealedLabel: before };
  if (change.label === null || change.label === '') return rest;
  const key = await companyKey(deps.vault);
  const place = placeOf(numbers, number.id, 'sealedLabel');
  return { ...rest, sealedLabel: key.seal(place, change.label) };
}

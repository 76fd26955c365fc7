/** Gives one of the company's numbers another label, time zone or language. */
import {
  type Feed,
  type Language,
  type MonitoredNumber,
  type NumberId,
  numbers,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { NumberView } from '../api/views.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { Problem } from '../problem.ts';
import { amendNumber, findOwnNumber } from './amend.ts';
import type { Links } from './links.ts';
import { numberView } from './view.ts';
import { isZone } from './zone.ts';

export interface ChangeNumber {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly links: Pick<Links, 'settle'>;
}

export interface NumberChange {
  readonly id: NumberId;
  /** Null takes the label away. */
  readonly label?: string | null | undefined;
  readonly zone?: string | undefined;
  readonly language?: Language | undefined;
}

/** @throws Problem `not-found`, `bad-request` for an unknown zone, `changed-meanwhile`. */
export async function changeNumber(
  deps: ChangeNumber,
  authorized: Authorized<'number:change'>,
  change: NumberChange,
): Promise<NumberView> {
  const { zone, language } = await findOwnNumber(deps, authorized, change.id);
  refuseUnknownZone(change.zone);
  await deps.audit.record({
    chain: change.id,
    actor: authorized.actor,
    act: 'number-changed',
    subject: change.id,
    detail: {
      label: change.label !== undefined,
      zone: change.zone ?? zone,
      language: change.language ?? language,
    },
  });
  const changed = await amendNumber(deps, change.id, (number) => withChange(deps, number, change));
  await deps.links.settle(change.id);
  deps.feed.publish({ kind: 'number-changed', id: change.id, number: change.id });
  return numberView(deps, changed);
}

/** @throws Problem `bad-request` */
export function refuseUnknownZone(zone: string | undefined): void {
  if (zone === undefined || isZone(zone)) return;
  throw new Problem('bad-request', 'This is not a time zone; give an IANA name such as America/Sao_Paulo.', {
    pointer: '/zone',
  });
}

async function withChange(
  deps: Pick<ChangeNumber, 'vault'>,
  number: MonitoredNumber,
  change: NumberChange,
): Promise<MonitoredNumber> {
  const { sealedLabel: before, ...rest } = {
    ...number,
    ...(change.zone !== undefined && { zone: change.zone }),
    ...(change.language !== undefined && { language: change.language }),
  };
  if (change.label === undefined) return before === undefined ? rest : { ...rest, sealedLabel: before };
  if (change.label === null || change.label === '') return rest;
  const key = await companyKey(deps.vault);
  const place = placeOf(numbers, number.id, 'sealedLabel');
  return { ...rest, sealedLabel: key.seal(place, change.label) };
}
